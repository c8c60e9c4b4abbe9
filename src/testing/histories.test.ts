import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import type { Tx } from '#server/storage/store.ts';
import { type Command, type History, histories } from './command.ts';
import { runHistory } from './run-history.ts';

const PATIENCE = 300_000;

it(
  'keeps the rules in every history',
  async () => {
    await fc.assert(fc.asyncProperty(histories, runHistory), { numRuns: 100, seed: 20261012 });
  },
  PATIENCE,
);

const answer = (tablet: number, yes: [boolean, boolean, boolean], spoil: 'nothing' | 'word' = 'nothing'): Command => ({
  ...{ do: 'answer', tablet, yes, email: 0, phone: 0, spoil },
});
const stop = (
  tablet: number,
  kind: 'email' | 'phone',
  more: { isSpoiled?: boolean; isObjection?: boolean; question?: number } = {},
): Command => ({
  ...{ do: 'stop', tablet, contact: { kind, index: 0 }, question: null, isObjection: false, isSpoiled: false, ...more },
});
const erase = (kind: 'email' | 'phone'): Command => ({ do: 'erase', contact: { kind, index: 0 } });
const fork: Command = { do: 'fork' };
const network = (tablet: number, state: 'up' | 'down' | 'cut-answers'): Command => ({
  do: 'network',
  tablet,
  network: state,
});
const sync = (tablet: number): Command => ({ do: 'sync', tablet });
const wait = (milliseconds: number): Command => ({ do: 'wait', milliseconds });
const skew = (tablet: number, milliseconds: number): Command => ({ do: 'skew', tablet, skew: milliseconds });
const jobs: Command = { do: 'jobs', isCrash: false };
const crash: Command = { do: 'jobs', isCrash: true };
const press = (action: 'confirm' | 'not-me' | 'withdraw-all', mail = 0): Command => ({ do: 'press', mail, action });

const EMAIL: [boolean, boolean, boolean] = [true, false, false];
const SMS: [boolean, boolean, boolean] = [false, true, false];
const SMS_AND_PHONE: [boolean, boolean, boolean] = [false, true, true];
const EMAIL_AND_SMS: [boolean, boolean, boolean] = [true, true, false];

/** Each broke an earlier draft of the protocol. */
const named: Record<string, Command[]> = {
  'a click at 11:00 does not outlive an offline withdrawal of 10:30 that arrives at 18:00': [
    ...[answer(0, EMAIL), jobs, network(1, 'down'), wait(30 * MINUTE), stop(1, 'email'), wait(30 * MINUTE)],
    ...[press('confirm'), wait(7 * HOUR), network(1, 'up'), sync(1)],
  ],
  'the same, when the withdrawal arrives before the grant does': [
    ...[network(0, 'down'), answer(0, EMAIL), wait(30 * MINUTE), stop(1, 'email'), wait(30 * MINUTE)],
    ...[network(0, 'up'), sync(0), jobs, press('confirm')],
  ],
  'a withdrawal on one tablet and a later yes on another that has heard of it': [
    ...[answer(0, SMS), stop(0, 'phone'), wait(10 * MINUTE), sync(1), wait(HOUR), answer(1, SMS)],
  ],
  'a withdrawal on one tablet that arrives after a later yes on another': [
    ...[
      network(0, 'down'),
      stop(0, 'phone'),
      wait(90 * MINUTE),
      answer(1, SMS),
      wait(6 * HOUR),
      network(0, 'up'),
      sync(0),
    ],
  ],
  'a tablet a year fast, then a real withdrawal': [
    ...[skew(0, 365 * DAY), answer(0, SMS), skew(0, 0), wait(HOUR), stop(1, 'phone')],
  ],
  'a clock that steps back between yes and no': [answer(0, SMS), skew(0, -90 * DAY), stop(0, 'phone')],
  'a clock that steps back between no and yes': [stop(0, 'phone'), skew(0, -90 * DAY), answer(0, SMS)],
  'an objection that arrives after a later single opt-in': [
    ...[stop(2, 'phone', { isObjection: true }), wait(HOUR), answer(0, SMS), wait(HOUR), sync(2)],
  ],
  'a single opt-in after an objection': [
    stop(2, 'phone', { isObjection: true }),
    sync(2),
    wait(HOUR),
    sync(0),
    answer(0, SMS),
  ],
  'a withdrawal in quarantine': [answer(0, SMS), stop(2, 'phone', { isSpoiled: true }), sync(2)],
  'a profile restored, then a withdrawal with a lower seq than the yes': [
    ...[answer(2, EMAIL), answer(2, SMS), sync(2), fork, wait(HOUR), stop(2, 'phone'), sync(2)],
  ],
  'a profile restored: its yes waits, its withdrawal of SMS alone leaves the phone': [
    ...[answer(0, SMS_AND_PHONE), answer(2, EMAIL), fork, answer(2, SMS), stop(2, 'phone', { question: 1 }), sync(2)],
  ],
  'a yes that carries the word of another tablet': [
    ...[stop(0, 'phone'), wait(HOUR), sync(0), answer(2, SMS, 'word'), sync(2)],
  ],
  'erased at noon, the event of 11:00 syncs at 18:00': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), wait(HOUR), erase('email'), wait(6 * HOUR), network(0, 'up')],
    ...[sync(0), jobs],
  ],
  'erased, and back of their own will before the older event arrives': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), erase('email'), wait(HOUR), sync(1), answer(1, EMAIL), jobs],
    ...[network(0, 'up'), sync(0), press('confirm')],
  ],
  'a click on the mail of an erased address': [answer(0, EMAIL), jobs, erase('email'), press('confirm')],
  'all ended by e-mail while SMS stands': [answer(0, EMAIL_AND_SMS), jobs, press('confirm'), stop(1, 'email')],
  'all ended by e-mail before the event that links the two arrives': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), stop(1, 'email'), network(0, 'up'), sync(0)],
  ],
  'a commit whose answer was lost': [
    network(0, 'cut-answers'),
    answer(0, EMAIL_AND_SMS),
    wait(HOUR),
    network(0, 'up'),
    sync(0),
    jobs,
  ],
  'the process killed after the mail server took the mail': [answer(0, EMAIL), crash, jobs, press('confirm', 1)],
  'two tablets, one address, one pending request': [answer(0, EMAIL), answer(1, EMAIL), jobs, press('confirm')],
  'it was not me, then a click on the same link': [answer(0, EMAIL), jobs, press('not-me'), press('confirm')],
  'all ended on the preference page, then a new yes': [
    ...[
      answer(0, EMAIL),
      jobs,
      press('confirm'),
      wait(HOUR),
      press('withdraw-all'),
      wait(HOUR),
      sync(0),
      answer(0, EMAIL),
      jobs,
    ],
    ...[press('confirm', 1)],
  ],
};

