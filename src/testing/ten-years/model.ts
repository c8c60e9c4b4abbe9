// What must be true of each address and number after each night of ten years, said as simply as possible: whether it may be used,
// whether it may still be held, and what proof of it lies in the archive. It shares no code with what it judges.

/** A calendar day in France, `2026-01-05`. */
export type Day = string;
/** `calls`: those that people were told of. */
export type ModelChannel = 'email' | 'sms' | 'phone' | 'calls';

const USE_YEARS = 3;
const PROOF_YEARS = 5;
/** How long the contact data stays at hand after a no. */
const AT_HAND = 90;
/** A request has its mail on the same day, and is found to have lapsed a fortnight later. */
const LONGEST_REQUEST = 14;
/** The day from which a phone call wants a yes (loi n° 2025-594). */
const CALLS_NEED_CONSENT = '2026-08-11';

export interface ModelYes {
  readonly channel: ModelChannel;
  readonly event: string;
  readonly on: Day;
  /** Nobody has confirmed it yet, or ever will. */
  counts: boolean;
  /** The first day on which the law takes it no more. */
  readonly lawUntil: Day | null;
  /** When a no has ended it, said before a night had found its clock run out. */
  endedOn: Day | null;
  /** When its clock had run out, of who came back before a night had found it. */
  lapsedOn: Day | null;
  /** A list has brought it without proof: it waits for an answer. */
  readonly waitsUntil: Day | null;
}

export interface ModelContact {
  readonly kind: 'email' | 'phone';
  readonly value: string;
  /** By which the back end has ever known it. */
  readonly ids: Set<string>;
  /** Of one person, given in one event. */
  companion: ModelContact | null;
  /** Given together with the newest of its ids: a link made for that id still leads there, erased or not (D8). */
  beside: ModelContact | null;
  yeses: ModelYes[];
  lastContactOn: Day | null;
  hasStopped: boolean;
  hasObjected: boolean;
  /** To be called as people are told: an objection, to that alone. */
  hasRefusedCalls: boolean;
  isFrozen: boolean;
  archived: Day[];
  /** Beside an event that waits for a decision, until that day. */
  heldApartUntil: Day | null;
  /** The shop's suppression list has it. */
  isSuppressed: boolean;
  /** The last day on which the person did something that a mail may answer. */
  actedOn: Day | null;
}

export function createContact(kind: ModelContact['kind'], value: string): ModelContact {
  return {
    ...{ kind, value, ids: new Set(), companion: null, beside: null, yeses: [], lastContactOn: null, archived: [] },
    ...{
      hasStopped: false,
      hasObjected: false,
      hasRefusedCalls: false,
      isFrozen: false,
      heldApartUntil: null,
      actedOn: null,
      isSuppressed: false,
    },
  };
}

export interface Said {
  readonly channel: ModelChannel;
  readonly event: string;
  readonly on: Day;
  readonly isDoubleOptIn?: boolean;
  /** Told, and did not object. */
  readonly isSilence?: boolean;
}

export function sayYes(contact: ModelContact, { channel, event, on, isDoubleOptIn, isSilence }: Said): void {
  const asks = isDoubleOptIn || contact.hasObjected || (isSilence && contact.hasStopped);
  if (!asks) beginAnew(contact, on);
  const lawUntil = channel === 'calls' ? CALLS_NEED_CONSENT : null;
  contact.yeses.push({ channel, event, on, counts: !asks, lawUntil, endedOn: null, lapsedOn: null, waitsUntil: null });
  contact.actedOn = on;
  if (!asks) touch(contact, on);
}

/** @param waitsUntil of what lacks its proof */
export function bringYes(contact: ModelContact, yes: Pick<Said, 'channel' | 'event' | 'on'>, waitsUntil: Day | null) {
  if (contact.hasStopped) throw new Error('a list has brought somebody who has said no');
  contact.yeses.push({
    ...yes,
    counts: waitsUntil === null,
    lawUntil: null,
    endedOn: null,
    lapsedOn: null,
    waitsUntil,
  });
  if (waitsUntil === null) touch(contact, yes.on);
}

export function confirm(contact: ModelContact, on: Day): void {
  beginAnew(contact, on);
  for (const yes of contact.yeses) if (yes.channel === 'email' && isOpen(yes)) yes.counts = true;
  touch(contact, on);
}

const isOpen = ({ endedOn, lapsedOn, waitsUntil }: ModelYes) => (endedOn ?? lapsedOn ?? waitsUntil) === null;

