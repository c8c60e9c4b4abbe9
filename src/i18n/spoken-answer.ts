// A yes as the person gave it, said back to them: the question they answered, what it brings, when and where.
import type { Language } from '#domain/shop-config.ts';
import { formatDay } from './date.ts';
import { typeset } from './typeset.ts';

const questionMarks: Record<Language, string> = { fr: ' ?', en: '?' };
const said: Record<Language, { readonly yes: string; readonly told: string }> = {
  fr: { yes: 'Oui.', told: 'Sans opposition de votre part.' },
  en: { yes: 'Yes.', told: 'Not objected by you.' },
};
const atMost: Record<Language, string> = { fr: 'au plus', en: 'at most' };

/** The texts are those of the config the person was shown, in the language of the page or mail. */
export interface SpokenAnswer {
  /** "La Librairie du Canal peut-elle" */
  readonly stem: string;
  /** "vous écrire par e-mail" */
  readonly verb: string;
  /** In the place of both, where people were told and could object. */
  readonly information?: string | undefined;
  /** They were told and have not objected; else they said yes. */
  readonly isTold: boolean;
  /** "Nouveautés, rencontres, offres : deux par mois au plus." */
  readonly detail: string;
  /** Labels of the topics, when the person has chosen among them, or less often; empty when the detail says it all. */
  readonly topics: readonly string[];
  /** `une fois par mois`; told with the topics. */
  readonly frequency: string;
  /** Epoch milliseconds. */
  readonly givenAt: number;
  readonly store: string;
  /** IANA zone of that store. */
  readonly timeZone: string;
}

/** "La Librairie du Canal peut-elle vous écrire par e-mail ?" */
export function toSpokenQuestion(
  { stem, verb, information }: Pick<SpokenAnswer, 'stem' | 'verb' | 'information'>,
  language: Language,
): string {
  if (information !== undefined) return typeset(information, language);
  return typeset(`${stem} ${verb}${questionMarks[language]}`, language);
}

/** What they said to it: "Oui." */
export function toSpokenYes({ isTold }: Pick<SpokenAnswer, 'isTold'>, language: Language): string {
  return said[language][isTold ? 'told' : 'yes'];
}

/** What was asked; where the person has chosen of it, what is left: "Nouveautés et Rencontres, une fois par mois au plus." */
export function toSpokenDetail({ detail, topics, frequency }: SpokenAnswer, language: Language): string {
  if (topics.length === 0) return typeset(detail, language);
  return typeset(`${new Intl.ListFormat(language).format(topics)}, ${frequency} ${atMost[language]}.`, language);
}

/** "12 octobre 2026, Librairie du Canal, Nantes" */
export function toSpokenPlace({ givenAt, store, timeZone }: SpokenAnswer, language: Language): string {
  return `${formatDay(givenAt, timeZone, language)}, ${store}`;
}
