// The lines of a person's own page: what stands, for each purpose and channel that the shop asks for today or that still
// runs, over all contact points that the page speaks of (E1).
import type { LineChoice } from '#domain/choice-change.ts';
import { mergeChoices } from '#domain/choices.ts';
import type { AnswersGiven } from '#domain/consent-event.ts';
import { type Acts, deriveConsentStates, deriveGrantStatus, isRunning, pickCurrent } from '#domain/consent-state.ts';
import { isRestricted } from '#domain/restriction.ts';
import { isSilence } from '#domain/rules/rule.ts';
import type { Channel, Question } from '#domain/shop-config.ts';
import { questionsOnPhone } from '#domain/visit.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText } from '#protocol/signature.ts';
import { loadActs } from './acts.ts';
import { getConfig, mustGetCurrentConfig } from './config.ts';
import { findStated } from './imported.ts';
import { type Preference, readPreferences } from './preferences.ts';
import type { GrantRow, TokenRow } from './schema.ts';
import type { Reader } from './store.ts';
import { hashSecret } from './token.ts';

export interface Line {
  /** For the form: `marketing.email`. */
  readonly key: string;
  readonly purpose: string;
  readonly channel: Channel;
  /** As it is asked today; else as it was when it was last answered. */
  readonly question: Question;
  readonly isAsked: boolean;
  /** With labels for topics that are asked no more. */
  readonly topics: Question['topics'];
  readonly stands: LineChoice;
  /** It stands because they were told and have not objected: nobody said yes. */
  readonly isTold: boolean;
  /** Where it runs. */
  readonly contactPoints: readonly string[];
  /** The answer that shows most; null when there never was a yes. */
  readonly current: Preference | null;
  /** The calendar day on which a list of the shop says that it was given, where one has brought the answer that shows most. */
  readonly listedOn: string | null;
  /** They have said yes or no to it: what was never asked, and what a list says without proof, is no answer of theirs. */
  readonly isAnswered: boolean;
  /** A yes could not count: it would need a confirmation that this channel does not have (D5). */
  readonly isBlocked: boolean;
}

export interface PreferenceLines {
  readonly lines: readonly Line[];
  /** Names all acts that the lines rest on: a form that rests on another name has stood open since before one of them. */
  readonly seen: string;
  /** Since when the person's own restriction stands, epoch milliseconds; null: none does (D13). */
  readonly restrictedAt: number | null;
}

/** Another one in each form: whoever opens the page twice does not learn that a number's owner has done something meanwhile (E1). */
export function nameSeen(seen: string, form: string): string {
  return hashSecret(`${form} ${seen}`);
}

/** @param token of a page that the mailbox has proved. Reads, and changes nothing (E3). */
export async function readPreferenceLines(reader: Reader, token: TokenRow): Promise<PreferenceLines> {
  const own = token.contact_point ?? '';
  const { rows, grants } = await readPreferences(reader, token);
  const { config, digest } = await mustGetCurrentConfig(reader);
  const actsByContact = new Map<string, Acts>();
  const events = new Set(grants.map(({ event }) => event));
  for (const id of new Set([own, ...grants.map((grant) => grant.contact_point)])) {
    const { acts } = await loadActs(reader, id);
    // what else was said for that address or number is its owner's to know
    actsByContact.set(id, { ...acts, grants: acts.grants.filter(({ event }) => events.has(event)) });
  }

  const asked = questionsOnPhone(config).map((question) => ({ question, isAsked: true }));
  const unasked: typeof asked = [];
  for (const { grant } of rows) {
    const isKnown = [...asked, ...unasked].some(({ question }) => keyOf(question) === keyOf(grant));
    const question = isKnown || !isRunning(grant) ? undefined : await findQuestion(reader, grant);
    if (question) unasked.push({ question, isAsked: false });
  }
  const answeredKeys = await listAnsweredKeys(reader, events);
  const ownStops = (actsByContact.get(own)?.stops ?? []).filter(({ kind }) => kind !== 'erasure');
  const lines = await Promise.all(
    [...asked, ...unasked].map(async (today): Promise<Line> => {
      const key = keyOf(today.question);
      const states = [...actsByContact].flatMap(([contactPoint, acts]) =>
        deriveConsentStates(acts).flatMap((state) => (keyOf(state) === key ? [{ ...state, contactPoint }] : [])),
      );
      const [first, ...more] = states.filter(isRunning);
      const answered = rows.filter(({ grant }) => keyOf(grant) === key);
      const [current] = pickCurrent(answered.map((row) => ({ ...row.grant, row })));
      const isTold = first !== undefined && ![...actsByContact.values()].some((acts) => hasYes(acts, key));
      // what they were told of is shown as that, to be objected to; today's question asks for a yes that nobody said
      const told = isTold && current && (await findQuestion(reader, current.row.grant));
      const { question, isAsked } = told ? { question: told, isAsked: false } : today;
      const stands: LineChoice = first
        ? { answer: 'yes', ...mergeChoices([first, ...more]) }
        : { answer: 'no', topics: [], frequency: question.frequency };
      return {
        ...{ key, purpose: question.purpose, channel: question.channel, question, isAsked, stands, isTold },
        topics: isAsked ? await withUnasked(reader, question, stands, grants) : question.topics,
        contactPoints: states.filter(isRunning).map(({ contactPoint }) => contactPoint),
        current: current?.row ?? null,
        listedOn: (current && (await findStated(reader, current.event))?.askedOn) ?? null,
        isAnswered:
          answered.some(({ grant }) => grant.status !== 'unproven') ||
          answeredKeys.has(key) ||
          ownStops.some(({ scope }) => scope === null || keyOf(scope) === key),
        isBlocked: !first && question.channel !== 'email' && isObjected(question, actsByContact.get(own)),
      };
    }),
  );
  const restrictions = (actsByContact.get(own)?.restrictions ?? []).filter((one) => one.contactPoint === own);
  return {
    lines,
    seen: await nameOf(reader, [...actsByContact.keys()], [...events], digest),
    restrictedAt: isRestricted(restrictions)
      ? Math.max(...restrictions.filter(({ kind }) => kind === 'restriction').map(({ custody }) => custody.latest))
      : null,
  };
}

