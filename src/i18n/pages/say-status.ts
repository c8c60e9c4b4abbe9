// What has become of an answer, in a line. Who was told and has not objected is never said to have said yes.
import type { Language } from '#domain/shop-config.ts';
import type { LineStatus } from './page-words.ts';
import { pageWordsByLanguage } from './words-by-language.ts';

export interface Became {
  readonly status: LineStatus;
  readonly isTold: boolean;
}

export function sayStatus({ status, isTold }: Became, day: string, language: Language): string {
  const words = pageWordsByLanguage[language].preferences;
  const told = status === 'listed' ? words.told.given : status === 'inactive' ? undefined : words.told[status];
  const say = (isTold && told) || words.status[status];
  return say(day);
}
