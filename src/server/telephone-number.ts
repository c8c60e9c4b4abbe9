import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A number as a person types it, as E.164; undefined when it is none that is in use.
 * @param country of whose national numbers it may be one, ISO 3166-1 alpha-2
 */
export function toE164(text: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country as CountryCode, extract: false });
  return number?.isValid() ? number.number : undefined;
}
