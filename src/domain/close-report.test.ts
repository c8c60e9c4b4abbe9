import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTold, judgeClose } from './close-judgement.ts';
import { type CloseFacts, type HeldRecord, toCloseReport } from './close-report.ts';
import { closeReportSchema } from './closed-day.ts';
import type { DeviceEvent } from './consent-event.ts';
import { MINUTE } from './instant.ts';

type Said = Partial<Record<'email' | 'sms' | 'phone', 'yes' | 'no'>>;

interface Input {
  readonly at?: string;
  readonly day?: string;
  readonly timeZone?: string;
  readonly changes?: HeldRecord['changes'];
}

function answered(seq: number, said: Said, input: Input = {}): HeldRecord {
  const { at = '2026-11-21T10:30:00+01:00', day = '2026-11-21', timeZone = 'Europe/Paris', changes = {} } = input;
  const answers = Object.entries(said).map(([channel, answer]) => ({ question: `ask-${channel}`, channel, answer }));
  const event = { type: 'answers-given', capturedAt: at, businessDay: day, timeZone, answers };
  return { seq, event: event as unknown as DeviceEvent, changes };
}

const other = (seq: number, type: DeviceEvent['type']): HeldRecord => ({
  ...{ seq, event: { type } as DeviceEvent, changes: {} },
});

const yes = (seq: number, input?: Input) => answered(seq, { email: 'yes', sms: 'no' }, input);
const no = (seq: number, input?: Input) => answered(seq, { email: 'no', sms: 'no' }, input);

function report(some: Partial<CloseFacts> & { readonly records: readonly HeldRecord[] }) {
  const seq = some.head?.seq ?? some.records.at(-1)?.seq ?? 0;
  const made = toCloseReport({
    previous: null,
    head: { seq, hash: seq === 0 ? null : 'h'.repeat(43) },
    delivery: { mark: seq, apart: [], hasLost: false },
    doubleOptIn: new Set(['ask-email']),
    onPhone: 0,
    ledger: { intact: true, verified: some.records.length },
    skew: 0,
    ...some,
  });
  expect(closeReportSchema.safeParse(made).error).toBeUndefined();
  return made;
}

const previous = { number: 4, lastSeq: 2, mark: 2, at: '2026-11-20T19:00:00.000+01:00' };

describe('the range', () => {
  it('of the first close begins with the chain', () => {
    expect(report({ records: [yes(1), no(2)] })).toMatchObject({ number: 1, since: null, firstSeq: 1, lastSeq: 2 });
  });

  it('begins after the close before, which is itself counted in the next, and numbers run on', () => {
    const made = report({ previous, records: [yes(1), no(2), other(3, 'day-closed'), yes(4)] });
    expect(made).toMatchObject({ number: 5, since: previous.at, firstSeq: 3, lastSeq: 4 });
    expect(made).toMatchObject({ records: { sent: 2 }, answers: { taken: 1 }, others: 1 });
  });

  it('may be empty', () => {
    const made = report({ records: [] });
    expect(made).toMatchObject({ firstSeq: 1, lastSeq: 0, head: null, days: [] });
    expect(judgeClose(made).verdict).toBe('all-clear');
  });
});

