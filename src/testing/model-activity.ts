// That somebody was in touch elsewhere, as the shop's other systems tell: it lets a yes that still runs be used for longer, and does
// nothing else. From the outside, as the rest of the model: each report stands by itself.
import { MINUTE } from '#domain/instant.ts';
import { expectedUnrestricted, type Model } from './model.ts';
import { isRestricted } from './model-choices.ts';

/** A clock that is so far ahead is believed. */
const TOLERANCE = 2 * MINUTE;

export interface ModelActivity {
  readonly contact: string;
  /** When they were in touch, and when the back end heard of it. */
  readonly at: number;
  readonly knownAt: number;
  /** Whether it was kept at all, and still is, may be too close to tell. */
  isSure: boolean;
  /** A night has taken it away. */
  goneAt: number | undefined;
}

/** Nothing is kept of somebody of whom no yes runs, nor while it is frozen, nor of what has yet to come. */
export function noteActivity(model: Model, { contact, at, now }: { contact: string; at: number; now: number }): void {
  const runs = isRunning(contact, model);
  const frozen = isRestricted(contact, model);
  if (at > now + TOLERANCE || runs === 'no' || frozen === 'yes') return;
  const isSure = runs === 'yes' && frozen === 'no';
  model.activities.push({ contact, at: Math.min(at, now), knownAt: now, isSure, goneAt: undefined });
}

/** What the use clock goes by. An erasure has taken away what was before it. */
export function listActivities(contact: string, { activities, stops }: Model): ModelActivity[] {
  const erasures = stops.filter((stop) => stop.kind === 'erasure' && stop.contact === contact);
  return activities.filter(
    (activity) =>
      activity.contact === contact &&
      activity.goneAt === undefined &&
      !erasures.some(({ trueTime }) => trueTime >= activity.knownAt),
  );
}

/** Where nothing runs any more it goes at once, or with the next night. */
export function loseActivities(model: Model): void {
  for (const activity of model.activities) if (isRunning(activity.contact, model) !== 'yes') activity.isSure = false;
}

/** What nobody's yes needs goes with each night. */
export function sweepActivities(model: Model, now: number): void {
  for (const activity of model.activities) if (isRunning(activity.contact, model) === 'no') activity.goneAt ??= now;
}

/** After a restore: no log has them. */
export function forgetActivities(model: Model, since: number): void {
  model.activities.splice(0, model.activities.length, ...model.activities.filter(({ knownAt }) => knownAt <= since));
  for (const activity of model.activities) if ((activity.goneAt ?? 0) > since) activity.goneAt = undefined;
}

function isRunning(contact: string, model: Model): 'yes' | 'no' | 'unsure' {
  const said = model.grants
    .filter((grant) => grant.contact === contact)
    .map((grant) => expectedUnrestricted(grant, model));
  if (said.includes('given') || said.includes('requested')) return 'yes';
  return said.includes('unsure') ? 'unsure' : 'no';
}
