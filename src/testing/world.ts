// A small world for histories: two real tablets (journal, outbox, kiosk over IndexedDB in memory), one spoiled tablet that
// speaks the wire by hand, the real back end with its backups, people with mailboxes, and a network that cuts. One true
// clock moves all.

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Question, ShopConfig } from '#domain/shop-config.ts';
import { startTestDevice, type TestDevice, testPassphrase } from '#kiosk/testing/test-device.ts';
import { createTestPlatform } from '#kiosk/testing/test-platform.ts';
import { SYNC_PATH } from '#protocol/sync.ts';
import { createMasterKey, readMasterKeys } from '#server/keys/master-key.ts';
import { openKeyStore } from '#server/keys/sqlite-key-store.ts';
import type { Mail } from '#server/mailer/mailer.ts';
import { addApiKey } from '#server/storage/api-key.ts';
import { createSqliteDialect } from '#server/storage/sqlite.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { createMemoryActLog } from '#server/testing/memory-act-log.ts';
import { newTill, type Till } from './close.ts';
import { CALLS_TOLD } from './model.ts';
import { createPower, type Power } from './power-cut.ts';
import { CUSTOMERS, fail, LETTERS } from './run.ts';
import { enrolSpoiledTablet, type SpoiledTablet } from './spoiled-tablet.ts';
import { wipeTail } from './wipe-tail.ts';

/** What the network does to one exchange: nothing, no way through, or the answer is lost after the commit. */
export type Network = 'up' | 'down' | 'cut-answers';

export interface Tablet {
  readonly index: number;
  device: TestDevice;
  network: Network;
  /** When the back end's last word reached it, true time. */
  heardAt: number;
  /** The model's name for the device it is. */
  chain: string;
  /** Events that were waiting are gone from this device. */
  hasLost: boolean;
  till: Till;
}

export interface Backup {
  /** True time. */
  readonly at: number;
  readonly data: string;
  readonly keys: string;
}

export interface World {
  /** What the shop asks. */
  readonly config: ShopConfig;
  readonly backEnd: TestBackEnd;
  readonly tablets: readonly [Tablet, Tablet];
  readonly spoiled: SpoiledTablet;
  /** Of the machine that the back end runs on. */
  readonly power: Power;
  /** Of another system of the shop. */
  readonly apiKey: string;
  /** True time, epoch milliseconds. */
  now(): number;
  /** Time passes everywhere; the tablets' timers fire. */
  wait(milliseconds: number): Promise<void>;
  setSkew(tablet: Tablet, skew: number): void;
  /** The page is closed and opened again over the same storage. */
  restart(tablet: Tablet): Promise<void>;
  /** A tablet that has wiped itself becomes a device again. */
  enrolAgain(tablet: Tablet): Promise<void>;
  replace(tablet: Tablet): Promise<string>;
  /** Returns what was waiting and is gone. */
  wipeTail(tablet: Tablet): Promise<readonly { readonly seq: number; readonly id: string }[]>;
  backUp(): Promise<Backup>;
  /** The back end starts anew over the data as they were then, and the keys as they are, or as they were too. */
  restore(backup: Backup, withKeys: boolean): Promise<void>;
  settle(): Promise<void>;
  close(): Promise<void>;
  readonly mails: readonly Mail[];
}

/** Besides what everybody is asked: customers are told of e-mails, everybody of letters and, while it is lawful, of calls. */
function withTold(config: ShopConfig): ShopConfig {
  const [email, , phone] = config.questions as [Question, Question, Question];
  const told = { legalBasis: 'legitimate-interest', confirmation: 'none', information: email.detail } as const;
  return {
    ...{ ...config, schema: 2 },
    questions: [
      ...config.questions,
      { ...email, ...told, id: CUSTOMERS, regime: 'soft-opt-in', onlyAfterSale: true },
      { ...phone, ...told, id: CALLS_TOLD, purpose: 'calls', regime: 'opt-out' },
      { ...email, ...told, id: LETTERS, channel: 'post', regime: 'opt-out' },
    ],
  };
}

