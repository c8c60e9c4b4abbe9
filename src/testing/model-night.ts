// What a night takes away: of each id by which the back end knows a contact, and of what lies in the archive. From the outside, as the
// rest of the model.
import { expectedUnrestricted, type Model, type ModelGrant } from './model.ts';
import { isRestricted } from './model-choices.ts';
import { type Day, dayOf, type Fate, hasBegun, isAwaited, type Judged, judge, listHeld } from './model-retention.ts';

/** Proof of somebody who has left the live data. */
export interface ModelProof {
  readonly contact: string;
  /** The first day on which it is gone. */
  readonly until: Day;
  readonly since: number;
}

/** What a night has done, as far as it can be told. */
export interface Night {
  /** Ids of which it cannot. */
  readonly unsure: ReadonlySet<string>;
  /** Past both clocks, beside something that stays. */
  readonly mayGo: ReadonlySet<ModelGrant>;
}

/**
 * Lives the night in the model. What is unsure stays as it is.
 * @param isDone of one that was cut off: whether it had come to that id
 */
export function liveModelNight(model: Model, now: number, isDone: (id: string) => boolean = () => true): Night {
  const today = dayOf(now);
  const [unsure, mayGo] = [new Set<string>(), new Set<ModelGrant>()];
  keepArchive(model, (proof) => !isErasedSince(proof, model) && proof.until > today);
  const ids = Map.groupBy(listHeld(model), ({ contactPoint }) => contactPoint as string);
  const plans = [...ids].map(([id, own]) => ({ id, own, plan: planOf(own, model, now) }));
  for (const { id, own, plan } of plans) {
    if (plan === 'unsure') unsure.add(id);
    else if (plan === 'stays') {
      for (const grant of own) if (isOver(judge(grant, own, model, today), today)) mayGo.add(grant);
    } else if (isDone(id)) leave(model, own, plan, now);
  }
  // a stop of all by one that has left must still find another that runs (D8)
  const left = plans.filter(({ id, plan }) => plan !== 'unsure' && plan !== 'stays' && isDone(id));
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
  for (const activity of model.activities) if (model.unsureProofs.has(activity.contact)) activity.isSure = false;
  return { unsure, mayGo };
}

/** All of the ids that share an event with that one. */
function listBeside(id: string, model: Model): ModelGrant[] {
  const held = listHeld(model);
  const events = held.filter(({ contactPoint }) => contactPoint === id).map((grant) => grant.id);
  const tied = held.filter((grant) => events.includes(grant.id)).map(({ contactPoint }) => contactPoint);
  return held.filter(({ contactPoint }) => contactPoint !== id && tied.includes(contactPoint));
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
  for (const activity of model.activities) if (activity.contact === contact) activity.goneAt ??= now;
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

const isAlive = (grant: ModelGrant, model: Model) => expectedUnrestricted(grant, model) !== 'not given';

function keepArchive(model: Model, isKept: (proof: ModelProof) => boolean): void {
  model.archive.splice(0, model.archive.length, ...model.archive.filter(isKept));
}

const isErasedSince = ({ contact, since }: ModelProof, { stops }: Model) =>
  stops.some((stop) => stop.kind === 'erasure' && stop.contact === contact && stop.trueTime >= since);
