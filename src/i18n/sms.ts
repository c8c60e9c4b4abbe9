// What is said about stopping texts: in the notice, and at the end of each text.
import type { Language } from '#domain/shop-config.ts';

const sentences: Record<Language, (number: string) => string> = {
  fr: (number) => `Pour ne plus recevoir de SMS\u00a0: envoyez STOP au ${number}.`,
  en: (number) => `To stop the texts, send STOP to ${number}.`,
};

/** For the notice. The number stays on one line. */
export function sayStopBySms(stopNumber: string, language: Language): string {
  return sentences[language](stopNumber.replaceAll(' ', '\u00a0'));
}

const footers: Record<Language, (number: string) => string> = {
  fr: (number) => `STOP au ${number}`,
  en: (number) => `STOP to ${number}`,
};

/** The last words of each text (CPCE L34-5: how to stop, in every message). ASCII, so that it makes no text longer than it looks. */
export function toSmsFooter(stopNumber: string, language: Language): string {
  return footers[language](stopNumber.replaceAll(' ', ''));
}
