// The sender of an SMS as E.164, however the provider writes it.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Undefined when it is no telephone number: a short code, a sender's name. One in no range known to be in use is one.
 * @param country of whose national numbers it may be one, ISO 3166-1 alpha-2
 */
export function toE164(text: string, country: string): string | undefined {
  const digits = text.replace(/\D/g, '');
  // national or international as dialled there, then international without its plus sign, as many providers have it
  const readings = [
    parsePhoneNumberFromString(text, country as CountryCode),
    parsePhoneNumberFromString(`+${digits}`),
  ].filter((number) => number !== undefined);
  const number = readings.find((reading) => reading.isValid()) ?? readings.find((reading) => reading.isPossible());
  return number?.number;
}
