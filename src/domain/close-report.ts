// From what the tablet holds to the report of a close: where each event stands, and what the answers were.
import { localTimeAt } from './business-day.ts';
import type { ChannelCount, CloseReport, HourCount } from './closed-day.ts';
import type { AnswersGiven, DeviceEvent } from './consent-event.ts';
import { fromOffsetText } from './instant.ts';
import { isSilence } from './rules/rule.ts';

/** How far the back end has this chain, as the tablet knows it (A6, B8). */
export interface Delivery {
  /** Every seq up to here is acknowledged, is apart, or was declared lost. */
  readonly mark: number;
  readonly apart: readonly { readonly seq: number }[];
  /** Something was booked as lost, at one time or another. */
  readonly hasLost: boolean;
}

export interface HeldRecord {
  readonly seq: number;
  /** Undefined: it is not as it was signed, and nothing of it is believed. */
  readonly event: DeviceEvent | undefined;
  /** By question: the last that the back end has said of that answer. */
  readonly changes: Readonly<Record<string, 'requested' | 'confirmed' | 'expired' | 'withdrawn' | 'erased'>>;
}

export interface PreviousClose {
  readonly number: number;
  readonly lastSeq: number;
  /** The mark as it was then: whatever stood up to it was settled, or told. */
  readonly mark: number;
  /** By the device's clock, RFC 3339. */
  readonly at: string;
}

export interface CloseFacts extends Pick<CloseReport, 'onPhone' | 'ledger' | 'skew'> {
  readonly previous: PreviousClose | null;
  readonly head: { readonly seq: number; readonly hash: string | null };
  readonly delivery: Delivery;
  /** All that the journal holds, in the order of the chain. */
  readonly records: readonly HeldRecord[];
  /** Questions whose yes counts only once it is confirmed: of what is sent, the back end has said so itself. */
  readonly doubleOptIn: ReadonlySet<string>;
}

export function toCloseReport(facts: CloseFacts): CloseReport {
  const { previous, head, delivery, records, onPhone, ledger, skew } = facts;
  const [firstSeq, lastSeq] = [(previous?.lastSeq ?? 0) + 1, head.seq];
  const held = new Set(records.map(({ seq }) => seq));
  const apart = new Set(delivery.apart.map(({ seq }) => seq));
  const stateOf = (seq: number) => {
    if (apart.has(seq)) return 'heldApart';
    if (held.has(seq)) return seq <= delivery.mark ? 'sent' : 'waiting';
    // one that went after its acknowledgement; where something was lost nobody can tell which
    return seq <= delivery.mark && !delivery.hasLost ? 'sent' : 'missing';
  };
  const count = (from: number, through: number) => {
    const counts = { sent: 0, waiting: 0, heldApart: 0, missing: 0 };
    for (let seq = from; seq <= through; seq++) counts[stateOf(seq)]++;
    return counts;
  };

  const range = count(firstSeq, lastSeq);
  // what the last close left open, and what a back end from a backup waits for again (B8)
  const openFrom = Math.min(firstSeq, (previous?.mark ?? 0) + 1, delivery.mark + 1);
  const { sent: _, ...open } = count(openFrom, firstSeq - 1);
  const stillApart = delivery.apart.filter(({ seq }) => seq < openFrom).length;
  const earlier = { ...open, heldApart: open.heldApart + stillApart };

  const own = records.filter(({ seq }) => seq >= firstSeq && seq <= lastSeq);
  const answers = own.filter((record): record is Answers => record.event?.type === 'answers-given');
  const people = (meaning: Meaning) => answers.filter(({ event }) => meaningOf(event) === meaning).length;
  const withdrawals = own.filter(({ event }) => event?.type === 'withdrawal' || event?.type === 'objection').length;
  const days = answers.map(({ event }) => event.businessDay).sort();
  return {
    ...{ number: (previous?.number ?? 0) + 1, since: previous?.at ?? null, firstSeq, lastSeq, head: head.hash },
    ...{ records: range, earlier, cleared: range.sent - own.filter(({ seq }) => stateOf(seq) === 'sent').length },
    answers: { taken: answers.length, accepted: people('yes'), refused: people('no') },
    ...{ withdrawals, others: own.length - answers.length - withdrawals, onPhone },
    channels: countChannels(answers, facts.doubleOptIn),
    hours: countHours(answers, apart),
    days: [...new Set([...days.slice(0, 1), ...days.slice(-1)])],
    lost: range.missing + earlier.missing === 0 ? 0 : 'unknown',
    ...{ ledger, skew },
  };
}

type Answers = HeldRecord & { readonly event: AnswersGiven };

type Meaning = 'yes' | 'told' | 'no';

/** That somebody has not objected is no yes of theirs. */
function meaningOf({ answers }: AnswersGiven): Meaning {
  const positive = answers.filter(({ answer }) => answer === 'yes');
  if (positive.some((one) => !isTold(one))) return 'yes';
  return positive.length > 0 ? 'told' : 'no';
}

const isTold = ({ regime }: AnswersGiven['answers'][number]) => regime !== undefined && isSilence(regime);

const nobody = { yes: 0, no: 0, pending: 0, confirmed: 0, ended: 0, told: 0, objected: 0 };
const meaningOfTold = { yes: 'told', no: 'objected' } as const;

/** In the order in which the channels are first asked about. */
function countChannels(records: readonly Answers[], doubleOptIn: ReadonlySet<string>): ChannelCount[] {
  const counts = new Map<string, ChannelCount>();
  for (const { event, changes } of records)
    for (const given of event.answers) {
      const { question, channel, answer } = given;
      const before = counts.get(channel) ?? { channel, ...nobody };
      const said = isTold(given) ? meaningOfTold[answer] : answer;
      // what staff took down counts for nothing by itself (D3)
      const isRequest = doubleOptIn.has(question) || event.collector === 'staff';
      const became = said === 'yes' ? standingOf(changes[question], isRequest) : undefined;
      counts.set(channel, {
        ...before,
        [said]: before[said] + 1,
        ...(became && { [became]: before[became] + 1 }),
      });
    }
  return [...counts.values()];
}

function standingOf(change: HeldRecord['changes'][string] | undefined, needsConfirmation: boolean) {
  if (change === 'requested') return 'pending';
  if (change) return change === 'confirmed' ? 'confirmed' : 'ended';
  return needsConfirmation ? 'pending' : undefined;
}

function countHours(records: readonly Answers[], apart: ReadonlySet<number>): HourCount[] {
  const counts = new Map<number, HourCount>();
  for (const { seq, event } of records) {
    const hour = Number(localTimeAt(fromOffsetText(event.capturedAt), event.timeZone).slice(11, 13));
    const before = counts.get(hour) ?? { hour, accepted: 0, refused: 0, heldApart: 0 };
    const key = apart.has(seq) ? 'heldApart' : meaningOf(event) === 'yes' ? 'accepted' : 'refused';
    counts.set(hour, { ...before, [key]: before[key] + 1 });
  }
  return [...counts.values()].sort((a, b) => a.hour - b.hour);
}
