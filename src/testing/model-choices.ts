// What is left of a yes, and whether it may be used: topics taken away, a lower frequency, a restriction. From the outside, as
// the rest of the model.
import { type Model, type ModelAct, type ModelGrant, provesLater } from './model.ts';

export interface ModelCap extends ModelAct {
  readonly contact: string;
  readonly question: string;
  /** At most so many a year. */
  readonly yearly: number;
}

export interface ModelRestriction extends ModelAct {
  readonly contact: string;
  readonly kind: 'restriction' | 'lifting';
}

export interface Left {
  readonly topics: readonly string[];
  /** They may be gone or not. */
  readonly unsureTopics: readonly string[];
  /** undefined: too close to tell. */
  readonly yearly: number | undefined;
}

export function leftOf(grant: ModelGrant, model: Model): Left {
  const concerns = ({ contact, question }: { readonly contact: string; readonly question: string | undefined }) =>
    contact === grant.contact && question === grant.line;
  const [gone, unsure] = [new Set<string>(), new Set<string>()];
  for (const stop of model.stops) {
    if (!concerns(stop) || !stop.topics) continue;
    const proof = provesLater(grant, stop, model);
    for (const topic of stop.topics) if (proof !== 'yes') (proof === 'no' ? gone : unsure).add(topic);
  }
  const caps = model.caps.filter(concerns).map((cap) => ({ cap, proof: provesLater(grant, cap, model) }));
  const bound = caps.filter(({ proof }) => proof === 'no').map(({ cap }) => cap.yearly);
  const yearly = Math.min(grant.yearly, ...bound);
  return {
    topics: grant.topics.filter((topic) => !gone.has(topic)),
    unsureTopics: [...unsure].filter((topic) => !gone.has(topic)),
    yearly: caps.some(({ cap, proof }) => proof === 'too close to tell' && cap.yearly < yearly) ? undefined : yearly,
  };
}

/** Whether the contact, or one that shares an event with it, has asked for a restriction that was not lifted. */
export function isRestricted(contact: string, model: Model): 'yes' | 'no' | 'unsure' {
  if (model.restrictions.length === 0) return 'no';
  const counted = model.grants.filter(
    (grant) => grant.receivedAt !== undefined && !grant.isHeld && grant.clearedAt === undefined,
  );
  const beside = counted
    .filter((grant) => grant.contact === contact)
    .flatMap((grant) => counted.filter(({ id }) => id === grant.id).map((other) => other.contact));
  const restricted = [contact, ...beside].filter((one) => {
    return model.restrictions.findLast((act) => act.contact === one)?.kind === 'restriction';
  });
  if (restricted.length === 0) return 'no';
  // an erasure ends it, and cuts what tied the two; a restore may bring the tie back, or not yet
  const isCut = model.stops.some(({ kind, contact: one }) => kind === 'erasure' && [contact, ...beside].includes(one));
  const isTie = !restricted.includes(contact);
  return isCut || (isTie && model.forgotten.length > 0) ? 'unsure' : 'yes';
}
