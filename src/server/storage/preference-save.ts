// What a person changes on their own page. Taking away is recorded as such; a new yes is a new answer, and no page that has
// stood open since before another act brings one (E9).
import { changeOf, type LineChange, type LineChoice } from '#domain/choice-change.ts';
import { choicesOf } from '#domain/choices.ts';
import { deriveConsentStates, isRunning } from '#domain/consent-state.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { isLower } from '#domain/frequency.ts';
import { findStore, type Language, type Store } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { loadActs } from './acts.ts';
import { recordCap } from './cap.ts';
import { mustGetCurrentConfig } from './config.ts';
import { isTaken, recordPhoneAnswers } from './phone-answers.ts';
import { type Line, nameSeen, readPreferenceLines } from './preference-lines.ts';
import type { ProvedContact } from './preferences.ts';
import { recordStop } from './stop.ts';
import type { Tx } from './store.ts';
import { storeOfContactPoint } from './withdrawal.ts';

export interface ChoicesForm {
  /** Drawn when the form was first shown; the idempotency key. */
  readonly id: string;
  /** What it rested on (`nameSeen`). */
  readonly seen: string;
  /** What was shown and what came back, by the line's key. */
  readonly choices: ReadonlyMap<string, { readonly was: LineChoice; readonly now: LineChoice }>;
  /** E.164; needed for a new yes to texts or calls, because the page does not know the number (E1). */
  readonly number: string | undefined;
  readonly locale: Language;
}

/** `stale`: what it takes away is recorded, and no yes. */
export type Saved = 'saved' | 'unchanged' | 'stale';

interface Changed {
  readonly line: Line;
  readonly change: LineChange;
}

/** The changes that the form asks for. Those of lines that are there no more have come to an end otherwise. */
export function listChanges(lines: readonly Line[], { choices }: Pick<ChoicesForm, 'choices'>): Changed[] {
  return lines.flatMap((line) => {
    const choice = choices.get(line.key);
    if (!choice) return [];
    const change = changeOf(choice.was, choice.now);
    // a first no is a word of theirs, also where there was nothing to end
    const ends = change.ends || (!line.isAnswered && choice.now.answer === 'no');
    return [{ line, change: { ...change, ends, yes: line.isBlocked ? null : toAskable(line, change.yes) } }];
  });
}

/** A new yes is to what the shop asks today, and never to more often. */
function toAskable({ isAsked, question }: Line, yes: LineChange['yes']): LineChange['yes'] {
  const topics = choicesOf(question).topics.filter((id) => yes?.topics.includes(id));
  if (!yes || !isAsked || topics.length === 0) return null;
  return { topics, frequency: isLower(question.frequency, yes.frequency) ? question.frequency : yes.frequency };
}

/** Whether one of them is a new yes to texts or calls. */
export const needsNumber = (changes: readonly Changed[]): boolean =>
  changes.some(({ line, change }) => change.yes !== null && contactKindByChannel[line.channel] === 'phone');

/** The same form again changes nothing. */
export async function saveChoices(tx: Tx, { token, contactPoint }: ProvedContact, form: ChoicesForm): Promise<Saved> {
  if (await isTaken(tx, form.id)) return 'saved';
  const page = await readPreferenceLines(tx, token);
  const changes = listChanges(page.lines, form);
  const { config, digest: configDigest } = await mustGetCurrentConfig(tx);
  const store = findStore(config, await storeOfContactPoint(tx, contactPoint.id)) ?? (config.stores[0] as Store);
  const pageOf = contactPoint.id;
  const ids = [form.id];
  const nextId = () => ids.shift() ?? tx.newId();

  // first what is taken away: in the same chain, the new yes is provably later (C2)
  for (const { line, change } of changes) await takeAway(tx, line, change, { store: store.id, pageOf, nextId });

  const yeses = changes.filter(({ change }) => change.yes !== null);
  if (yeses.length === 0) return ids.length === 0 ? 'saved' : 'unchanged';
  if (form.seen !== nameSeen(page.seen, form.id)) return 'stale';
  await recordPhoneAnswers(tx, {
    id: nextId(),
    ...{ config, configDigest, store, locale: form.locale, questions: yeses.map(({ line }) => line.question) },
    answers: new Map(yeses.map(({ line, change }) => [line.question.id, { answer: 'yes', ...toPlain(change.yes) }])),
    contacts: toContacts(yeses, contactPoint.value, form.number),
    answerLinkDigest: null,
    askedBy: { kind: 'preference-page', contactPoint: pageOf },
  });
  return 'saved';
}

interface By {
  readonly store: string;
  readonly pageOf: string;
  readonly nextId: () => string;
}

async function takeAway(tx: Tx, line: Line, { ends, without, cap }: LineChange, by: By): Promise<void> {
  const { purpose, channel } = line;
  for (const contactPoint of line.isAnswered ? line.contactPoints : [by.pageOf]) {
    const { store, nextId } = by;
    const pageOf = contactPoint === by.pageOf ? undefined : by.pageOf;
    const end = (topics?: readonly string[]) =>
      recordStop(tx, {
        ...{ store, contactPoint, kind: 'withdrawal', via: 'preference-page', pageOf, id: nextId() },
        scope: topics ? { purpose, channel, topics } : { purpose, channel },
      });
    if (ends) {
      await end();
      continue;
    }
    const stands = deriveConsentStates((await loadActs(tx, contactPoint)).acts).find(
      (state) => isRunning(state) && state.purpose === purpose && state.channel === channel,
    );
    const gone = without.filter((topic) => stands?.topics.includes(topic));
    if (gone.length > 0) await end(gone);
    if (cap && stands && isLower(cap, stands.frequency)) {
      const input = { contactPoint, purpose, channel, frequency: cap, pageOf: pageOf ?? null };
      await recordCap(tx, store, input, nextId());
    }
  }
}

const toPlain = (yes: LineChange['yes']) => yes && { topics: [...yes.topics], frequency: { ...yes.frequency } };

function toContacts(yeses: readonly Changed[], address: string, number: string | undefined): ContactClaim[] {
  const kinds = new Set(yeses.map(({ line }) => contactKindByChannel[line.channel]));
  return [...kinds].map((kind) => {
    const value = kind === 'email' ? address : number;
    if (value === undefined) throw new Error('a yes without its number');
    return { kind, value };
  });
}