describe('the answers', () => {
  it('are counted by person, by channel and by what has become of them', () => {
    const made = report({
      records: [
        answered(1, { email: 'yes', sms: 'yes' }),
        answered(2, { email: 'yes', sms: 'no' }, { changes: { 'ask-email': 'confirmed' } }),
        answered(3, { email: 'yes', sms: 'yes' }, { changes: { 'ask-email': 'expired', 'ask-sms': 'withdrawn' } }),
        answered(4, { email: 'no', sms: 'no' }),
        other(5, 'withdrawal'),
        other(6, 'objection'),
        other(7, 'day-exported'),
      ],
      onPhone: 2,
    });
    expect(made).toMatchObject({
      answers: { taken: 4, accepted: 3, refused: 1 },
      withdrawals: 2,
      others: 1,
      onPhone: 2,
    });
    expect(made.channels).toEqual([
      { channel: 'email', yes: 3, no: 1, pending: 1, confirmed: 1, ended: 1, told: 0, objected: 0 },
      { channel: 'sms', yes: 2, no: 2, pending: 0, confirmed: 0, ended: 1, told: 0, objected: 0 },
    ]);
  });

  it('tell apart who was told and did not object, which is no yes', () => {
    const tell = (seq: number, answer: 'yes' | 'no', regime: string) => {
      const record = answered(seq, { email: answer });
      const event = { ...record.event, answers: [{ question: 'ask-email', channel: 'email', answer, regime }] };
      return { ...record, event: event as unknown as DeviceEvent };
    };
    const made = report({
      records: [tell(1, 'yes', 'soft-opt-in'), tell(2, 'no', 'soft-opt-in'), tell(3, 'yes', 'opt-out'), yes(4)],
    });
    expect(made.channels[0]).toMatchObject({ yes: 1, no: 0, pending: 1, told: 2, objected: 1 });
    expect(made.answers).toEqual({ taken: 4, accepted: 1, refused: 1 });
    expect(countTold(made.answers)).toBe(2);
    expect(made.hours).toEqual([{ hour: 10, accepted: 1, refused: 3, heldApart: 0 }]);
    expect(judgeClose(made).verdict).toBe('all-clear');
  });

  it('leave what staff took down pending, whatever the question', () => {
    const record = answered(1, { sms: 'yes' });
    const event = { ...record.event, collector: 'staff' } as DeviceEvent;
    expect(report({ records: [{ ...record, event }] }).channels).toMatchObject([{ yes: 1, pending: 1 }]);
  });

  it.each([
    ['midnight less a second', '2026-11-21T23:59:59+01:00', 23],
    ['midnight', '2026-11-22T00:00:00+01:00', 0],
    ['midnight and a second', '2026-11-22T00:00:01+01:00', 0],
    ['on a tablet of another zone', '2026-11-21T09:30:00-05:00', 15],
    ['the hour that comes twice, first time', '2026-10-25T02:30:00+02:00', 2],
    ['the hour that comes twice, second time', '2026-10-25T02:30:00+01:00', 2],
    ['after the hour that is left out', '2026-03-29T03:00:00+02:00', 3],
    ['29 February', '2028-02-29T12:00:00+01:00', 12],
  ])('stand at the hour of the store’s clocks: %s', (_, at, hour) => {
    expect(report({ records: [yes(1, { at })] }).hours).toEqual([{ hour, accepted: 1, refused: 0, heldApart: 0 }]);
  });

  it('stand in the hour as what they are: yes, no, or held apart', () => {
    const made = report({
      records: [yes(1), no(2), yes(3), no(4, { at: '2026-11-21T09:59:59+01:00' })],
      delivery: { mark: 4, apart: [{ seq: 3 }], hasLost: false },
    });
    expect(made.hours).toEqual([
      { hour: 9, accepted: 0, refused: 1, heldApart: 0 },
      { hour: 10, accepted: 1, refused: 1, heldApart: 1 },
    ]);
  });

  it('name their first and last business day, once where it is the same', () => {
    expect(report({ records: [yes(1), no(2)] }).days).toEqual(['2026-11-21']);
    const days = ['2026-11-20', '2026-11-22', '2026-11-21'];
    expect(report({ records: days.map((day, i) => yes(i + 1, { day })) }).days).toEqual(['2026-11-20', '2026-11-22']);
  });
});

