// What has become of an answer, in a line. Who was told and has not objected is never said to have said yes.
import type { Language } from '#domain/shop-config.ts';
import type { ShownStatus } from './page-words.ts';
import { pageWordsByLanguage } from './words-by-language.ts';

export interface Became {
  readonly status: ShownStatus;
  readonly isTold: boolean;
}

export function sayStatus({ status, isTold }: Became, day: string, language: Language): string {
  const words = pageWordsByLanguage[language].preferences;
  const say = (isTold && status !== 'inactive' && words.told[status]) || words.status[status];
  return say(day);
}
