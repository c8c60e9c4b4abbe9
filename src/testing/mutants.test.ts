// A rule nobody would miss is not tested. Each mutant takes one rule out; some history must notice.
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Choices from '#domain/choices.ts';
import type { Acts, Grant } from '#domain/consent-state.ts';
import type { Carried } from '#server/storage/event-reader.ts';
import type * as Judgement from '#server/storage/judgement.ts';
import type { Device } from '#server/storage/schema.ts';
import type { Tx } from '#server/storage/store.ts';
import type { History } from './command.ts';
import { named } from './named-histories.ts';

const PATIENCE = 600_000;
const COUNTS = /is (given|requested), must be not given/;

describe('taking a rule out is noticed', () => {
  afterEach(() => {
    vi.doUnmock('#domain/custody.ts');
    vi.doUnmock('#domain/rules/rule.ts');
    vi.doUnmock('#domain/lawfulness.ts');
    vi.doUnmock('#domain/confirmation.ts');
    vi.doUnmock('#domain/choices.ts');
    vi.doUnmock('#domain/restriction.ts');
    vi.doUnmock('#domain/quarantine.ts');
    vi.doUnmock('#server/storage/acknowledgement.ts');
    vi.doUnmock('#server/storage/stop.ts');
    vi.doUnmock('#server/storage/replay.ts');
    vi.doUnmock('#server/storage/judgement.ts');
    vi.doUnmock('#server/storage/tombstone.ts');
    vi.doUnmock('#server/storage/disavowal.ts');
    vi.doUnmock('#server/storage/suppression.ts');
    vi.resetModules();
  });

  /**
   * Returns what the first history that notices says.
   * @param name of the history that needs the rule most: it is lived first
   */
  async function findFailure(name: keyof typeof named): Promise<string> {
    vi.resetModules();
    const { runHistory: runWithout } = await import('./run-history.ts');
    const fresh = await import('./command.ts');
    const property = fc.asyncProperty(fresh.histories, runWithout);
    const examples: [History][] = [named[name], ...Object.values(named)].map((commands) => [{ seed: 1, commands }]);
    const { errorInstance } = await fc.check(property, { numRuns: 40, seed: 20261012, endOnFailure: true, examples });
    return errorInstance instanceof Error ? errorInstance.message : 'nobody noticed';
  }

  it(
    'D1: a grant counts although a withdrawal is not provably before it',
    async () => {
      vi.doMock('#domain/custody.ts', async (original) => ({
        ...(await original<object>()),
        isProvablyLater: () => true,
      }));
      expect(await findFailure('a withdrawal on one tablet that arrives after a later yes on another')).toMatch(COUNTS);
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
      expect(
        await findFailure('a click at 11:00 does not outlive an offline withdrawal of 10:30 that arrives at 18:00'),
      ).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'D3: who does not object a second time is written to, whatever they said between',
    async () => {
      vi.doMock('#domain/rules/rule.ts', async (original) => ({
        ...(await original<object>()),
        isSilence: () => false,
      }));
      const needed = 'told after a sale, and again after a withdrawal: silence undoes no no';
      expect(await findFailure(needed)).toMatch(/email-customers .* is given, must be requested/);
    },
    PATIENCE,
  );

  it(
    'D6: what the law forbids counts',
    async () => {
      vi.doMock('#domain/lawfulness.ts', async (original) => ({
        ...(await original<object>()),
        findForbiddenDay: () => null,
      }));
      expect(await findFailure('told of calls in time, and brought in time, or too late')).toMatch(COUNTS);
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
      expect(await findFailure('a withdrawal in quarantine')).toMatch(COUNTS);
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
      expect(await findFailure('a yes that carries the word of another tablet')).toMatch(COUNTS);
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
      expect(await findFailure('all ended by e-mail before the event that links the two arrives')).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'D11: a topic that was taken away stays',
    async () => {
      vi.doMock('#domain/choices.ts', async (original) => {
        const choices = await original<typeof Choices>();
        const choicesLeft = (grant: Grant, acts: Acts) => ({
          ...choices.choicesLeft(grant, acts),
          topics: grant.topics,
        });
        return { ...choices, choicesLeft };
      });
      expect(await findFailure('one topic less at 10:30, and the yes of 10:00 that arrives at 18:00')).toMatch(
        /is for .*offers.*, must be for events,new-books/,
      );
    },
    PATIENCE,
  );

  it(
    'D12: less often bounds nothing',
    async () => {
      vi.doMock('#domain/choices.ts', async (original) => {
        const choices = await original<typeof Choices>();
        return {
          ...choices,
          choicesLeft: (grant: Grant, acts: Acts) => choices.choicesLeft(grant, { ...acts, caps: [] }),
        };
      });
      expect(await findFailure('one topic less at 10:30, and the yes of 10:00 that arrives at 18:00')).toMatch(
        /is 24 times a year, must be 4/,
      );
    },
    PATIENCE,
  );

  it(
    'D13: what is frozen is used',
    async () => {
      vi.doMock('#domain/restriction.ts', () => ({ isRestricted: () => false }));
      expect(
        await findFailure(
          'frozen while a request waits, a click, and an event with the same number that arrives meanwhile',
        ),
      ).toMatch(/is given, must be not given/);
    },
    PATIENCE,
  );

  it(
    'B9: what a lost tablet sends counts',
    async () => {
      vi.doMock('#server/storage/judgement.ts', async (original) => {
        const judgement = await original<typeof Judgement>();
        return {
          ...judgement,
          judgeEvent: (tx: Tx, device: Device, carried: Carried) =>
            judgement.judgeEvent(tx, { ...device, status: 'active' }, carried),
        };
      });
      expect(await findFailure('a thief dates a yes back on a lost tablet, and takes one back')).toMatch(
        /counts, and must be held apart/,
      );
    },
    PATIENCE,
  );

  it(
    'D4: an address is asked again although it has said "it wasn’t me"',
    async () => {
      vi.doMock('#server/storage/disavowal.ts', async (original) => ({
        ...(await original<object>()),
        findWaitEnd: async ({ clock }: Tx) => clock,
      }));
      expect(await findFailure('it was not me, and asked again before and after a restore: the mail waits')).toMatch(
        /who has said that it was somebody else/,
      );
    },
    PATIENCE,
  );

  it(
    'B10: an erased contact point comes back with an older event',
    async () => {
      vi.doMock('#server/storage/tombstone.ts', async (original) => ({
        ...(await original<object>()),
        followTombstone: async () => {},
      }));
      expect(await findFailure('erased at noon, the event of 11:00 syncs at 18:00')).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'F2: whoever is seen for the first time was not suppressed before',
    async () => {
      vi.doMock('#server/storage/suppression.ts', async (original) => ({
        ...(await original<object>()),
        findSuppression: async () => undefined,
      }));
      expect(await findFailure('suppressed before anybody knew them, and a yes from before that comes later')).toMatch(
        COUNTS,
      );
    },
    PATIENCE,
  );

  it(
    'B13: a restore forgets who was suppressed',
    async () => {
      vi.doMock('#server/storage/suppression.ts', async (original) => ({
        ...(await original<object>()),
        restoreSuppressions: async () => 0,
      }));
      expect(
        await findFailure('suppressed after a backup, and a yes from before that comes after the restore'),
      ).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'B13: a restore forgets what people did on pages',
    async () => {
      vi.doMock('#server/storage/replay.ts', () => ({ replayActs: async () => 0 }));
      expect(await findFailure('a back end restored from yesterday after unsubscribes, clicks and erasures')).toMatch(
        COUNTS,
      );
    },
    PATIENCE,
  );
});