describe('the events', () => {
  it('are sent, waiting, apart or missing', () => {
    const made = report({
      records: [yes(1), no(2), yes(3), no(5)],
      head: { seq: 6, hash: 'h'.repeat(43) },
      delivery: { mark: 2, apart: [{ seq: 2 }], hasLost: false },
    });
    expect(made.records).toEqual({ sent: 1, waiting: 2, heldApart: 1, missing: 2 });
    expect(made.lost).toBe('unknown');
  });

  it('that went after their acknowledgement are sent, and not counted as answers', () => {
    expect(report({ records: [no(3)] })).toMatchObject({
      ...{ records: { sent: 3, missing: 0 }, cleared: 2, answers: { taken: 1 }, lost: 0 },
    });
  });

  it('that are gone where something was lost are missing: nobody can tell which', () => {
    const made = report({ records: [no(3)], delivery: { mark: 3, apart: [], hasLost: true } });
    expect(made).toMatchObject({ records: { sent: 1, missing: 2 }, lost: 'unknown' });
  });

  it('that are all here are not doubted for what was lost and told before', () => {
    const made = report({ previous, records: [yes(3), no(4)], delivery: { mark: 4, apart: [], hasLost: true } });
    expect(made.lost).toBe(0);
    expect(judgeClose(made).verdict).toBe('all-clear');
  });

  it('of earlier closes are told as long as they are not settled', () => {
    const made = report({
      previous: { ...previous, lastSeq: 4, mark: 2 },
      records: [yes(1), yes(2), no(4), yes(5)],
      delivery: { mark: 2, apart: [{ seq: 1 }], hasLost: false },
    });
    expect(made.earlier).toEqual({ waiting: 1, heldApart: 1, missing: 1 });
    expect(made.lost).toBe('unknown');
  });

  it('that waited at the last close and were lost since are told', () => {
    const made = report({
      previous: { ...previous, mark: 1 },
      records: [yes(1), yes(3)],
      delivery: { mark: 3, apart: [], hasLost: true },
    });
    expect(made).toMatchObject({ earlier: { missing: 1 }, lost: 'unknown' });
    expect(judgeClose(made).verdict).toBe('attention');
  });

  it('that a restored back end waits for again are told (B8)', () => {
    const made = report({
      previous: { ...previous, lastSeq: 4, mark: 4 },
      records: [yes(2), yes(3), no(4), other(5, 'day-closed')],
      head: { seq: 5, hash: 'h'.repeat(43) },
      delivery: { mark: 1, apart: [], hasLost: false },
    });
    expect(made).toMatchObject({ earlier: { waiting: 3 }, records: { waiting: 1 } });
  });
});

describe('the judgement', () => {
  const good = report({ records: [yes(1), no(2)] });
  const open = { sent: 0, waiting: 0, heldApart: 0, missing: 0 };

  it('is all clear when every event is with the back end', () => {
    expect(judgeClose(good)).toEqual({ verdict: 'all-clear', problems: [] });
  });

  it.each([
    ['waits', { records: { ...open, sent: 1, waiting: 1 } }, 'all-here', [{ kind: 'waiting', count: 1 }]],
    ['waits since earlier', { earlier: { ...open, waiting: 2 } }, 'all-here', [{ kind: 'waiting', count: 2 }]],
    ['is apart', { records: { ...open, sent: 1, heldApart: 1 } }, 'attention', [{ kind: 'held-apart', count: 1 }]],
    ['is apart since earlier', { earlier: { ...open, heldApart: 1 } }, 'attention', [{ kind: 'held-apart', count: 1 }]],
    ['is missing', { lost: 'unknown' }, 'attention', [{ kind: 'lost', count: 0 }]],
    ['is altered', { ledger: { intact: false, verified: 1 } }, 'attention', [{ kind: 'ledger' }]],
    ['is in no sum', { records: { ...open, sent: 1 } }, 'attention', [{ kind: 'lost', count: 0 }]],
    ['is of no kind', { answers: { taken: 1, accepted: 1, refused: 0 } }, 'attention', [{ kind: 'lost', count: 0 }]],
    [
      'is told of nothing',
      { answers: { taken: 2, accepted: 1, refused: 0 } },
      'attention',
      [{ kind: 'lost', count: 0 }],
    ],
    ['is counted twice', { answers: { taken: 2, accepted: 2, refused: 1 } }, 'attention', [{ kind: 'lost', count: 0 }]],
  ] as const)('is none when something %s', (_, change, verdict, problems) => {
    const { sent: _sent, ...earlier } = { sent: 0, ...('earlier' in change ? change.earlier : good.earlier) };
    expect(judgeClose({ ...good, ...change, earlier })).toEqual({ verdict, problems });
  });

  it('names the worst first, and what waits too', () => {
    const worst = { ...good, ledger: { intact: false, verified: 0 }, lost: 'unknown' as const };
    const records = { sent: 0, waiting: 1, heldApart: 1, missing: 0 };
    const { problems } = judgeClose({ ...worst, records, skew: -5 * MINUTE });
    expect(problems.map(({ kind }) => kind)).toEqual(['ledger', 'lost', 'held-apart', 'waiting', 'clock']);
  });

  it('doubts no count for a wrong clock, and says it', () => {
    expect(judgeClose({ ...good, skew: 2 * MINUTE }).problems).toEqual([]);
    const slow = judgeClose({ ...good, skew: 3 * MINUTE });
    expect(slow).toEqual({ verdict: 'all-clear', problems: [{ kind: 'clock', is: 'slow', by: 3 * MINUTE }] });
    expect(judgeClose({ ...good, skew: -3 * MINUTE }).problems).toMatchObject([{ is: 'fast' }]);
    expect(judgeClose({ ...good, skew: null }).problems).toEqual([]);
  });
});

