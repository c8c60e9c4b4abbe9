// When time ends a yes, how long its contact data stays, and what it proves then. From the outside, as the rest of the model.
import { DAY } from '#domain/instant.ts';
import { expectedUnrestricted, type Model, type ModelGrant, provesLater, stopsAgainst } from './model.ts';
import { listActivities } from './model-activity.ts';
import { leftOf } from './model-choices.ts';

/** A calendar day in France, `2026-08-09`. */
export type Day = string;

const USE_YEARS = 3;
const PROOF_YEARS = 5;
/** How long the contact data stays at hand after anything but the end of its time. */
const AT_HAND = 90;
/** An event held apart that nobody decides on gives up its contact data. */
const HELD_APART = 3 * 365 * DAY;

/** When the contact data of a yes need not be there any more, and what it proves then. */
export interface Fate {
  readonly leavesOn: Day;
  readonly proofUntil: Day | null;
}

/** `unsure`: it hangs on what nobody knows. */
export type Judged = Fate | 'runs' | 'unsure';

/** Whether the live data must still have the address or number itself. */
export function isValueHeld(contact: string, model: Model, now: number): 'yes' | 'no' | 'unsure' {
  const own = listHeld(model).filter((grant) => grant.contact === contact && grant.leftAt === undefined);
  const judged = own.map((grant) => judgeAlone(grant, model, dayOf(now)));
  if (judged.includes('runs')) return 'yes';
  if (judged.includes('unsure') || isAwaited(contact, model, now) !== 'no') return 'unsure';
  // of what was taken back, for as long as it is at hand
  return judged.some((one) => typeof one === 'object' && one.proofUntil !== null) ? 'unsure' : 'no';
}

/** With some days to spare, of what was received then. */
export const isPastBothClocks = (at: number, now: number) =>
  at < Date.parse(addYears(dayOf(now), -USE_YEARS - PROOF_YEARS)) - 3 * DAY;

/** May it be used on that day? */
export function isInTime(grant: ModelGrant, model: Model, now: number): 'yes' | 'no' | 'unsure' {
  const { soonest, latest } = endOfUse(grant, listOwn(grant, model), model);
  if (dayOf(now) < soonest) return 'yes';
  return dayOf(now) < latest ? 'unsure' : 'no';
}

function judgeAlone(grant: ModelGrant, model: Model, today: Day): Judged {
  return judge(grant, listOwn(grant, model), model, today);
}

export function judge(grant: ModelGrant, own: readonly ModelGrant[], model: Model, today: Day): Judged {
  const said = expectedUnrestricted(grant, model);
  const hasCounted = hasBegun(grant, model);
  if (said === 'unsure' || hasCounted === 'unsure') return 'unsure';
  // whether a restore has lost the word before it, only a clock that is right makes no difference to
  if (model.forgotten.length > 0 && Math.abs(grant.claimedAt - grant.trueTime) > DAY) return 'unsure';
  const proofFrom = (end: Day) => (hasCounted ? addYears(end, PROOF_YEARS) : null);
  const after = (at: number) => addDays(dayOf(at), AT_HAND);
  if (said !== 'not given' || grant.endedAt !== undefined) {
    if (grant.endedAt !== undefined && !hasCounted) return { leavesOn: after(grant.endedAt), proofUntil: null };
    const { soonest, latest } = endOfUse(grant, own, model);
    if (said !== 'not given' && soonest > today) return 'runs';
    return soonest === latest ? { leavesOn: soonest, proofUntil: proofFrom(soonest) } : 'unsure';
  }
  const ended = findEnd(grant, model);
  if (ended === 'unsure') return 'unsure';
  if (ended) return { leavesOn: after(ended.at), proofUntil: ended.isErasure ? null : proofFrom(dayOf(ended.at)) };
  // it has never counted
  return { leavesOn: after(grant.deniedAt ?? grant.lapsedAt ?? (grant.receivedAt as number)), proofUntil: null };
}

/** When a no has ended it: the first of several; of topics taken away one by one, the last. */
function findEnd(
  grant: ModelGrant,
  model: Model,
): { readonly at: number; readonly isErasure: boolean } | 'unsure' | undefined {
  const against = stopsAgainst(grant, model).map(({ stop, isSure }) => {
    const proof = provesLater(grant, stop, model);
    return { stop, proof: isSure || proof === 'yes' ? proof : 'too close to tell' };
  });
  if (against.some(({ proof }) => proof === 'too close to tell')) return 'unsure';
  const standing = against.flatMap(({ stop, proof }) => (proof === 'no' ? stop : []));
  if (standing.length > 0)
    return {
      at: Math.min(...standing.map(({ receivedAt }) => receivedAt as number)),
      isErasure: standing.some(({ kind }) => kind === 'erasure'),
    };
  if (leftOf(grant, model).topics.length > 0) return undefined;
  const narrowed = model.stops.filter(({ topics, contact }) => topics && contact === grant.contact);
  return { at: Math.max(...narrowed.map(({ trueTime }) => trueTime)), isErasure: false };
}

