// What the person was shown, found again in the dossier's texts, and as plain text to read.
import type { Answered, ConsentEvent } from '#domain/consent-event.ts';
import { inLanguage } from '#domain/localized.ts';
import { isSilence, type Regime } from '#domain/rules/rule.ts';
import type { Channel, Language, Question, ShopConfig } from '#domain/shop-config.ts';
import { sayStopBySms } from '#i18n/sms.ts';
import { toSpokenQuestion } from '#i18n/spoken-answer.ts';
import { typeset } from '#i18n/typeset.ts';
import type { Dossier, ShownText } from './dossier.ts';

/** The config that an event names. */
export function findConfig({ texts }: Dossier, digest: string): ShopConfig | undefined {
  const found = texts.find((text) => text.kind === 'config' && text.digest === digest);
  return found && (JSON.parse(found.text) as ShopConfig);
}

export interface ShownQuestion {
  readonly question: Question;
  /** "La Librairie du Canal peut-elle vous écrire par e-mail ?" */
  readonly asked: string;
  readonly detail: string;
}

/** The question in the language in which it was shown. */
export function findQuestion(
  dossier: Dossier,
  { configDigest, locale }: Pick<Answered, 'configDigest' | 'locale'>,
  id: string,
): ShownQuestion | undefined {
  const config = findConfig(dossier, configDigest);
  const question = config?.questions.find((candidate) => candidate.id === id);
  if (!config || !question) return undefined;
  const words = {
    ...{ stem: inLanguage(config.stem, locale), verb: inLanguage(question.verb, locale) },
    information: question.information && inLanguage(question.information, locale),
  };
  const detail = typeset(inLanguage(question.detail, locale), locale);
  return { question, asked: toSpokenQuestion(words, locale), detail };
}

/** How it was asked for, or a list said so; null: not stated, as in schema 1. */
export function regimeIn(event: ConsentEvent, id: string): Regime | null {
  if (event.type === 'imported') return event.stated.regime;
  if (event.type !== 'answers-given') return null;
  return event.answers.find(({ question }) => question === id)?.regime ?? null;
}

/** Whether its `yes` says only that the person was told, and did not object. */
export function isTold(event: ConsentEvent | undefined, id: string): boolean {
  const regime = event && regimeIn(event, id);
  return regime != null && isSilence(regime);
}

/** As the shop named them; what no config of the dossier names keeps its id. */
export function nameTopics(
  { texts }: Dossier,
  { purpose, channel }: { readonly purpose: string; readonly channel: Channel },
  ids: readonly string[],
  language: Language,
): string[] {
  const topics = texts
    .filter(({ kind }) => kind === 'config')
    .flatMap(({ text }) => (JSON.parse(text) as ShopConfig).questions)
    .flatMap((question) => (question.purpose === purpose && question.channel === channel ? question.topics : []));
  return ids.map((id) => {
    const topic = topics.find((one) => one.id === id);
    return topic ? inLanguage(topic.label, language) : id;
  });
}

/** D3: whether a yes counts only once the mailbox has confirmed it, as far as the act itself says. */
export function asksTwice(event: Answered, question: Question | undefined): boolean {
  const isByStaff = event.collector === 'staff' || event.collector === 'shopper-assisted';
  const isByCard = 'askedBy' in event && event.askedBy.kind === 'counter-card';
  return question?.confirmation === 'email' || isByStaff || isByCard;
}

/** The notice as `toNoticeText` writes it. */
export interface ShownNotice {
  readonly language: Language;
  readonly version: number;
  readonly validFrom: string;
  readonly controller: ShopConfig['controller'];
  readonly minimumAge: number | null;
  /** Not there where no texts were asked for. */
  readonly stopNumber?: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

interface ShownQuestions {
  readonly language: Language;
  readonly stem: string;
  readonly questions: readonly { readonly verb: string; readonly detail: string; readonly information?: string }[];
}

export const readNotice = ({ text }: ShownText) => JSON.parse(text) as ShownNotice;

/** A notice or a set of questions without its JSON. */
export function toPlainText({ kind, text }: ShownText): string {
  const blocks =
    kind === 'notice' ? sayNotice(JSON.parse(text) as ShownNotice) : sayQuestions(JSON.parse(text) as ShownQuestions);
  return `${blocks.join('\n\n')}\n`;
}

function sayNotice({ language, sections, stopNumber }: ShownNotice): string[] {
  const stop = stopNumber === undefined ? [] : [sayStopBySms(stopNumber, language)];
  return [...sections.map((section) => `${section.title}\n${section.text}`), ...stop];
}

function sayQuestions({ language, stem, questions }: ShownQuestions): string[] {
  return questions.map(
    ({ verb, detail, information }) =>
      `${toSpokenQuestion({ stem, verb, information }, language)}\n${typeset(detail, language)}`,
  );
}
