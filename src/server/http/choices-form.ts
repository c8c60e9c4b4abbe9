// The form of the preference page: its view from what stands, and what a post of it says.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LineChoice } from '#domain/choice-change.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { eventIdSchema } from '#domain/event-part.ts';
import type { Frequency } from '#domain/frequency.ts';
import { inLanguage } from '#domain/localized.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { formatCalendarDay, formatDay } from '#i18n/date.ts';
import { nameFrequency } from '#i18n/frequency.ts';
import { type Became, sayStatus } from '#i18n/pages/say-status.ts';
import { toSpokenQuestion } from '#i18n/spoken-answer.ts';
import { type ChoiceLine, type ChoicesView, fields } from '#pages/choices-form.ts';
import { type Line, nameSeen, type PreferenceLines } from '../storage/preference-lines.ts';
import { type ChoicesForm, listChanges, needsNumber } from '../storage/preference-save.ts';
import { toE164 } from '../telephone-number.ts';

export interface Speech {
  readonly language: Language;
  readonly timeZone: string;
  readonly config: ShopConfig;
}

/** @param statusOf what the page tells of the line's current answer */
export function toChoicesView(
  { lines, seen }: PreferenceLines,
  { language, timeZone, config }: Speech,
  statusOf: (line: Line) => ChoiceStatus | null,
): ChoicesView {
  const id = randomUUID();
  const sayDay = (day: ChoiceStatus['since']) =>
    typeof day === 'string' ? formatCalendarDay(day, language) : formatDay(day, timeZone, language);
  return {
    ...{ id, seen: nameSeen(seen, id), number: { typed: '', isWrong: false } },
    lines: lines.map((line): ChoiceLine => {
      const { key, channel, question, stands, current, isTold } = line;
      const status = statusOf(line);
      const stem = inLanguage(config.stem, language);
      return {
        ...{ key, channel, contact: current?.maskedContact ?? null, was: writeChoice(stands) },
        answer: line.isAnswered ? stands.answer : null,
        question: toSpokenQuestion(
          {
            stem,
            verb: inLanguage(question.verb, language),
            information: question.information && inLanguage(question.information, language),
          },
          language,
        ),
        detail: inLanguage(question.detail, language),
        status: status && sayStatus({ ...status, isTold }, sayDay(status.since), language),
        topics: line.topics.map(({ id, label }) => ({
          ...{ value: id, label: inLanguage(label, language), isChosen: stands.topics.includes(id) },
        })),
        frequencies: listFrequencies(line).map((frequency) => ({
          ...{ value: writeFrequency(frequency), label: nameFrequency(frequency, language) },
          isChosen: stands.answer === 'yes' && writeFrequency(frequency) === writeFrequency(stands.frequency),
        })),
        ...{ isTold, isBlocked: line.isBlocked, lacksTopics: false },
        asksNumber: !line.isBlocked && stands.answer === 'no' && contactKindByChannel[channel] === 'phone',
      };
    }),
  };
}

export interface ChoiceStatus extends Pick<Became, 'status'> {
  /** An instant, or a calendar day where no more is known. */
  readonly since: number | string;
}

/** None where there is nothing to choose from; the one that stands is among them. */
function listFrequencies({ question, stands, isAsked }: Line): Frequency[] {
  if (!isAsked || !question.frequencies) return [];
  const offered = [question.frequency, ...question.frequencies];
  const isOffered = offered.some((one) => writeFrequency(one) === writeFrequency(stands.frequency));
  return isOffered ? offered : [stands.frequency, ...offered];
}