/** What had ended by its clock has, whoever comes back on that very day. */
function beginAnew(contact: ModelContact, on: Day): void {
  if (contact.lastContactOn === null || on < endOfUse(contact)) return;
  for (const yes of contact.yeses) if (yes.counts && yes.endedOn === null) yes.lapsedOn ??= endOfUse(contact);
  contact.lastContactOn = on;
}

/** Whatever the person does begins the clock anew, while it runs. */
export function touch(contact: ModelContact, on: Day): void {
  if (contact.lastContactOn === null || on < endOfUse(contact)) {
    if (contact.lastContactOn === null || on > contact.lastContactOn) contact.lastContactOn = on;
  }
}

/** @param channel left out: everything, also of who gave this one together with another */
export function sayNo(contact: ModelContact, on: Day, { channel, kind = 'withdrawal' }: No = {}): void {
  contact.actedOn = on;
  for (const one of [contact, ...(channel === undefined && contact.companion ? [contact.companion] : [])]) {
    for (const yes of one.yeses)
      if ((channel === undefined || yes.channel === channel) && yes.lapsedOn === null) yes.endedOn ??= on;
    // of nothing that was said with this one, the other knows nothing
    if (one === contact || one.yeses.length > 0) one.hasStopped = true;
    if (kind === 'objection') one.hasObjected = true;
  }
}

interface No {
  readonly channel?: ModelChannel;
  readonly kind?: 'withdrawal' | 'objection';
}

/** Nothing of it is left, the archive's proof included. */
export function forget(contact: ModelContact): void {
  contact.archived = [];
  contact.heldApartUntil = null;
  contact.hasStopped = true;
  leave(contact);
  untie(contact);
}

export function mayContact(contact: ModelContact, channel: ModelChannel, today: Day): boolean {
  if (contact.isFrozen) return false;
  return contact.yeses.some(
    (yes) =>
      yes.channel === channel &&
      yes.counts &&
      (yes.endedOn ?? yes.lapsedOn) === null &&
      today < endOfUse(contact) &&
      (yes.lawUntil === null || today < yes.lawUntil),
  );
}

/** The first day on which the use clock has run out. */
export function endOfUse({ lastContactOn }: ModelContact): Day {
  return lastContactOn === null ? '0000-01-01' : addYears(lastContactOn, USE_YEARS);
}

/** After this night, of who has nothing left in use: gone from all that lives, and its proof put away. Returns whether it has just left. */
export function live(contact: ModelContact, today: Day): boolean {
  contact.archived = contact.archived.filter((until) => until > today);
  const isAwaited = contact.heldApartUntil !== null;
  if (contact.heldApartUntil !== null && contact.heldApartUntil <= today) contact.heldApartUntil = null;
  if (isAwaited || contact.isFrozen || contact.yeses.length === 0) return false;
  if (contact.yeses.some((yes) => leavesOn(yes, contact) > today)) return false;
  const proofs = contact.yeses.filter(({ counts }) => counts).map((yes) => addYears(endOf(yes, contact), PROOF_YEARS));
  const until = proofs.sort().at(-1);
  if (until !== undefined && until > today) contact.archived.push(until);
  leave(contact);
  if (contact.companion?.yeses.length === 0) untie(contact);
  return true;
}

function leave(contact: ModelContact): void {
  contact.yeses = [];
  contact.lastContactOn = null;
}

function untie(contact: ModelContact): void {
  if (contact.companion) contact.companion.companion = null;
  contact.companion = null;
}

const endOf = ({ endedOn, lapsedOn }: ModelYes, contact: ModelContact): Day => endedOn ?? lapsedOn ?? endOfUse(contact);

function leavesOn(yes: ModelYes, contact: ModelContact): Day {
  if (yes.waitsUntil !== null && yes.endedOn === null) return yes.waitsUntil;
  if (!yes.counts) return addDays(yes.endedOn ?? addDays(yes.on, LONGEST_REQUEST), AT_HAND);
  return yes.endedOn === null ? (yes.lapsedOn ?? endOfUse(contact)) : addDays(yes.endedOn, AT_HAND);
}

/** Whether the live stores may still know the address or number itself. */
export function mayBeHeld(contact: ModelContact): boolean {
  return contact.yeses.length > 0 || contact.heldApartUntil !== null;
}

/** Whether they must: something is still in use. */
export function mustBeHeld(contact: ModelContact, today: Day): boolean {
  const isInUse = ({ counts, endedOn, lapsedOn }: ModelYes) => counts && (endedOn ?? lapsedOn) === null;
  return contact.isFrozen || (contact.yeses.some(isInUse) && today < endOfUse(contact));
}

export function addYears(day: Day, years: number): Day {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  return `${year}${rest === '-02-29' && year % 4 !== 0 ? '-02-28' : rest}`;
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
