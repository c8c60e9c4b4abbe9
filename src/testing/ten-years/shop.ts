// A shop for ten years: the real back end with its archive, its log beside the data and its mailbox of files; tablets at the wire,
// which send what a week has brought in one go, and one whole tablet; another system that reports purchases. One clock moves all.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stated } from '#domain/imported.ts';
import { HOUR } from '#domain/instant.ts';
import { questionsFor } from '#domain/question-set.ts';
import { findStore, type Question, type ShopConfig } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { startTestDevice, type TestDevice as WholeTablet } from '#kiosk/testing/test-device.ts';
import { createTestPlatform } from '#kiosk/testing/test-platform.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { ACTIVITY_PATH } from '#protocol/use.ts';
import type { ActLogEntry } from '#server/act-log/act-log.ts';
import { runNightIfDue } from '#server/jobs/night.ts';
import { silentLog } from '#server/log.ts';
import { createFileMailbox, type FileMailbox } from '#server/mailer/file-mailbox.ts';
import type { Mail, Mailer } from '#server/mailer/mailer.ts';
import { addApiKey } from '#server/storage/api-key.ts';
import { mustGetCurrentConfig } from '#server/storage/config.ts';
import { type Fate, importRow } from '#server/storage/imported.ts';
import { createTestBackEnd, createTestKeys, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '#server/testing/device.ts';
import { createMemoryActLog } from '#server/testing/memory-act-log.ts';
import { createPower } from '../power-cut.ts';
import type { Day } from './model.ts';

/** Told of e-mails, after a sale; told of calls, as long as that is lawful. */
export const CUSTOMERS = 'email-customers';
export const CALLS_TOLD = 'calls-told';

export interface Till {
  device: TestDevice;
  readonly waiting: MadeEvent[];
}

export interface Shop {
  readonly backEnd: TestBackEnd;
  readonly logged: ActLogEntry[];
  readonly mailbox: FileMailbox;
  readonly mails: Mail[];
  readonly directory: string;
  readonly tills: Till[];
  config: ShopConfig;
  whole: WholeTablet;
  goTo(instant: number): void;
  sync(till: Till): Promise<void>;
  replace(till: Till): Promise<void>;
  enrol(): Promise<Till>;
  answer(
    till: Till,
    yes: readonly string[],
    contact: Contact,
    visit?: { readonly afterSale: boolean },
  ): Promise<string>;
  stop(till: Till, contact: Contact): Promise<string>;
  answerOnWhole(yes: readonly string[], contact: Contact): Promise<string>;
  stopOnWhole(claim: ContactClaim): Promise<void>;
  buy(contacts: readonly string[]): Promise<void>;
  /** Returns the event, where the row has brought one. */
  list(
    claim: ContactClaim,
    stated: Stated,
  ): Promise<{ readonly fates: readonly Fate[]; readonly event: string | undefined }>;
  changeNotice(version: number, callsTold: boolean): Promise<void>;
  /** Every third one is killed at one of its writes first, and begun again. */
  night(): Promise<void>;
  close(): Promise<void>;
}

export interface Contact {
  readonly email?: string;
  readonly phone?: string;
}

export async function openShop(start: number): Promise<Shop> {
  const clock = { now: start };
  const directory = await mkdtemp(join(tmpdir(), 'ten-years-'));
  const mails: Mail[] = [];
  const logged: ActLogEntry[] = [];
  const mailbox = createFileMailbox({
    ...{ directory: join(directory, 'mailbox'), from: 'bonjour@librairieducanal.example', now: () => clock.now },
  });
  const mailer: Mailer = {
    async send(mail) {
      mails.push(mail);
      return mailbox.send(mail);
    },
    async close() {},
  };
  const power = createPower();
  const backEnd = await createTestBackEnd({
    ...{ clock, mailer, keys: power.toKeys(await createTestKeys(clock)) },
    actLog: power.toActLog(createMemoryActLog(logged)),
  });
  const { store, archive, actLog, app } = backEnd;
  const key = await store.transaction((tx) => addApiKey(tx, 'crm'));
  if (!key.ok) throw new Error(key.problem);
  const send = (request: Request) => Promise.resolve(app.request(PUBLIC_URL + new URL(request.url).pathname, request));
  const platform = createTestPlatform({ now: start });
  let nights = 0;
  let config = withTold(backEnd.config, true);
  await backEnd.publish(config);
  const enrolmentCode = await backEnd.enrolmentCode('caisse-2');
  const enrol = async (): Promise<Till> => ({ device: await enrolTestDevice(backEnd), waiting: [] });

  const today = () => new Date(clock.now).toISOString().slice(0, 10);
  const made = (till: Till, event: MadeEvent) => {
    till.waiting.push(event);
    return event.line[1];
  };

  const shop: Shop = {
    ...{ backEnd, logged, mailbox, mails, directory, enrol, config },
    tills: [await enrol(), await enrol()],
    whole: await startTestDevice({ send, platform, enrolmentCode }),
    goTo(instant) {
      shop.whole.platform.advance(instant - clock.now);
      clock.now = instant;
    },
    async sync(till) {
      for (let i = 0; i === 0 || i < till.waiting.length; i += 500)
        await till.device.sync(till.waiting.slice(i, i + 500), { waiting: till.waiting.length - i });
      till.waiting.splice(0);
    },
    async replace(till) {
      await shop.sync(till);
      till.device = await enrolTestDevice(backEnd, 'caisse-1', till.device);
    },
    answer: async (till, yes, contact, visit) =>
      made(till, await till.device.answers({ ...contact, yes, config, businessDay: today(), ...(visit && { visit }) })),
    stop: async (till, contact) =>
      made(
        till,
        await till.device.stop({ ...contact, spoil: (event) => Object.assign(event, { businessDay: today() }) }),
      ),
    async answerOnWhole(yes, { email, phone }) {
      const { kiosk } = shop.whole;
      const id = kiosk.newId();
      const asked = questionsFor(shop.config, anybody, kiosk.today());
      const result = await kiosk.saveAnswers({
        ...{ id, locale: 'fr', visit: anybody },
        answers: asked.map((one) => ({ question: one.id, answer: yes.includes(one.id) ? 'yes' : 'no' })),
        contacts: [
          ...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
          ...(phone === undefined ? [] : [{ kind: 'phone' as const, value: phone }]),
        ],
      });
      if (result.outcome !== 'saved') throw new Error(`not saved: ${result.code}`);
      return id;
    },
    async stopOnWhole(contact) {
      const { kiosk } = shop.whole;
      const result = await kiosk.saveStop({ id: kiosk.newId(), locale: 'fr', scope: null, contact });
      if (result.outcome !== 'saved') throw new Error(`not saved: ${result.code}`);
    },
    async buy(contacts) {
      if (contacts.length === 0) return;
      const at = new Date(clock.now).toISOString();
      const response = await app.request(PUBLIC_URL + ACTIVITY_PATH, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key.key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ activities: contacts.map((contact) => ({ contact, kind: 'purchase', at })) }),
      });
      if (response.status !== 200) throw new Error(`activity answered ${response.status}`);
    },
    async list(claim, stated) {
      const current = await mustGetCurrentConfig(store);
      const place = findStore(current.config, 'nantes');
      if (!place) throw new Error('no such store');
      const channels = [claim.kind === 'email' ? ('email' as const) : ('sms' as const)];
      const row = { contacts: [claim], channels, purpose: 'marketing', stated, locale: 'fr' as const, store: place };
      const known = await listEvents();
      const planned = await store.transaction((tx) =>
        importRow(tx, row, { list: 'old-shop', config: current.config, configDigest: current.digest }),
      );
      const event = (await listEvents()).find((id) => !known.includes(id));
      return { fates: planned.map(({ fate }) => fate), event };
    },
    async changeNotice(version, callsTold) {
      config = { ...withTold(backEnd.config, callsTold), notice: { ...backEnd.config.notice, version } };
      shop.config = config;
      await backEnd.publish(config);
      const { indexedDB } = shop.whole;
      await shop.whole.kiosk.syncNow();
      await shop.whole.engine.whenIdle();
      shop.whole.engine.stop();
      shop.whole = await startTestDevice({ send, platform, indexedDB });
    },
    async night() {
      const deps = power.toNight({ store, archive, actLog, mailbox, log: silentLog });
      nights += 1;
      if (nights % 3 === 0) {
        power.cut({ after: nights % 40, how: 'killed' });
        const failed = await runNightIfDue(deps).then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
        if (!power.mend() && failed) throw failed.error;
      }
      await runNightIfDue(deps);
    },
    async close() {
      shop.whole.engine.stop();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
  return shop;

  async function listEvents(): Promise<string[]> {
    const rows = await store.sql.selectFrom('imports').select('event').execute();
    return rows.map(({ event }) => event);
  }
}

function withTold(config: ShopConfig, callsTold: boolean): ShopConfig {
  const [email, , phone] = config.questions as [Question, Question, Question];
  const told = { legalBasis: 'legitimate-interest', confirmation: 'none', information: email.detail } as const;
  const calls: Question = { ...phone, ...told, id: CALLS_TOLD, purpose: 'calls', regime: 'opt-out' };
  return {
    ...{ ...config, schema: 2 },
    questions: [
      ...config.questions,
      { ...email, ...told, id: CUSTOMERS, regime: 'soft-opt-in', onlyAfterSale: true },
      ...(callsTold ? [calls] : []),
    ],
  };
}

/** Drawn anew for each seed, and the same for each run of it. */
export function createRandom(seed: string): () => number {
  let n = 0;
  return () => {
    n += 1;
    return createHash('sha256').update(`${seed} ${n}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

export const dayOf = (instant: number): Day => new Date(instant + HOUR).toISOString().slice(0, 10);