describe('named histories', () => {
  it.each(Object.entries(named))('%s', async (_name, commands) => {
    await runHistory({ seed: 1, commands });
  });
});

// A rule nobody would miss is not tested. Each mutant takes one rule out; some history must notice.
describe('taking a rule out is noticed', () => {
  afterEach(() => {
    vi.doUnmock('#domain/custody.ts');
    vi.doUnmock('#domain/confirmation.ts');
    vi.doUnmock('#domain/quarantine.ts');
    vi.doUnmock('#server/storage/acknowledgement.ts');
    vi.doUnmock('#server/storage/stop.ts');
    vi.resetModules();
  });

  async function isNoticed(): Promise<boolean> {
    vi.resetModules();
    const { runHistory: runWithout } = await import('./run-history.ts');
    const fresh = await import('./command.ts');
    const property = fc.asyncProperty(fresh.histories, runWithout);
    // the named ones first: some rules are needed only in rare histories
    const examples = Object.values(named).map((commands): [History] => [{ seed: 1, commands }]);
    return (await fc.check(property, { numRuns: 100, seed: 20261012, endOnFailure: true, examples })).failed;
  }

  it(
    'D1: a grant counts although a withdrawal is not provably before it',
    async () => {
      vi.doMock('#domain/custody.ts', async (original) => ({
        ...(await original<object>()),
        isProvablyLater: () => true,
      }));
      expect(await isNoticed()).toBe(true);
    },
    PATIENCE,
  );

  it(
    'D2: a click outlives a withdrawal',
    async () => {
      vi.doMock('#domain/confirmation.ts', async (original) => ({
        ...(await original<object>()),
        custodyOfConfirmed: (grant: { custody: object }) => ({ ...grant.custody, chain: 'click', earliest: Infinity }),
      }));
      expect(await isNoticed()).toBe(true);
    },
    PATIENCE,
  );

  it(
    'B6: a withdrawal waits in quarantine',
    async () => {
      vi.doMock('#domain/quarantine.ts', async (original) => ({
        ...(await original<object>()),
        takesEffectInQuarantine: () => false,
      }));
      expect(await isNoticed()).toBe(true);
    },
    PATIENCE,
  );

  it(
    'C1: the word given to another tablet counts as proof',
    async () => {
      vi.doMock('#server/storage/acknowledgement.ts', async (original) => ({
        ...(await original<object>()),
        earliestProvenBy: async ({ sql }: Tx, _device: string, hash: string | null) => {
          const words = sql
            .selectFrom('acknowledgements')
            .select('received_at')
            .where('hash', '=', hash ?? '');
          return (await words.executeTakeFirst())?.received_at ?? null;
        },
      }));
      expect(await isNoticed()).toBe(true);
    },
    PATIENCE,
  );

  it(
    'D8: an event that arrives after a stop of all escapes it',
    async () => {
      vi.doMock('#server/storage/stop.ts', async (original) => ({
        ...(await original<object>()),
        followEarlierStops: async () => {},
      }));
      expect(await isNoticed()).toBe(true);
    },
    PATIENCE,
  );
});
