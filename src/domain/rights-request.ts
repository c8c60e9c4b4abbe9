// A request by which a person uses a right over their data (GDPR 12 to 21): when it must be answered, and which step may follow which.
import { addDays, type BusinessDay } from './business-day.ts';
import { endOfMonths } from './working-day.ts';

/** `lifting`: of a restriction. `complaint`: a question or complaint to the shop. */
export const rights = [
  ...(['access', 'rectification', 'erasure', 'restriction', 'lifting', 'objection'] as const),
  ...(['portability', 'complaint'] as const),
] as const;
export type Right = (typeof rights)[number];

/** How it came. */
export const ways = ['page', 'mail', 'post', 'till', 'phone'] as const;
export type Way = (typeof ways)[number];

/** Who it comes from was proved by the mailbox, or seen by staff: the fact, never a copy of a document. `none`: not yet. */
export const identities = ['mailbox', 'seen', 'none'] as const;
export type Identity = (typeof identities)[number];
export type KnownIdentity = Exclude<Identity, 'none'>;

/** `erased`: the person had everything erased, so that nobody is left to answer. */
export const outcomes = ['done', 'refused', 'nothing-held', 'taken-back', 'erased'] as const;
export type RequestOutcome = (typeof outcomes)[number];

/** What is done by a command, or by the person, and closed by it. */
export const doneRights: readonly Right[] = ['erasure', 'restriction', 'lifting', 'objection'];

/** Why it was refused, as the person is told: GDPR 12(2) and 11, 12(5), 15(4), 17(3), 12(4). */
export const refusalReasons = ['unidentified', 'unfounded', 'excessive', 'others', 'law', 'not-covered'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** GDPR 12(3): "the complexity and number of the requests". */
export const extensionReasons = ['complexity', 'number'] as const;
export type ExtensionReason = (typeof extensionReasons)[number];

/** What the person may write; it is kept under their own key. */
export const REQUEST_TEXT_MAX = 1000;

/** Line breaks stay; what moves a cursor or turns the direction of writing goes, because somebody reads it in a terminal. */
export function toRequestText(typed: string): string | { readonly problem: 'missing' | 'too-long' } {
  const text = typed
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
  if (text === '') return { problem: 'missing' };
  return text.length > REQUEST_TEXT_MAX ? { problem: 'too-long' } : text;
}

export interface RequestFacts {
  /** The store's day on which it reached the shop, whoever opened it when. */
  readonly receivedOn: BusinessDay;
  readonly dueOn: BusinessDay;
  readonly isExtended: boolean;
  readonly isClosed: boolean;
  readonly identity: Identity;
}

export type RequestState = 'open' | 'extended' | 'closed';

export function stateOf({ isExtended, isClosed }: Pick<RequestFacts, 'isExtended' | 'isClosed'>): RequestState {
  return isClosed ? 'closed' : isExtended ? 'extended' : 'open';
}

/** The last day on which it can be answered in time: one month, and two more once extended (GDPR 12(3)). */
export function dueOn(receivedOn: BusinessDay, country: string, isExtended = false): BusinessDay {
  return endOfMonths(receivedOn, isExtended ? 3 : 1, country);
}

const SOON = 7;

export function urgencyOf({ dueOn, isClosed }: RequestFacts, today: BusinessDay): 'overdue' | 'soon' | null {
  if (isClosed || addDays(today, SOON) < dueOn) return null;
  return dueOn < today ? 'overdue' : 'soon';
}

/** Undefined: it may be extended. Once, and told within the first month (GDPR 12(3)). */
export function findExtensionProblem(
  { isClosed, isExtended, dueOn }: RequestFacts,
  today: BusinessDay,
): 'closed' | 'extended-before' | 'too-late' | undefined {
  if (isClosed) return 'closed';
  if (isExtended) return 'extended-before';
  return today > dueOn ? 'too-late' : undefined;
}

/** Undefined: it may be closed so. What is done is done for somebody who is known; a refusal says why (GDPR 12(4), 12(6)). */
export function findClosingProblem(
  { isClosed, identity }: Pick<RequestFacts, 'isClosed' | 'identity'>,
  outcome: RequestOutcome,
  reason: RefusalReason | null,
): 'closed' | 'identity-missing' | 'reason-missing' | 'reason-unwanted' | undefined {
  if (isClosed) return 'closed';
  if (outcome === 'done' && identity === 'none') return 'identity-missing';
  if (outcome === 'refused' && reason === null) return 'reason-missing';
  return outcome !== 'refused' && reason !== null ? 'reason-unwanted' : undefined;
}
