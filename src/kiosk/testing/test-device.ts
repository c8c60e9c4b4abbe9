// A whole tablet without screens: the real journal, outbox and kiosk over an IndexedDB in memory. What a test injects is
// the way to the back end (`send`) and the machine (`platform`). Start it again with the same `indexedDB` and it is the
// same device after a restart.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createKiosk } from '../create-kiosk.ts';
import type { Published } from '../device/published.ts';
import { createStatusStore } from '../device/status.ts';
import { type Engine, startEngine } from '../engine.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import type { Kiosk } from '../kiosk.ts';
import { createApi, type Send } from '../outbox/api.ts';
import { createTestPlatform, type TestPlatform } from './test-platform.ts';

export interface TestDevice {
  readonly kiosk: Kiosk;
  readonly engine: Engine;
  readonly journal: Journal;
  readonly platform: TestPlatform;
  readonly indexedDB: IDBFactory;
  /** What the back end has published, as far as this tablet has heard; undefined once it has wiped itself. */
  newest(): Published | undefined;
  /** As `online` and visible again do. */
  wake(): void;
}

export const testPassphrase = 'une phrase d’essai';

/** Guards nothing, so it need not be slow. */
const ITERATIONS = 1000;

export interface TestDeviceOptions {
  readonly send: Send;
  readonly origin?: string;
  readonly enrolmentCode?: string;
  readonly platform?: TestPlatform;
  readonly indexedDB?: IDBFactory;
}

/** Resolves when the tablet has tried its first exchange. Throws when it does not come up. */
export async function startTestDevice(options: TestDeviceOptions): Promise<TestDevice> {
  const { send, origin = 'http://back-end.test', enrolmentCode } = options;
  const { platform = createTestPlatform(), indexedDB = new IDBFactory() } = options;
  const journal = createJournal({ indexedDB, IDBKeyRange });
  const status = createStatusStore();
  let published: Published | undefined;
  let wake = () => {};

  const started = await startEngine({
    journal,
    api: createApi({ origin, send }),
    platform,
    status,
    appVersion: '0.0.0-test',
    enrolment: enrolmentCode === undefined ? undefined : { code: enrolmentCode, passphrase: testPassphrase },
    iterations: ITERATIONS,
    onWake: (run) => {
      wake = run;
      return () => {
        wake = () => {};
      };
    },
    persist: async () => true,
    onPublished: (newest) => {
      published = newest;
    },
  });
  if (started.kind !== 'running' || !published) throw new Error(`the tablet did not start: ${started.kind}`);

  const shown = published;
  const kiosk = createKiosk({
    published: shown,
    started: Promise.resolve(started),
    status,
    platform,
    appVersion: '0.0.0-test',
    onIdle: () => () => {},
  });
  await started.engine.whenIdle();
  return {
    kiosk,
    engine: started.engine,
    journal,
    platform,
    indexedDB,
    newest: () => published,
    wake: () => wake(),
  };
}
