// The rows of a day's file, the same on the tablet and from the back end: one per question of an event, what was captured
// first, then what has become of it. Which day an event belongs to was fixed at capture (A3).
import type { AnswersGiven, AnswersOnPhone, DayClosed, DayExported, StopAtTill } from './consent-event.ts';
import { type ContactKind, contactKindByChannel } from './contact-point.ts';

/** Events of a day; what the team itself did, `day-exported` and `day-closed`, has no rows in its file. */
export type DayEvent = AnswersGiven | AnswersOnPhone | StopAtTill | StaffEvent;

type StaffEvent = DayExported | DayClosed;

/**
 * As far as the one who writes the file has heard (B8). `synced`: the back end has it, and it stands as it is. `requested`: it
 * counts only once its owner has confirmed. `unconfirmable`, `forbidden`: it never will (D5, D6). `restricted`: kept, and
 * not to be used meanwhile (GDPR 18); a tablet hears of that as of a withdrawal. `over`: it has ended, by a no or by its clock, and
 * the live data has let go of what became of it.
 */
export type DayStatus =
  | ('waiting' | 'synced' | 'requested' | 'confirmed' | 'expired' | 'withdrawn' | 'erased')
  | ('restricted' | 'unconfirmable' | 'forbidden' | 'over');

export interface DayRow {
  readonly businessDay: string;
  /** RFC 3339, as the event has it. */
  readonly capturedAt: string;
  readonly timeZone: string;
  readonly store: string;
  /** Empty, as the device, for an answer on the person's own phone that no tablet handed over. */
  readonly till: string;
  readonly device: string;
  readonly chain: string;
  readonly seq: number;
  readonly event: string;
  readonly type: 'answers-given' | 'withdrawal' | 'objection';
  readonly collector: string;
  readonly locale: string;
  readonly question: string;
  readonly purpose: string;
  readonly channel: string;
  readonly answer: string;
  readonly topics: string;
  /** How it was asked: told and not objected is `yes`, too, and no consent. Empty where the event does not say it. */
  readonly regime: string;
  readonly email: string;
  readonly phone: string;
  /** With line breaks. */
  readonly postal: string;
  readonly noticeDigest: string;
  readonly hash: string;
  readonly status: DayStatus;
  /** The last that was heard: RFC 3339, UTC. */
  readonly asOf: string;
}

export const dayColumns = [
  ...(['businessDay', 'capturedAt', 'timeZone', 'store', 'till', 'device', 'chain', 'seq', 'event', 'type'] as const),
  ...(['collector', 'locale', 'question', 'purpose', 'channel', 'answer', 'topics', 'regime'] as const),
  ...(['email', 'phone', 'postal', 'noticeDigest', 'hash', 'status', 'asOf'] as const),
] satisfies readonly (keyof DayRow)[];

/** A record that is held apart: it does not count, and is listed by itself with the reason. What it claims may be wrong. */
export interface HeldRow
  extends Pick<DayRow, 'businessDay' | 'capturedAt' | 'timeZone' | 'store' | 'till' | 'device' | 'chain' | 'seq'> {
  readonly event: string;
  readonly type: string;
  readonly hash: string;
  /** `rejected`: an operator has settled it; it never counts. */
  readonly state: 'quarantined' | 'rejected';
  readonly reason: string;
  readonly asOf: string;
}

export const heldColumns = [
  ...(['businessDay', 'capturedAt', 'timeZone', 'store', 'till', 'device', 'chain', 'seq', 'event', 'type'] as const),
  ...(['hash', 'state', 'reason', 'asOf'] as const),
] satisfies readonly (keyof HeldRow)[];

/** Contact data of one event, as far as it is held and could be opened. */
export type Contacts = ReadonlyMap<ContactKind, string>;

export interface Live {
  /** The status of the answer to that question; of the event where it is no answer. */
  readonly statusOf: (question: string) => DayStatus;
  readonly asOf: string;
}

export function toDayRows(event: DayEvent, hash: string, contacts: Contacts, { statusOf, asOf }: Live): DayRow[] {
  if (event.type === 'day-exported' || event.type === 'day-closed') return [];
  const { businessDay, capturedAt, timeZone, store, chain, seq, id, collector, locale } = event;
  const common = {
    ...{ businessDay, capturedAt, timeZone, store, ...placeOf(event), chain, seq, event: id },
    ...{ collector, locale, hash, asOf },
  };
  if (event.type !== 'answers-given') {
    const { purpose = '', channel = '' } = event.scope ?? {};
    // who stopped is nobody's to read (D7)
    const stop = { question: '', purpose, channel, answer: '', topics: '', regime: '', ...noContact, noticeDigest: '' };
    return [{ ...common, ...stop, type: event.type, status: statusOf('') }];
  }
  return event.answers.map(({ question, purpose, channel, answer, topics, regime = '' }) => {
    const status = statusOf(question);
    // only beside the yes that used it, and only while that may be kept
    const isKept = answer === 'yes' && !['erased', 'expired', 'forbidden', 'over'].includes(status);
    const used = isKept ? contactKindByChannel[channel] : undefined;
    return {
      ...{ ...common, type: event.type, question, purpose, channel, answer, topics: topics.join(' '), regime },
      ...noContact,
      ...(used !== undefined && { [used]: contacts.get(used) ?? '' }),
      ...{ noticeDigest: event.noticeDigest, status },
    };
  });
}

const noContact = { email: '', phone: '', postal: '' } satisfies Record<ContactKind, string>;

function placeOf(event: Exclude<DayEvent, StaffEvent>): Pick<DayRow, 'till' | 'device'> {
  if (!('askedBy' in event)) return { till: event.till, device: event.device };
  const { askedBy } = event;
  return askedBy.kind === 'hand-over' ? { till: askedBy.till, device: askedBy.device } : { till: '', device: '' };
}
