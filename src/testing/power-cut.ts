// A machine whose power goes between two writes of the back end's night. What is being written then is not done, and a database
// transaction under way is rolled back, as it would be when the machine starts again.
import type { ActLog } from '#server/act-log/act-log.ts';
import type { NightDeps } from '#server/jobs/night.ts';
import type { KeyStore } from '#server/keys/key-store.ts';
import type { Store } from '#server/storage/store.ts';
import type { CommandTo } from './command.ts';

/** After so many writes: `killed` does nothing more; `fails` is a write that throws, once, as on a full disk. */
export type Cut = NonNullable<CommandTo<'night'>['cut']>;

export interface Power {
  /** From now on. */
  cut(cut: Cut): void;
  /** Everything is written again. Returns whether something was not. */
  mend(): boolean;
  readonly isOut: boolean;
  toKeys(keys: KeyStore): KeyStore;
  toActLog(actLog: ActLog): ActLog;
  /** What a night writes to, but for keys and log, which stand behind the store. */
  toNight(deps: NightDeps): NightDeps;
}

export function createPower(): Power {
  let planned: Cut | undefined;
  let written = 0;
  let isOut = false;

  function spend(): void {
    if (!planned) return;
    const isDue = written === planned.after || (isOut && planned.how === 'killed');
    written += 1;
    if (!isDue) return;
    isOut = true;
    throw new Error('the power is out');
  }
  const before =
    <A extends readonly unknown[], T>(write: (...given: A) => T) =>
    (...given: A): T => {
      spend();
      return write(...given);
    };

  return {
    cut(next) {
      [planned, written, isOut] = [next, 0, false];
    },
    mend() {
      const wasOut = isOut;
      [planned, isOut] = [undefined, false];
      return wasOut;
    },
    get isOut() {
      return isOut;
    },
    toKeys: (keys) =>
      Object.create(keys, {
        destroy: {
          value: ((ids, what) => (ids.length > 0 ? before(keys.destroy)(ids, what) : undefined)) as KeyStore['destroy'],
        },
      }),
    toActLog: (actLog) => ({
      ...actLog,
      forget: async (ids) => (ids.length > 0 ? before(actLog.forget)(ids) : undefined),
      drop: async (isGone) => before(actLog.drop)(isGone),
    }),
    toNight: (deps) => ({ ...deps, store: toStore(deps.store), archive: toArchive(deps.archive) }),
  };

  /** The commit is the write. */
  function toStore(store: Store): Store {
    return {
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const done = await work(tx);
          spend();
          return done;
        }),
    };
  }

  function toArchive(archive: NightDeps['archive']): NightDeps['archive'] {
    return {
      ...archive,
      put: async (entry, proof) => before(archive.put)(entry, proof),
      settle: before(archive.settle),
      dropUnsettled: before(archive.dropUnsettled),
      remove: (ids) => (ids.length > 0 ? before(archive.remove)(ids) : undefined),
    };
  }
}
