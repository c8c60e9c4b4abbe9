// Of activities, and of nights that are cut off. Each mutant takes one piece out; some history must notice.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as UseClock from '#domain/use-clock.ts';
import type * as ActivityModule from '#server/storage/activity.ts';
import type * as ArchiveModule from '#server/storage/archive.ts';
import { noteNight } from '#server/storage/last-night.ts';
import type * as Retention from '#server/storage/retention.ts';
import { findFailure } from './find-failure.ts';
import { dayOf } from './model-retention.ts';

/** A bound for what hangs, not a measure of speed. */
const PATIENCE = 600_000;

interface Mutant {
  readonly name: string;
  readonly module: string;
  mutate(original: object): object;
  readonly needs: Parameters<typeof findFailure>[0];
  readonly told: RegExp;
}

const STILL_USED = /past its end, and still given|yes \(given\), must be no/;

const mutants: readonly Mutant[] = [
  {
    name: 'an activity counts for somebody whose data are frozen',
    module: '#server/storage/activity.ts',
    mutate: (original) => {
      const { recordActivity } = original as typeof ActivityModule;
      const recordAlways: typeof recordActivity = async (tx, ...told) => {
        const frozen = await tx.sql.deleteFrom('restrictions').returningAll().execute();
        const isKept = await recordActivity(tx, ...told);
        if (frozen.length > 0) await tx.sql.insertInto('restrictions').values(frozen).execute();
        return isKept;
      };
      return { recordActivity: recordAlways };
    },
    needs: 'told of a purchase of somebody frozen, who has withdrawn, who was erased, who is not known',
    told: STILL_USED,
  },
  {
    name: 'an activity that has yet to come is believed',
    module: '#domain/use-clock.ts',
    mutate: (original) => {
      const { addActivity } = original as typeof UseClock;
      const believe: typeof addActivity = (runs, at, rules) => addActivity(runs, at, { ...rules, tolerance: Infinity });
      return { addActivity: believe };
    },
    needs: 'told of a purchase that has yet to come, and of one of long ago',
    told: STILL_USED,
  },
  {
    name: 'an activity that is told late counts from when it is told',
    module: '#domain/use-clock.ts',
    mutate: (original) => {
      const { addActivity } = original as typeof UseClock;
      const hurry: typeof addActivity = (runs, at, rules) => addActivity(runs, Math.max(at, rules.now), rules);
      return { addActivity: hurry };
    },
    needs: 'told of a purchase that has yet to come, and of one of long ago',
    told: STILL_USED,
  },
  {
    name: 'an activity moves nothing',
    module: '#server/storage/activity.ts',
    mutate: () => ({ recordActivity: async () => false }),
    needs: 'bought now and then: a yes lasts for as long as they come back, however often and late it is told',
    told: /no \(use-ended\), must be yes|gone before its end|not held any more/,
  },
  {
    name: 'a run of activity that has ended is forgotten with the next',
    module: '#server/storage/activity.ts',
    mutate: (original) => {
      const { readActivities } = original as typeof ActivityModule;
      const readLast: typeof readActivities = async (...all) => (await readActivities(...all)).slice(-1);
      return { readActivities: readLast };
    },
    needs: 'bought, said yes again, bought again years later: the clock has never stood still',
    told: /gone before its end/,
  },
  {
    name: 'a night erases before it has archived',
    module: '#server/storage/archive.ts',
    mutate: (original) => {
      const { openArchive } = original as typeof ArchiveModule;
      const openLate: typeof openArchive = async (...given) => {
        const archive = await openArchive(...given);
        const owed = new Map<string, Parameters<typeof archive.put>>();
        return {
          ...archive,
          put: async (...entry) => void owed.set(entry[0].contactPoint, entry),
          settle(contactPoint) {
            const entry = owed.get(contactPoint);
            if (entry) void archive.put(...entry).then(() => archive.settle(contactPoint));
          },
        };
      };
      return { openArchive: openLate };
    },
    needs: 'a night cut off before the archive knows that the data are gone, then a restore: the proof stays',
    told: /the proof is not in the archive/,
  },
  {
    name: 'what a night that was cut off has put away stays in the archive, and the person in the data',
    module: '#server/storage/archive.ts',
    mutate: (original) => {
      const { openArchive } = original as typeof ArchiveModule;
      const openHoarding: typeof openArchive = async (...given) => {
        const archive = await openArchive(...given);
        return { ...archive, dropUnsettled: archive.settle };
      };
      return { openArchive: openHoarding };
    },
    needs: 'a night cut off between archive and data, and the person comes back before the next',
    told: /the archive has .*, must have/,
  },
  {
    name: 'whoever a restore has put back without a key is taken for alive, and the proof for superfluous',
    module: '#server/storage/retention.ts',
    mutate: () => ({ canReadValue: async () => true }),
    needs: 'a night cut off before the archive knows that the data are gone, then a restore: the proof stays',
    told: /is lost to the archive/,
  },
  {
    name: 'a night is noted before it is done',
    module: '#server/storage/retention.ts',
    mutate: (original) => {
      const { judgeRetention } = original as typeof Retention;
      const noteFirst: typeof judgeRetention = async function* (store, ...more) {
        await store.transaction((tx) => noteNight(tx, dayOf(store.now())));
        yield* judgeRetention(store, ...more);
      };
      return { judgeRetention: noteFirst };
    },
    needs: 'a night cut off between archive and data, and the person comes back before the next',
    told: /noted as done/,
  },
];

describe('a history notices', () => {
  afterEach(() => {
    for (const { module } of mutants) vi.doUnmock(module);
    vi.resetModules();
  });

  it.each(mutants)(
    'when $name',
    async ({ module, mutate, needs, told }) => {
      vi.doMock(module, async (original) => {
        const whole = await original<object>();
        return { ...whole, ...mutate(whole) };
      });
      expect(await findFailure(needs)).toMatch(told);
    },
    PATIENCE,
  );
});