/** Any chain of up to 12 events, of which any may be gone, apart or unsent, closed before somewhere or nowhere. */
const anyFacts = fc
  .record({
    head: fc.integer({ min: 0, max: 12 }),
    mark: fc.integer({ min: 0, max: 12 }),
    gone: fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
    apart: fc.uniqueArray(fc.integer({ min: 1, max: 12 })),
    hasLost: fc.boolean(),
    closedAt: fc.option(fc.integer({ min: 0, max: 12 })),
    closedMark: fc.integer({ min: 0, max: 12 }),
    kinds: fc.array(
      fc.constantFrom(yes, no, (seq: number) => other(seq, 'withdrawal')),
      { minLength: 12 },
    ),
  })
  .map(({ head, mark, gone, apart, hasLost, closedAt, closedMark, kinds }) => {
    const lastSeq = closedAt === null ? null : Math.min(closedAt, head);
    const delivery = {
      ...{ mark: Math.min(mark, head), hasLost },
      apart: apart.filter((seq) => seq <= Math.min(mark, head)).map((seq) => ({ seq })),
    };
    const seqs = Array.from({ length: head }, (_, i) => i + 1).filter((seq) => !gone.includes(seq));
    return {
      previous: lastSeq === null ? null : { ...previous, lastSeq, mark: Math.min(closedMark, lastSeq) },
      head: { seq: head, hash: head === 0 ? null : 'h'.repeat(43) },
      delivery,
      records: seqs.map((seq) => (kinds[seq - 1] ?? yes)(seq)),
    };
  });

describe('of any chain', () => {
  it('is never all clear while an event is neither acknowledged nor explained', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (judgeClose(report(facts)).verdict !== 'all-clear') return;
        const { mark, apart, hasLost } = facts.delivery;
        expect(apart).toEqual([]);
        expect(mark).toBe(facts.head.seq);
        // what is not here any more was acknowledged: nothing was ever lost, or it was settled at the close before
        const held = facts.records.map(({ seq }) => seq);
        for (let seq = 1; seq <= facts.head.seq; seq++)
          expect(held.includes(seq) || !hasLost || seq <= (facts.previous?.mark ?? 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('adds up: where the events stand, what they are, who answered, by channel and by hour', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { firstSeq, lastSeq, records, answers, withdrawals, others, channels, hours, ...rest } = report(facts);
        expect(records.sent + records.waiting + records.heldApart + records.missing).toBe(lastSeq - firstSeq + 1);
        expect(answers.accepted + answers.refused).toBe(answers.taken);
        const own = facts.records.filter(({ seq }) => seq >= firstSeq);
        expect(answers.taken + withdrawals + others).toBe(own.length);
        expect(own.length + rest.cleared + records.missing).toBeLessThanOrEqual(lastSeq - firstSeq + 1);
        for (const { yes: given, no: refused } of channels) expect(given + refused).toBe(answers.taken);
        const byHour = hours.map((hour) => hour.accepted + hour.refused + hour.heldApart);
        expect(byHour.reduce((a, b) => a + b, 0)).toBe(answers.taken);
      }),
    );
  });
});
