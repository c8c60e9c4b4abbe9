// A rule nobody would miss is not tested. Each mutant takes one rule out; some history must notice.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as Choices from '#domain/choices.ts';
import type * as Close from '#domain/close-report.ts';
import type { Acts, Grant } from '#domain/consent-state.ts';
import type * as ArchiveModule from '#server/storage/archive.ts';
import type { Carried } from '#server/storage/event-reader.ts';
import type * as Forget from '#server/storage/forget.ts';
import type * as Judgement from '#server/storage/judgement.ts';
import type * as LastNight from '#server/storage/last-night.ts';
import type { Device } from '#server/storage/schema.ts';
import type { Tx } from '#server/storage/store.ts';
import { findFailure } from './find-failure.ts';

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
    vi.doUnmock('#server/storage/forget.ts');
    vi.doUnmock('#server/storage/archive.ts');
    vi.doUnmock('#server/storage/retention.ts');
    vi.doUnmock('#server/storage/checkpoint.ts');
    vi.doUnmock('#server/storage/last-night.ts');
    vi.doUnmock('#domain/use-clock.ts');
    vi.doUnmock('#domain/close-report.ts');
    vi.resetModules();
  });

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

  it(
    'F2: a night forgets who had said no',
    async () => {
      vi.doMock('#server/storage/forget.ts', async (original) => {
        const forget = await original<typeof Forget>();
        const forgetContactPoint = async (tx: Tx, contactPoint: string) => {
          await forget.forgetContactPoint(tx, contactPoint);
          await tx.sql.deleteFrom('stops').where('contact_point', '=', contactPoint).execute();
          await tx.sql.deleteFrom('contact_points').where('id', '=', contactPoint).execute();
        };
        return { ...forget, forgetContactPoint };
      });
      expect(await findFailure('withdrawn, three years on, the old list again')).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'F2: a night forgets a no beside a number, where the person has taken back what they had said yes to',
    async () => {
      vi.doMock('#server/storage/forget.ts', async (original) => {
        const forget = await original<typeof Forget>();
        const forgetContactPoint = async (tx: Tx, contactPoint: string) => {
          await forget.forgetContactPoint(tx, contactPoint);
          const noes = tx.sql.deleteFrom('stops').where('contact_point', '=', contactPoint);
          await noes.where('kind', '=', 'refusal').execute();
        };
        return { ...forget, forgetContactPoint };
      });
      expect(
        await findFailure(
          'a no beside a number outlives the yes beside it: an older yes comes when that is long withdrawn',
        ),
      ).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'B10: a night takes the tombstones away too',
    async () => {
      vi.doMock('#server/storage/last-night.ts', async (original) => {
        const lastNight = await original<typeof LastNight>();
        const noteNight = async (tx: Tx, day: string) => {
          await tx.sql.deleteFrom('tombstones').execute();
          await lastNight.noteNight(tx, day);
        };
        return { ...lastNight, noteNight };
      });
      expect(await findFailure('erased, and what a tablet had taken before comes years later')).toMatch(COUNTS);
    },
    PATIENCE,
  );

  it(
    'a use clock that ends nothing',
    async () => {
      vi.doMock('#domain/use-clock.ts', async (original) => ({
        ...(await original<object>()),
        readUseClock: ({ capturedAt }: { capturedAt: number }) => ({ lastContactAt: capturedAt, endsOn: '9999-12-31' }),
      }));
      expect(await findFailure('ended by its clock, then told again')).toMatch(/is past its end, and still given/);
    },
    PATIENCE,
  );

  it(
    'a night that ends nothing',
    async () => {
      vi.doMock('#server/storage/retention.ts', async (original) => ({
        ...(await original<object>()),
        endContactPoint: async () => 'nothing',
      }));
      expect(await findFailure('ended by its clock, then told again')).toMatch(/is past its end, and still given/);
    },
    PATIENCE,
  );

  it(
    'B12: a checkpoint that cuts nothing',
    async () => {
      vi.doMock('#server/storage/checkpoint.ts', async (original) => ({
        ...(await original<object>()),
        cutChain: async () => 0,
      }));
      expect(await findFailure('past both clocks: the chains say nothing any more, and hold')).toMatch(
        /past both clocks still says something/,
      );
    },
    PATIENCE,
  );

  it(
    'B12: a checkpoint that nobody believes',
    async () => {
      vi.doMock('#server/storage/checkpoint.ts', async (original) => ({
        ...(await original<object>()),
        readCheckpoint: async () => undefined,
      }));
      expect(await findFailure('past both clocks: the chains say nothing any more, and hold')).toMatch(
        /the ledger is bad/,
      );
    },
    PATIENCE,
  );

  it(
    'a clock that jumps over three years, and nobody is asked',
    async () => {
      vi.doMock('#server/storage/last-night.ts', async (original) => ({
        ...(await original<object>()),
        getLastNight: async () => undefined,
      }));
      expect(await findFailure('a list whose clock began before the shop did')).toMatch(/nobody was asked/);
    },
    PATIENCE,
  );

  it.each(['put', 'remove'] as const)(
    'an archive that does not %s',
    async (what) => {
      vi.doMock('#server/storage/archive.ts', async (original) => {
        const archive = await original<typeof ArchiveModule>();
        const openArchive: typeof archive.openArchive = async (...given) => {
          const opened = await archive.openArchive(...given);
          return {
            ...opened,
            put: what === 'put' ? async () => {} : opened.put,
            remove: what === 'put' ? opened.remove : () => {},
          };
        };
        return { ...archive, openArchive };
      });
      expect(await findFailure('past both clocks: the chains say nothing any more, and hold')).toMatch(
        /the archive has .*, must have/,
      );
    },
    PATIENCE,
  );

  it(
    'B11: a close takes what is lost for sent',
    async () => {
      vi.doMock('#domain/close-report.ts', async (original) => {
        const { toCloseReport } = await original<typeof Close>();
        const hasLost = false;
        return {
          toCloseReport: (facts: Close.CloseFacts) =>
            toCloseReport({ ...facts, delivery: { ...facts.delivery, hasLost } }),
        };
      });
      expect(await findFailure('closed each evening, offline, and after a tail was lost')).toMatch(/does not tell/);
    },
    PATIENCE,
  );
});