const keyOf = ({ purpose, channel }: { readonly purpose: string; readonly channel: Channel }) =>
  `${purpose}.${channel}`;

/** What the events ask, whatever was said to it: those of a list ask nothing. */
async function listAnsweredKeys({ sql }: Reader, events: ReadonlySet<string>): Promise<Set<string>> {
  const rows = await sql
    .selectFrom('events')
    .select('jws')
    .where('id', 'in', [...events])
    .where('type', '=', 'answers-given')
    .execute();
  const answers = rows.flatMap(({ jws }) => {
    const said = JSON.parse(readSignedText(jws ?? '') ?? '{}') as Partial<Pick<AnswersGiven, 'answers'>>;
    return said.answers ?? [];
  });
  return new Set(answers.map(keyOf));
}

async function findQuestion(reader: Reader, { config_digest, question }: GrantRow): Promise<Question | undefined> {
  return (await getConfig(reader, config_digest))?.questions.find(({ id }) => id === question);
}

/** The topics asked today, and those that stand from another day. */
async function withUnasked(
  reader: Reader,
  question: Question,
  { topics }: LineChoice,
  grants: readonly GrantRow[],
): Promise<Question['topics']> {
  const all = [...question.topics];
  for (const grant of grants.filter((one) => keyOf(one) === keyOf(question)))
    for (const topic of (await findQuestion(reader, grant))?.topics ?? [])
      if (topics.includes(topic.id) && !all.some(({ id }) => id === topic.id)) all.push(topic);
  return all;
}

/** Whether somebody said yes to it, and that runs. */
function hasYes(acts: Acts, key: string): boolean {
  const asked = acts.grants.filter((grant) => keyOf(grant) === key && !isSilence(grant.regime));
  return asked.some((grant) => isRunning({ status: deriveGrantStatus(grant, acts) }));
}

function isObjected(question: Question, acts: Acts | undefined): boolean {
  return (acts?.stops ?? []).some(
    ({ kind, scope }) => kind === 'objection' && (scope === null || keyOf(scope) === keyOf(question)),
  );
}

/** Of event hashes and ids, which nobody can guess: it tells nothing of what a number's owner did elsewhere (E1). */
async function nameOf(
  { sql }: Reader,
  contactPoints: readonly string[],
  events: readonly string[],
  config: string,
): Promise<string> {
  const names: string[] = [];
  for (const table of ['stops', 'caps', 'restrictions'] as const) {
    const rows = await sql.selectFrom(table).select('event_hash').where('contact_point', 'in', contactPoints).execute();
    names.push(...rows.map((row) => row.event_hash));
  }
  const grants = await sql
    .selectFrom('grants')
    .leftJoin('resolutions', (join) =>
      join.onRef('resolutions.event', '=', 'grants.event').onRef('resolutions.question', '=', 'grants.question'),
    )
    .select(['grants.event', 'grants.question', 'resolutions.kind'])
    .where('grants.event', 'in', events)
    .execute();
  names.push(...grants.map((row) => `${row.event} ${row.question} ${row.kind}`));
  return sha256([config, ...names.sort()].join('\n'));
}