export async function createWorld(seed: number): Promise<World> {
  // a day before calls need a consent: histories live through the change
  const clock = { now: Date.parse('2026-08-09T16:00:00Z') };
  const masterKeys = await readMasterKeys(createMasterKey());
  const power = createPower();
  const openKeys = async (path: string) => power.toKeys(await openKeyStore({ path, masterKeys, now: () => clock.now }));
  const log = power.toActLog(createMemoryActLog());
  let backEnd = await createTestBackEnd({ clock, keys: await openKeys(':memory:'), actLog: log });
  const config = withTold(backEnd.config);
  await backEnd.publish(config);
  const added = await backEnd.store.transaction((tx) => addApiKey(tx, 'crm'));
  if (!added.ok) fail(added.problem);

  let directory: string | undefined;
  let files = 0;
  async function nextPath(): Promise<string> {
    directory ??= await mkdtemp(join(tmpdir(), 'history-'));
    files += 1;
    return join(directory, `${files}.sqlite`);
  }
  async function copyOf(path: string): Promise<string> {
    const copy = await nextPath();
    await copyFile(path, copy);
    return copy;
  }

  const codeFor = ({ index }: Pick<Tablet, 'index'>) => backEnd.enrolmentCode(`caisse-${index + 1}`);

  async function enrol(index: number): Promise<Tablet> {
    const before = { index, network: 'up' as const, heardAt: clock.now, chain: `tablet-${index}`, hasLost: false };
    const tablet: Tablet = { ...before, device: undefined as never, till: newTill() };
    const platform = createTestPlatform({ seed: seed * 2 + index, now: clock.now, utcOffset: 120 });
    const send = (request: Request) => carry(tablet, request);
    tablet.device = await startTestDevice({ send, platform, enrolmentCode: await codeFor(tablet) });
    return tablet;
  }

  async function carry(tablet: Tablet, request: Request): Promise<Response> {
    if (tablet.network === 'down') throw new TypeError('Failed to fetch');
    const { pathname } = new URL(request.url);
    const response = await backEnd.app.request(new Request(PUBLIC_URL + pathname, request));
    if (tablet.network === 'cut-answers') throw new TypeError('Failed to fetch');
    if (response.status === 200 && pathname === SYNC_PATH) tablet.heardAt = clock.now;
    return response;
  }

  async function startAgain(tablet: Tablet, enrolmentCode?: string): Promise<void> {
    const { platform, indexedDB, engine } = tablet.device;
    engine.stop();
    const code = enrolmentCode === undefined ? {} : { enrolmentCode };
    tablet.device = await startTestDevice({ send: (request) => carry(tablet, request), platform, indexedDB, ...code });
  }

  /** From here on it is another device. */
  function becomeAnother(tablet: Tablet): void {
    Object.assign(tablet, { chain: `${tablet.chain}+`, heardAt: clock.now, hasLost: false, till: newTill() });
  }

  const tablets = [await enrol(0), await enrol(1)] as const;
  const spoiled = await enrolSpoiledTablet(() => backEnd);

  const world: World = {
    config,
    get backEnd() {
      return backEnd;
    },
    tablets,
    spoiled,
    power,
    apiKey: added.key,
    mails: backEnd.mails,
    now: () => clock.now,
    async wait(milliseconds) {
      clock.now += milliseconds;
      for (const { device } of tablets) device.platform.advance(milliseconds);
      await world.settle();
    },
    setSkew(tablet, skew) {
      tablet.device.platform.setClock(clock.now + skew);
    },
    restart: (tablet) => startAgain(tablet),
    async enrolAgain(tablet) {
      becomeAnother(tablet);
      await startAgain(tablet, await codeFor(tablet));
    },
    async replace(tablet) {
      const input = { code: await codeFor(tablet), passphrase: testPassphrase };
      const result = await tablet.device.engine.replaceDevice(input);
      if (result === 'replaced') becomeAnother(tablet);
      await world.settle();
      return result;
    },
    async wipeTail({ device }) {
      const sync = await device.journal.getSync();
      return wipeTail(device.indexedDB, sync?.mark ?? 0);
    },
    async backUp() {
      const [data, keys] = [await nextPath(), await nextPath()];
      await sql`vacuum into ${data}`.execute(backEnd.store.sql);
      await copyFile(backEnd.keys.backUp(directory as string), keys);
      return { at: clock.now, data, keys };
    },
    async restore(backup, withKeys) {
      await world.settle();
      await backEnd.store.close();
      let { keys } = backEnd;
      if (withKeys) {
        keys.close();
        keys = await openKeys(await copyOf(backup.keys));
      }
      const dialect = createSqliteDialect(await copyOf(backup.data));
      const { actLog, mails } = backEnd;
      // the archive is no part of it
      backEnd = await createTestBackEnd({ dialect, keys, actLog, clock, mails, archive: backEnd });
      spoiled.device.app = backEnd.app;
    },
    async settle() {
      for (const { device } of tablets) await device.engine.whenIdle();
    },
    async close() {
      for (const { device } of tablets) device.engine.stop();
      await backEnd.store.close();
      backEnd.keys.close();
      if (directory !== undefined) await rm(directory, { recursive: true });
    },
  };
  return world;
}
