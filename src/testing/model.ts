// What must come of a history, said as simply as possible and from the outside: it knows when each act truly happened, when
// it reached the back end, and which word of the back end the tablet held. It shares no code with what it judges.

export interface ModelAct {
  /** The event id; for an act at the back end, any name of its own. */
  readonly id: string;
  /** What one tablet counted. After a fork a seq proves nothing: each act stands in a chain of its own. */
  readonly chain: string;
  readonly order: number;
  readonly trueTime: number;
  /** When the back end had last spoken to the tablet before the act; null: never. Equal to trueTime at the back end. */
  readonly notBefore: number | null;
  /** When it reached the back end; undefined while it is on its way. */
  receivedAt: number | undefined;
  /** The back end holds it apart. */
  isHeld: boolean;
}

export interface ModelGrant extends ModelAct {
  readonly question: string;
  readonly contact: string;
  readonly isDoubleOptIn: boolean;
  isConfirmed: boolean;
  /** "It wasn't me", or nobody confirmed in time. */
  isOver: boolean;
}

export interface ModelStop extends ModelAct {
  readonly contact: string;
  /** `refusal`: a no among answers, which waits with its event where that is held apart. */
  readonly kind: 'refusal' | 'withdrawal' | 'objection' | 'erasure';
  /** undefined: everything. */
  readonly question: string | undefined;
}

export interface Model {
  readonly grants: ModelGrant[];
  readonly stops: ModelStop[];
}

/** Does the back end hold proof that the grant came after the stop? Two instants closer than this prove nothing either way. */
const BLUR = 1000;

type Proof = 'yes' | 'no' | 'too close to tell';

function provesLater(grant: ModelGrant, stop: ModelStop): Proof {
  if (grant.chain === stop.chain) return grant.order > stop.order ? 'yes' : 'no';
  if (grant.notBefore === null || stop.receivedAt === undefined) return 'no';
  const margin = grant.notBefore - stop.receivedAt;
  return Math.abs(margin) < BLUR ? 'too close to tell' : margin > 0 ? 'yes' : 'no';
}

interface Against {
  readonly stop: ModelStop;
  /** Whether the stop reaches the grant at all, or whether that too is too close to tell. */
  readonly isSure: boolean;
}

/** The stops that speak against a grant: by its contact, or by a contact that shared an event with it when all was ended. */
function stopsAgainst(grant: ModelGrant, { grants, stops }: Model): Against[] {
  const counted = grants.filter((other) => other.receivedAt !== undefined && !other.isHeld);
  return stops.flatMap((stop): Against[] => {
    if (stop.receivedAt === undefined) return [];
    if (stop.question !== undefined && stop.question !== grant.question) return [];
    if (stop.contact === grant.contact) return [{ stop, isSure: true }];
    if (stop.question !== undefined || stop.kind === 'erasure') return [];
    const links = counted
      .filter((a) => a.contact === stop.contact)
      .filter((a) => counted.some((b) => b.id === a.id && b.contact === grant.contact))
      .map((a) => provesLater(a, stop));
    if (links.includes('no')) return [{ stop, isSure: true }];
    return links.includes('too close to tell') ? [{ stop, isSure: false }] : [];
  });
}

export type Expected = 'given' | 'requested' | 'not given' | 'unsure';

/** What the back end must say of a grant, given what has reached it so far. */
export function expectedOf(grant: ModelGrant, model: Model): Expected {
  if (grant.receivedAt === undefined || grant.isHeld) return 'not given';
  const against = stopsAgainst(grant, model);
  const proofs = against.map(({ stop, isSure }) => {
    const proof = provesLater(grant, stop);
    return proof === 'no' && !isSure ? 'too close to tell' : proof;
  });
  if (proofs.includes('no')) return 'not given';
  if (proofs.includes('too close to tell')) return 'unsure';
  if (grant.isOver) return 'not given';
  const afterObjection = against.some(({ stop }) => stop.kind === 'objection');
  if (!grant.isDoubleOptIn) return afterObjection ? 'not given' : 'given';
  return grant.isConfirmed ? 'given' : 'requested';
}

/** The one rule no proof may bend: nobody is contactable whose true last word was a no that the back end has taken in. */
export function isTrulyStopped(grant: ModelGrant, { stops }: Model): boolean {
  return stops.some(
    (stop) =>
      stop.receivedAt !== undefined &&
      stop.trueTime > grant.trueTime &&
      stop.contact === grant.contact &&
      (stop.question === undefined || stop.question === grant.question),
  );
}