/** Whether it has ever counted: nobody had to confirm it, or somebody has. */
export function hasBegun(grant: ModelGrant, model: Model): boolean | 'unsure' {
  if (grant.confirmedAt !== undefined) return true;
  const needed = neededConfirmation(grant, model);
  return needed === 'unsure' ? 'unsure' : !needed;
}

function neededConfirmation(grant: ModelGrant, model: Model): boolean | 'unsure' {
  if (grant.isDoubleOptIn) return true;
  const asking = stopsAgainst(grant, model).filter(({ stop }) => grant.isSilence || stop.kind === 'objection');
  const proofs = asking.map(({ stop, isSure }) => (isSure ? provesLater(grant, stop, model) : 'too close to tell'));
  return proofs.includes('too close to tell') ? 'unsure' : proofs.includes('yes');
}

/** The first day on which the time to use it is over: three years after the person was last in touch. */
function endOfUse(grant: ModelGrant, own: readonly ModelGrant[], model: Model) {
  const told = listActivities(grant.contact, model);
  const end = (activities: readonly Contact[]) => endAfter(grant, [...listContacts(grant, own, model), ...activities]);
  return { soonest: end(told.filter(({ isSure }) => isSure)), latest: end(told) };
}

interface Contact {
  readonly at: number;
  readonly knownAt: number;
}

function listContacts(grant: ModelGrant, own: readonly ModelGrant[], model: Model): Contact[] {
  const isOfContact = ({ contact }: { readonly contact: string }) => contact === grant.contact;
  const said = own.filter((one) => neededConfirmation(one, model) === false);
  return [
    ...said.map((one) => ({ at: saidAt(one), knownAt: one.receivedAt as number })),
    ...own.flatMap(({ confirmedAt: at }) => (at === undefined ? [] : [{ at, knownAt: at }])),
    ...[...model.caps, ...model.stops.filter(({ topics }) => topics)]
      .filter(isOfContact)
      .map(({ trueTime: at }) => ({ at, knownAt: at })),
  ];
}

function endAfter(grant: ModelGrant, contacts: readonly Contact[]): Day {
  let last = saidAt(grant);
  // what comes when it is over begins nothing anew
  for (const { at, knownAt } of contacts.toSorted((a, b) => a.knownAt - b.knownAt))
    if (dayOf(knownAt) < addYears(dayOf(last), USE_YEARS)) last = Math.max(last, at);
  return addYears(dayOf(last), USE_YEARS);
}

/** As the clock says, within what is proven. */
const saidAt = ({ claimedAt, notBefore, receivedAt }: ModelGrant) =>
  Math.min(Math.max(claimedAt, notBefore ?? claimedAt), receivedAt ?? claimedAt);

/** Whether an event of theirs that is held apart waits for a decision, with its contact data. */
export function isAwaited(
  contact: string,
  { grants, stops, lastNight, cutNight }: Model,
  now: number,
): 'yes' | 'no' | 'unsure' {
  const isRecent = (at: number | undefined, night = now) => (at ?? 0) > night - HELD_APART;
  const held = [...grants, ...stops].filter(
    (act) => act.contact === contact && act.isHeld && !act.isUnreadable && isRecent(act.arrivedAt, lastNight),
  );
  if (held.length === 0) return 'no';
  if (!held.some((act) => isRecent(act.arrivedAt, cutNight ?? lastNight))) return 'unsure';
  return stops.some((stop) => stop.contact === contact && stop.kind === 'erasure') ? 'unsure' : 'yes';
}

/** The yeses that the live data knows of. */
export function listHeld({ grants }: Model): ModelGrant[] {
  return grants.filter(
    ({ receivedAt, isHeld, isGone, contactPoint, clearedAt }) =>
      receivedAt !== undefined && !isHeld && !isGone && contactPoint !== undefined && clearedAt === undefined,
  );
}

const listOwn = (grant: ModelGrant, model: Model) =>
  listHeld(model).filter(({ contactPoint }) => contactPoint === grant.contactPoint);

const inFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

export const dayOf = (at: number): Day => inFrance.format(at);

function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function addYears(day: Day, years: number): Day {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  return `${year}${rest === '-02-29' && year % 4 !== 0 ? '-02-28' : rest}`;
}
