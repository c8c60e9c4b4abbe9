// When time ends a yes, and what a night takes away: of each id by which the back end knows a contact, and of what lies in the
// archive. From the outside, as the rest of the model.
import { DAY } from '#domain/instant.ts';
import { expectedUnrestricted, type Model, type ModelGrant, provesLater, stopsAgainst } from './model.ts';
import { isRestricted, leftOf } from './model-choices.ts';

/** A calendar day in France, `2026-08-09`. */
export type Day = string;

const USE_YEARS = 3;
const PROOF_YEARS = 5;
/** How long the contact data stays at hand after anything but the end of its time. */
const AT_HAND = 90;
/** An event held apart that nobody decides on gives up its contact data. */
const HELD_APART = 3 * 365 * DAY;

/** Proof of somebody who has left the live data. */
export interface ModelProof {
  readonly contact: string;
  /** The first day on which it is gone. */
  readonly until: Day;
  readonly since: number;
}

/** When the contact data of a yes need not be there any more, and what it proves then. */
interface Fate {
  readonly leavesOn: Day;
  readonly proofUntil: Day | null;
}

/** `unsure`: it hangs on what nobody knows. */
type Judged = Fate | 'runs' | 'unsure';

/** What a night has done, as far as it can be told. */
export interface Night {
  /** Ids of which it cannot. */
  readonly unsure: ReadonlySet<string>;
  /** Past both clocks, beside something that stays. */
  readonly mayGo: ReadonlySet<ModelGrant>;
}

/** Lives the night in the model. What is unsure stays as it is. */
export function liveModelNight(model: Model, now: number): Night {
  const today = dayOf(now);
  const [unsure, mayGo] = [new Set<string>(), new Set<ModelGrant>()];
  keepArchive(model, (proof) => !isErasedSince(proof, model) && proof.until > today);
  const ids = Map.groupBy(listHeld(model), ({ contactPoint }) => contactPoint as string);
  const plans = [...ids].map(([id, own]) => ({ id, own, plan: planOf(own, model, now) }));
  for (const { id, own, plan } of plans) {
    if (plan === 'unsure') unsure.add(id);
    else if (plan === 'stays') {
      for (const grant of own) if (isOver(judge(grant, own, model, today), today)) mayGo.add(grant);
    } else leave(model, own, plan, now);
  }
  // a stop of all by one that has left must still find another that runs (D8)
  const left = plans.filter(({ plan }) => plan !== 'unsure' && plan !== 'stays');
  const beside = new Map(left.map(({ id }) => [id, listBeside(id, model)]));
  for (const { id, own } of left) {
    const others = beside.get(id) ?? [];
    const said = others.map((one) => expectedUnrestricted(one, model));
    // a request that nobody was asked about in three years, or what may go by itself: it depends on who is judged first
    const hasLate = own.some((one) => one.endedAt === now && hasBegun(one, model) !== true);
    const isLate = (hasLate && others.length > 0) || others.some((one) => mayGo.has(one));
    if (said.includes('unsure') || isLate) unsure.add(id);
    else if (said.every((one) => one === 'not given')) clear(model, own, now);
  }
  for (const { id, own } of plans) if (unsure.has(id)) for (const { contact } of own) model.unsureProofs.add(contact);
  return { unsure, mayGo };
}

/** All of the ids that share an event with that one. */
function listBeside(id: string, model: Model): ModelGrant[] {
  const held = listHeld(model);
  const events = held.filter(({ contactPoint }) => contactPoint === id).map((grant) => grant.id);
  const tied = held.filter((grant) => events.includes(grant.id)).map(({ contactPoint }) => contactPoint);
  return held.filter(({ contactPoint }) => contactPoint !== id && tied.includes(contactPoint));
}

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
export function isInTime(grant: ModelGrant, model: Model, now: number): boolean {
  return dayOf(now) < endOfUse(grant, listOwn(grant, model), model);
}

function planOf(own: readonly ModelGrant[], model: Model, now: number): readonly Fate[] | 'stays' | 'unsure' {
  const today = dayOf(now);
  const [{ contact }] = own as [ModelGrant];
  const keeping = [isRestricted(contact, model), isAwaited(contact, model, now)];
  if (keeping.includes('yes')) return 'stays';
  const judged = own.map((grant) => judge(grant, own, model, today));
  if (judged.some((one) => one === 'runs' || (one !== 'unsure' && one.leavesOn > today))) return 'stays';
  if (keeping.includes('unsure') || judged.includes('unsure')) return 'unsure';
  const hasLeft = own.filter(({ leftAt }) => leftAt !== undefined).length;
  // somebody has come back beside what had left and was kept for another's sake
  return hasLeft > 0 && hasLeft < own.length ? 'unsure' : (judged as Fate[]);
}

function leave(model: Model, own: readonly ModelGrant[], fates: readonly Fate[], now: number): void {
  const [{ contact, leftAt }] = own as [ModelGrant];
  if (leftAt !== undefined) return;
  const until =
    fates
      .map(({ proofUntil }) => proofUntil ?? '')
      .sort()
      .at(-1) ?? '';
  if (until > dayOf(now)) model.archive.push({ contact, until, since: now });
  for (const grant of own) {
    if (isAlive(grant, model)) grant.endedAt = now;
    grant.leftAt = now;
  }
}

