// A whole back end in memory: real SQL, real app, real keys, a clock that tests move, a mailer that remembers. Given the
// parts of another one, it is the same back end started again, over the same data or an older copy of it.
import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { Dialect } from 'kysely';
import type { BusinessDay } from '#domain/business-day.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import type { ActLog } from '../act-log/act-log.ts';
import { createApp } from '../app.ts';
import { runNightIfDue } from '../jobs/night.ts';
import { runDueJobs } from '../jobs/runner.ts';
import { createArchiveKey } from '../keys/archive-key.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { createMasterKey, readMasterKeys } from '../keys/master-key.ts';
import { openKeyStore } from '../keys/sqlite-key-store.ts';
import { type Log, silentLog } from '../log.ts';
import type { Mail, Mailer, SendOutcome } from '../mailer/mailer.ts';
import { readShopConfig, sampleShopConfig } from '../shop-config-file.ts';
import { type Archive, openArchive } from '../storage/archive.ts';
import { publishConfig } from '../storage/config.ts';
import { createEnrolmentCode } from '../storage/enrolment.ts';
import { requeueInterruptedJobs } from '../storage/job.ts';
import { replayActs } from '../storage/replay.ts';
import { createSqliteDialect } from '../storage/sqlite.ts';
import { openStore, type Store } from '../storage/store.ts';
import { createMemoryActLog } from './memory-act-log.ts';

export const SMS_WEBHOOK_SECRET = 'shared-with-the-provider-of-the-texts';
export const MAIL_WEBHOOK_SECRET = 'shared-with-the-provider-of-the-mail';
export const PUBLIC_URL = 'https://choix.librairieducanal.example';

export interface TestBackEnd {
  readonly app: Hono;
  readonly store: Store;
  readonly keys: KeyStore;
  readonly actLog: ActLog;
  readonly archive: Archive;
  /** What opens it; the back end itself never has it. */
  readonly archiveKey: string;
  readonly clock: { now: number };
  readonly mails: Mail[];
  readonly config: ShopConfig;
  readonly configDigest: string;
  /** What becomes of the next mails; `sent` when the list is empty. `crash`: killed after the mail server had taken it. */
  readonly mailFates: (SendOutcome | 'crash')[];
  enrolmentCode(till?: string): Promise<string>;
  /** Starts and runs due jobs as the server would. Ends early where a fate says that the process was killed. */
  runJobs(): Promise<void>;
  /** Goes to the night of that day, and lives through it. */
  liveUntil(day: BusinessDay): Promise<void>;
  publish(config: ShopConfig): Promise<string>;
  /** Every row of every table, for comparing before and after. */
  dump(): Promise<string>;
}

export interface TestBackEndOptions {
  readonly dialect?: Dialect;
  readonly keys?: KeyStore;
  readonly actLog?: ActLog;
  readonly archive?: Pick<TestBackEnd, 'archive' | 'archiveKey'>;
  readonly clock?: { now: number };
  readonly mails?: Mail[];
  readonly log?: Log;
  /** In place of the one that remembers. */
  readonly mailer?: Mailer;
}

/** A key store that is in no file. */
export async function createTestKeys(clock: { readonly now: number }): Promise<KeyStore> {
  const masterKeys = await readMasterKeys(createMasterKey());
  return openKeyStore({ path: ':memory:', masterKeys, now: () => clock.now });
}

export async function createTestArchive(path = ':memory:') {
  const { publicKey, privateKey: archiveKey } = await createArchiveKey();
  return { archive: await openArchive(path, async () => publicKey), archiveKey };
}

export async function createTestBackEnd(options: TestBackEndOptions = {}): Promise<TestBackEnd> {
  const { clock = { now: Date.parse('2026-10-12T16:00:00Z') }, mails = [], log = silentLog } = options;
  const { keys = await createTestKeys(clock), actLog = createMemoryActLog() } = options;
  const store = await openStore({
    dialect: options.dialect ?? createSqliteDialect(':memory:'),
    now: () => clock.now,
    newId: randomUUID,
    keys,
    actLog,
  });
  await replayActs(store, actLog);
  const { archive, archiveKey } = options.archive ?? (await createTestArchive());
  const config = await readShopConfig(sampleShopConfig);
  const publish = (next: ShopConfig) => store.transaction((tx) => publishConfig(tx, next, 'system:test'));
  const mailFates: (SendOutcome | 'crash')[] = [];
  let crash = () => {};
  const remembering: Mailer = {
    async send(mail) {
      const fate = mailFates.shift() ?? { outcome: 'sent' };
      if (fate === 'crash' || fate.outcome === 'sent') mails.push(mail);
      if (fate !== 'crash') return fate;
      crash();
      return new Promise(() => {}); // nothing that comes after the kill ever runs
    },
    async close() {},
  };
  const app = createApp({
    smsWebhookSecret: SMS_WEBHOOK_SECRET,
    mailWebhookSecret: MAIL_WEBHOOK_SECRET,
    ...{ store, archive, log, now: () => clock.now, publicUrl: PUBLIC_URL, kioskDirectory: 'public', mailbox: null },
    onWork() {},
  });
  return {
    ...{
      app,
      store,
      keys,
      actLog,
      archive,
      archiveKey,
      clock,
      mails,
      config,
      configDigest: await publish(config),
      mailFates,
      publish,
    },
    enrolmentCode: (till = 'caisse-1') => store.transaction((tx) => createEnrolmentCode(tx, { store: 'nantes', till })),
    async runJobs() {
      await store.transaction(requeueInterruptedJobs);
      const killed = new Promise<void>((resolve) => {
        crash = resolve;
      });
      await Promise.race([
        runDueJobs({ store, mailer: options.mailer ?? remembering, publicUrl: PUBLIC_URL, log }),
        killed,
      ]);
    },
    async liveUntil(day) {
      clock.now = Date.parse(`${day}T02:30:00Z`);
      await runNightIfDue({ store, archive, actLog, mailbox: null, log });
    },
    dump: () => dumpDatabase(store),
  };
}

async function dumpDatabase({ sql }: Store): Promise<string> {
  const tables = (await sql.introspection.getTables()).map((table) => table.name).sort();
  const rows: Record<string, unknown> = {};
  for (const table of tables)
    rows[table] = await sql
      .selectFrom(table as 'events')
      .selectAll()
      .execute();
  return JSON.stringify(rows, null, 1);
}
