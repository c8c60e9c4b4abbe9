// Opens what the environment names and puts the back end together: for main, for the operator's commands, for tests that
// want the real thing.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicKey } from '#protocol/public-key.ts';
import type { ActLog } from './act-log/act-log.ts';
import { openFileActLog } from './act-log/file-act-log.ts';
import type { Environment } from './config.ts';
import { createArchiveKey, publicHalfOf } from './keys/archive-key.ts';
import type { KeyStore } from './keys/key-store.ts';
import { createMasterKey, type MasterKeys, readMasterKeys } from './keys/master-key.ts';
import { openKeyStore } from './keys/sqlite-key-store.ts';
import { createLog, type Log } from './log.ts';
import { type DkimKey, findDkimKeyProblem } from './mailer/dkim.ts';
import { createFileMailbox, type FileMailbox } from './mailer/file-mailbox.ts';
import type { Mailer } from './mailer/mailer.ts';
import { createSmtpMailer } from './mailer/smtp-mailer.ts';
import { Refusal } from './refusal.ts';
import { readSecret, writeSecret } from './secret-file.ts';
import { adoptKeyStore, countUnreadable } from './storage/adopted-keys.ts';
import { type Archive, openArchive } from './storage/archive.ts';
import { replayActs } from './storage/replay.ts';
import { createSqliteDialect } from './storage/sqlite.ts';
import { openStore, type Store } from './storage/store.ts';

export interface BackEnd {
  readonly store: Store;
  readonly actLog: ActLog;
  readonly archive: Archive;
  /** What opens the archive. @throws Refusal where it is not: it need not be on this machine */
  readArchiveKey(): Promise<string>;
  readonly mailer: Mailer;
  /** null when mails go to a mail server. */
  readonly mailbox: FileMailbox | null;
  readonly log: Log;
  close(): Promise<void>;
}

/** @throws Error when the database does not belong to the key store, or a key that is named is missing or useless */
export async function openBackEnd(environment: Environment): Promise<BackEnd> {
  const { dataDirectory, smtpUrl, mailFrom, actLogPath } = environment;
  process.umask(0o077); // every file made from here on, the database's own among them, is for its owner only
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const log = createLog(environment.logLevel);
  const dkim = await readDkimKey(environment);
  const keys = await openKeys(environment);
  const actLog = await openFileActLog(actLogPath);
  const archive = await openArchive(environment.archivePath, () => getArchiveKey(environment));
  const dialect = createSqliteDialect(databaseFile(environment));
  const store = await openStore({ dialect, now: Date.now, newId: randomUUID, keys, actLog });
  const sender = { from: mailFrom, dkim };
  const mailbox = smtpUrl ? null : createFileMailbox({ directory: join(dataDirectory, 'mailbox'), ...sender });
  const mailer = smtpUrl ? createSmtpMailer({ url: smtpUrl, ...sender }) : (mailbox as FileMailbox);
  async function close() {
    await mailer.close();
    await store.close();
    archive.close();
    keys.close();
  }
  try {
    if (!(await store.transaction(adoptKeyStore))) throw new Error(notTheirs(environment));
    const { entries, logged } = await replayActs(store, actLog); // before anything else is done with the data (B13)
    if (entries > 0) log.replayed({ entries });
    if (logged > 0) log.refilled({ entries: logged });
    const contactPoints = await countUnreadable(store, (id) => archive.find(id).length > 0);
    if (contactPoints > 0) log.unreadable({ contactPoints });
  } catch (error) {
    await close();
    throw error;
  }
  const readArchiveKey = () => mustReadArchiveKey(environment);
  return { store, actLog, archive, readArchiveKey, mailer, mailbox, log, close };
}

const databaseFile = ({ dataDirectory }: Environment) => join(dataDirectory, 'consent.sqlite');

const notTheirs = ({ keyStorePath }: Environment) =>
  `${keyStorePath} is missing, or is not the key store that this database was filled under. Without those keys no contact data opens and no withdrawal finds the consent it ends. Put the key store back from its backup, then start again.`;

async function openKeys(environment: Environment): Promise<KeyStore> {
  const { keyStorePath } = environment;
  // the key store is made first: a database without one has lost it
  const isNew = !existsSync(keyStorePath);
  if (isNew && existsSync(databaseFile(environment))) throw new Error(notTheirs(environment));
  return openKeyStore({ path: keyStorePath, masterKeys: await getMasterKeys(environment, isNew), now: Date.now });
}

async function getMasterKeys({ masterKey, masterKeyPath }: Environment, isFirstStart: boolean): Promise<MasterKeys> {
  if (masterKey !== undefined) return readMasterKeys(masterKey);
  if (isFirstStart && !existsSync(masterKeyPath)) await writeSecret(masterKeyPath, createMasterKey());
  const text = await readSecret(masterKeyPath);
  if (text === undefined)
    throw new Error(`The master key is missing: ${masterKeyPath}. Put it back, or name it in MASTER_KEY.`);
  return readMasterKeys(text);
}

/** Of a new archive: the key that is there, or a new one. Who runs the server may take the file away then. */
async function getArchiveKey({ archiveKeyPath }: Environment): Promise<PublicKey> {
  const known = await readSecret(archiveKeyPath);
  if (known !== undefined) return publicHalfOf(known);
  const { publicKey, privateKey } = await createArchiveKey();
  await writeSecret(archiveKeyPath, privateKey);
  return publicKey;
}

async function mustReadArchiveKey({ archiveKeyPath }: Environment): Promise<string> {
  const key = await readSecret(archiveKeyPath);
  if (key === undefined)
    throw new Refusal(`The archive’s key is not here: ${archiveKeyPath}. Bring it, or name it in ARCHIVE_KEY_FILE.`);
  return key;
}

async function readDkimKey({ dkim }: Environment): Promise<DkimKey | undefined> {
  if (!dkim) return undefined;
  const { domain, selector, key, keyPath = '' } = dkim;
  const privateKey = key?.replaceAll('\\n', '\n') ?? (await readSecret(keyPath)); // one line, as .env files have it
  const where = key === undefined ? keyPath : 'DKIM_PRIVATE_KEY';
  if (privateKey === undefined) throw new Error(`The DKIM key is missing: ${where}.`);
  const problem = findDkimKeyProblem(privateKey);
  if (problem) throw new Error(`The DKIM key in ${where} ${problem}. \`openssl genrsa 2048\` makes one.`);
  return { domain, selector, privateKey };
}