function clear({ stops }: Model, own: readonly ModelGrant[], now: number): void {
  const [{ contact }] = own as [ModelGrant];
  const about = stops.filter((stop) => stop.contact === contact && stop.receivedAt !== undefined);
  // who has taken something back, or has had to be left alone, is still known: with all they have said no to
  const isKept = about.some(({ kind }) => kind !== 'refusal');
  for (const stop of about) if (!isKept) stop.clearedAt ??= now;
  for (const grant of own) grant.clearedAt = now;
}

const isOver = (judged: Judged, today: Day) =>
  typeof judged === 'object' && judged.leavesOn <= today && (judged.proofUntil ?? '') <= today;

function judgeAlone(grant: ModelGrant, model: Model, today: Day): Judged {
  return judge(grant, listOwn(grant, model), model, today);
}

function judge(grant: ModelGrant, own: readonly ModelGrant[], model: Model, today: Day): Judged {
  const said = expectedUnrestricted(grant, model);
  const hasCounted = hasBegun(grant, model);
  if (said === 'unsure' || hasCounted === 'unsure') return 'unsure';
  // whether a restore has lost the word before it, only a clock that is right makes no difference to
  if (model.forgotten.length > 0 && Math.abs(grant.claimedAt - grant.trueTime) > DAY) return 'unsure';
  const proofFrom = (end: Day) => (hasCounted ? addYears(end, PROOF_YEARS) : null);
  const after = (at: number) => addDays(dayOf(at), AT_HAND);
  if (said !== 'not given' || grant.endedAt !== undefined) {
    if (grant.endedAt !== undefined && !hasCounted) return { leavesOn: after(grant.endedAt), proofUntil: null };
    const end = endOfUse(grant, own, model);
    return said !== 'not given' && end > today ? 'runs' : { leavesOn: end, proofUntil: proofFrom(end) };
  }
  const against = stopsAgainst(grant, model).filter(({ stop }) => provesLater(grant, stop, model) !== 'yes');
  if (against.some(({ stop, isSure }) => !isSure || provesLater(grant, stop, model) !== 'no')) return 'unsure';
  const { topics } = leftOf(grant, model);
  const narrowed = model.stops.filter((stop) => stop.topics && stop.contact === grant.contact && topics.length === 0);
  const first = Math.min(...against.map(({ stop }) => stop.receivedAt as number));
  const takenBackAt = against.length > 0 ? first : Math.max(...narrowed.map(({ trueTime }) => trueTime));
  if (against.length > 0 || topics.length === 0)
    return {
      leavesOn: after(takenBackAt),
      proofUntil: against.some(({ stop }) => stop.kind === 'erasure') ? null : proofFrom(dayOf(takenBackAt)),
    };
  // it has never counted
  return { leavesOn: after(grant.deniedAt ?? grant.lapsedAt ?? (grant.receivedAt as number)), proofUntil: null };
}

/** Whether it has ever counted: nobody had to confirm it, or somebody has. */
function hasBegun(grant: ModelGrant, model: Model): boolean | 'unsure' {
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
function endOfUse(grant: ModelGrant, own: readonly ModelGrant[], model: Model): Day {
  const isOfContact = ({ contact }: { readonly contact: string }) => contact === grant.contact;
  const said = own.filter((one) => neededConfirmation(one, model) === false);
  const contacts = [
    ...said.map((one) => ({ at: saidAt(one), knownAt: one.receivedAt as number })),
    ...own.flatMap(({ confirmedAt: at }) => (at === undefined ? [] : [{ at, knownAt: at }])),
    ...[...model.caps, ...model.stops.filter(({ topics }) => topics)]
      .filter(isOfContact)
      .map(({ trueTime: at }) => ({ at, knownAt: at })),
  ].sort((a, b) => a.knownAt - b.knownAt);
  let last = saidAt(grant);
  // what comes when it is over begins nothing anew
  for (const { at, knownAt } of contacts)
    if (dayOf(knownAt) < addYears(dayOf(last), USE_YEARS)) last = Math.max(last, at);
  return addYears(dayOf(last), USE_YEARS);
}

/** As the clock says, within what is proven. */
const saidAt = ({ claimedAt, notBefore, receivedAt }: ModelGrant) =>
  Math.min(Math.max(claimedAt, notBefore ?? claimedAt), receivedAt ?? claimedAt);

/** Whether an event of theirs that is held apart waits for a decision, with its contact data. */
function isAwaited(contact: string, { grants, stops, lastNight }: Model, now: number): 'yes' | 'no' | 'unsure' {
  const isRecent = (at: number | undefined) => (at ?? 0) > (lastNight ?? now) - HELD_APART;
  const held = [...grants, ...stops].filter(
    (act) => act.contact === contact && act.isHeld && !act.isUnreadable && isRecent(act.arrivedAt),
  );
  if (held.length === 0) return 'no';
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

const isAlive = (grant: ModelGrant, model: Model) => expectedUnrestricted(grant, model) !== 'not given';

function keepArchive(model: Model, isKept: (proof: ModelProof) => boolean): void {
  model.archive.splice(0, model.archive.length, ...model.archive.filter(isKept));
}

const isErasedSince = ({ contact, since }: ModelProof, { stops }: Model) =>
  stops.some((stop) => stop.kind === 'erasure' && stop.contact === contact && stop.trueTime >= since);

const inFrance = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

export const dayOf = (at: number): Day => inFrance.format(at);

function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

function addYears(day: Day, years: number): Day {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  return `${year}${rest === '-02-29' && year % 4 !== 0 ? '-02-28' : rest}`;
}
