// The sender of an SMS as E.164, however the provider writes it.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Undefined when it is no telephone number: a short code, a sender's name. One in no range known to be in use is one.
 * @param country of whose national numbers it may be one, ISO 3166-1 alpha-2
 */
export function toSenderNumber(text: string, country: string): string | undefined {
  const options = { defaultCountry: country as CountryCode, extract: false };
  // national or as dialled from there, then international without its plus sign, as many providers have it
  const readings = [text, `+${text}`]
    .map((reading) => parsePhoneNumberFromString(reading, options))
    .filter((number) => number !== undefined);
  const number = readings.find((reading) => reading.isValid()) ?? readings.find((reading) => reading.isPossible());
  return number?.number;
}