/** The same page with what was typed, where something is missing. */
export function withProblems(view: ChoicesView, { lines }: PreferenceLines, read: ReadForm): ChoicesView {
  const { form, typed } = read;
  return {
    // nothing was recorded, so the form stays the same one
    ...{ id: form.id, seen: form.seen, number: { typed, isWrong: read.lacksNumber } },
    lines: view.lines.map((shown, i) => {
      const { was, now } = form.choices.get(shown.key) ?? {};
      const choose = (options: ChoiceLine['topics'], isChosen: (value: string) => boolean) =>
        options.map((option) => ({ ...option, isChosen: isChosen(option.value) }));
      if (!was || !now) return shown;
      const [stood, chosen] = [writeFrequency(was.frequency), writeFrequency(now.frequency)];
      return {
        ...{ ...shown, answer: now.answer, lacksTopics: read.lacksTopics.includes(shown.key) },
        topics: choose(shown.topics, (value) => now.topics.includes(value)),
        frequencies: choose(
          shown.frequencies,
          (value) => value === chosen && (was.answer === 'yes' || chosen !== stood),
        ),
        asksNumber:
          shown.asksNumber || (read.lacksNumber && contactKindByChannel[lines[i]?.channel ?? 'email'] === 'phone'),
      };
    }),
  };
}

export interface ReadForm {
  readonly form: ChoicesForm;
  /** The number as it was typed. */
  readonly typed: string;
  /** Keys of lines with a yes to nothing. */
  readonly lacksTopics: readonly string[];
  readonly lacksNumber: boolean;
}

/** Undefined when it is no form of ours. */
export function readChoicesForm(
  posted: Readonly<Record<string, unknown>>,
  { lines }: PreferenceLines,
  { language, config }: Speech,
): ReadForm | undefined {
  const one = (name: string) => [posted[name]].flat().find((value) => typeof value === 'string') ?? '';
  const all = (name: string) => [posted[name] ?? []].flat().filter((value) => typeof value === 'string');
  const id = eventIdSchema.safeParse(one(fields.id)).data;
  if (id === undefined) return undefined;
  const choices = new Map<string, { was: LineChoice; now: LineChoice }>();
  for (const { key } of lines) {
    const was = readChoice(one(fields.was + key));
    const answer = one(fields.answer + key);
    if (!was || (answer !== 'yes' && answer !== 'no')) continue;
    const frequency = readFrequency(one(fields.frequency + key)) ?? was.frequency;
    choices.set(key, { was, now: { answer, topics: all(fields.topic + key), frequency } });
  }
  const typed = one(fields.number).trim();
  const number = toE164(typed, config.controller.country);
  const form = { id, seen: one(fields.seen), choices, number, locale: language };
  const toNothing = lines.filter(({ key, isBlocked }) => {
    const { was, now } = choices.get(key) ?? {};
    return !isBlocked && was?.answer === 'no' && now?.answer === 'yes' && now.topics.length === 0;
  });
  // all that is missing is said at once
  const wantsNumber =
    needsNumber(listChanges(lines, form)) || toNothing.some(({ channel }) => contactKindByChannel[channel] === 'phone');
  return {
    ...{ form, typed },
    lacksTopics: toNothing.map(({ key }) => key),
    lacksNumber: number === undefined && wantsNumber,
  };
}

/** `yes;new-books events;2/month` */
const writeChoice = ({ answer, topics, frequency }: LineChoice) =>
  [answer, topics.join(' '), writeFrequency(frequency)].join(';');

const writeFrequency = ({ max, per }: Frequency) => `${max}/${per}`;

const choiceSchema = z.tuple([z.enum(['yes', 'no']), z.string(), z.string()]);

function readChoice(text: string): LineChoice | undefined {
  const { data } = choiceSchema.safeParse(text.split(';'));
  const frequency = data && readFrequency(data[2]);
  return frequency && { answer: data[0], topics: data[1].split(' ').filter(Boolean), frequency };
}

function readFrequency(text: string): Frequency | undefined {
  const [, max, per] = /^([1-9]\d{0,2})\/(week|month|year)$/.exec(text) ?? [];
  return max && per ? { max: Number(max), per: per as Frequency['per'] } : undefined;
}
