// A shop types its texts with ordinary spaces; on paper a French mark never starts a line, and "e-mail" never breaks.
import type { Language } from '#domain/shop-config.ts';

/** The same words with the no-break characters of the language's typography. */
export function typeset(text: string, language: Language): string {
  // not inside an address such as e-mail@shop.example, which people copy
  const joined = text.replace(/\be-(?=mails?\b(?![\w.-]*@))/gi, (e) => `${e.slice(0, 1)}\u2011`);
  if (language !== 'fr') return joined;
  return joined
    .replace(/ (?=[?!;])/g, '\u202f')
    .replace(/ (?=[:»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0');
}
