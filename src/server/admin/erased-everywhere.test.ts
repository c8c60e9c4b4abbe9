// Erasure as a whole: a back end over real files in which one person has left all that a person can leave.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApp } from '../app.ts';
import { type BackEnd, openBackEnd } from '../back-end.ts';
import { readEnvironment } from '../config.ts';
import { runDueJobs } from '../jobs/runner.ts';
import { silentLog } from '../log.ts';
import type { FileMailbox } from '../mailer/file-mailbox.ts';
import { readShopConfig, sampleShopConfig } from '../shop-config-file.ts';
import { recordActivity } from '../storage/activity.ts';
import { publishConfig } from '../storage/config.ts';
import { createEnrolmentCode } from '../storage/enrolment.ts';
import { requestLink } from '../storage/preference-link.ts';
import { PUBLIC_URL } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, postForm } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { requestCommands } from './requests.ts';
import { subjectCommands } from './subject.ts';

const EMAIL = 'Camille.Martin@exemple.fr';
const PHONE = '+33639980123';
const OTHER = 'dominique.petit@exemple.fr';
const TEXT = 'Mon nom de jeune fille est Lagrange.';
const email = { kind: 'email', value: EMAIL } as const;

let directory: string;
let backEnd: BackEnd;
let mailbox: FileMailbox;
let app: ReturnType<typeof createApp>;
let device: TestDevice;

beforeEach(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  directory = await mkdtemp(join(tmpdir(), 'erased-'));
  backEnd = await openBackEnd(readEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'silent' }));
  mailbox = backEnd.mailbox as FileMailbox;
  const { store, archive } = backEnd;
  const config = await readShopConfig(sampleShopConfig);
  const configDigest = await store.transaction((tx) => publishConfig(tx, config, 'system:test'));
  app = createApp({
    ...{ store, archive, mailbox, log: silentLog, now: Date.now, publicUrl: PUBLIC_URL, kioskDirectory: 'public' },
    ...{ smsWebhookSecret: null, mailWebhookSecret: null, onWork() {} },
  });
  const enrolmentCode = () => store.transaction((tx) => createEnrolmentCode(tx, { store: 'nantes', till: 'caisse-1' }));
  const clock = { now: Date.now() };
  device = await enrolTestDevice({ app, clock, config, configDigest, enrolmentCode });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await backEnd.close();
  await rm(directory, { recursive: true });
});

const work = () => runDueJobs({ store: backEnd.store, mailer: backEnd.mailer, publicUrl: PUBLIC_URL, log: silentLog });
const context = () => ({ ...backEnd, publicUrl: PUBLIC_URL, operator: 'ada' }) as unknown as CommandContext;
const admin = (args: readonly string[]) =>
  [...subjectCommands, ...requestCommands]
    .find(({ usage }) => usage.startsWith(`${args[0]} ${args[1]} `))
    ?.run(context(), args.slice(2));

/** Answers at the tablet, confirms, and returns the path of the own page. */
async function confirm(address: string): Promise<string> {
  const given = { email: address, phone: PHONE, yes: ['email-news', 'sms-events'] };
  await device.sync([await device.answers(address === OTHER ? { email: OTHER, yes: ['email-news'] } : given)]);
  await work();
  const path = confirmPathIn((await mailbox.list()).find(({ to }) => to === address));
  await postForm(app, path, { action: 'confirm' });
  const response = await postForm(app, path, { action: 'preferences' });
  return response.headers.get('location') ?? '';
}

/** Everything that a person can leave behind, and a stranger beside them. */
async function leaveTraces(): Promise<string> {
  await confirm(OTHER);
  const page = await confirm(EMAIL);
  const { store } = backEnd;
  for (const kind of ['complain', 'correct']) await postForm(app, `${page}/${kind}`, { id: randomUUID(), text: TEXT });
  await postForm(app, page, { action: 'restrict' });
  await postForm(app, page, { action: 'lift' });
  await admin(['requests', 'open', 'access', EMAIL, '--came-by=post']);
  await store.transaction((tx) => recordActivity(tx, email, { kind: 'purchase', at: Date.now() }, 'FR'));
  await store.transaction((tx) => requestLink(tx, EMAIL));
  const spoil = (event: Record<string, unknown>) => {
    event.previous = 'A'.repeat(43);
  };
  await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news'], spoil })]); // held apart
  return page;
}

async function readEverything(): Promise<[string, Buffer][]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.map(async (file): Promise<[string, Buffer]> => [file, await readFile(file)]));
}

/** The ways in which a text can stand in bytes: plain, UTF-16, and base64 at each of its three offsets. */
function spellings(text: string): Buffer[] {
  const base64 = [0, 1, 2].flatMap((offset) =>
    (['base64', 'base64url'] as const).map((encoding) => {
      const encoded = Buffer.from(' '.repeat(offset) + text).toString(encoding);
      return encoded.slice(offset === 0 ? 0 : offset + 1, -4);
    }),
  );
  return [Buffer.from(text), Buffer.from(text, 'utf16le'), ...base64.map((part) => Buffer.from(part))];
}

async function listTraces(texts: readonly string[]): Promise<string[]> {
  const files = await readEverything();
  return texts.flatMap((text) =>
    files.flatMap(([file, bytes]) =>
      spellings(text).some((spelling) => bytes.includes(spelling)) ? [`${text} in ${file}`] : [],
    ),
  );
}

it.each(['operator', 'page'])(
  'an erasure by the %s leaves nothing of the person in any table or file',
  async (by) => {
    const page = await leaveTraces();
    const { store } = backEnd;
    const hashes = [store.keys.hash('lookup', 'email', EMAIL.toLowerCase()), store.keys.hash('lookup', 'phone', PHONE)];
    const names = [EMAIL, EMAIL.toLowerCase(), 'Camille', PHONE, '639980123', 'Lagrange', ...hashes];
    // the files do give them away before: mails that lie in the mailbox, and the look-up hashes
    expect((await listTraces(names)).length).toBeGreaterThan(4);
    expect(await readHeldContacts(store)).toHaveLength(3);

    if (by === 'operator') await admin(['subject', 'erase', EMAIL, '--identity=seen', '--came-by=post']);
    else await postForm(app, `${page}/erase`, { action: 'erase' });
    await admin(['subject', 'erase', PHONE, '--identity=seen', '--came-by=post']);

    expect(await listTraces(names)).toEqual([]);
    expect(await readHeldContacts(store)).toEqual([OTHER]);
    expect((await mailbox.list()).map(({ to }) => to)).toEqual([OTHER]);
    const count = async (table: 'tokens' | 'activities' | 'disclosures' | 'rights_requests', column: 'contact_point') =>
      (await store.sql.selectFrom(table).select(column).where(column, 'is not', null).execute()).length;
    expect([await count('tokens', 'contact_point'), await count('rights_requests', 'contact_point')]).toEqual([2, 0]); // the stranger's links
    expect(await count('activities', 'contact_point')).toBe(0);
    expect(await store.sql.selectFrom('jobs').select('id').where('state', '<>', 'done').execute()).toEqual([]);
    expect(await store.sql.selectFrom('tombstones').select('at').execute()).toHaveLength(2);
    const open = await store.sql.selectFrom('rights_requests').select('id').where('closed_at', 'is', null).execute();
    expect(open).toEqual([]);
    await work();
    expect(await mailbox.list()).toHaveLength(1);
  },
  60_000,
);
