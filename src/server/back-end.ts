// Opens what the environment names and puts the back end together: for main, for the operator's commands, for tests that
// want the real thing.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './config.ts';
import { createLog, type Log } from './log.ts';
import { createFileMailbox, type FileMailbox } from './mailer/file-mailbox.ts';
import type { Mailer } from './mailer/mailer.ts';
import { createSmtpMailer } from './mailer/smtp-mailer.ts';
import { createKey, readKey, writeKey } from './secret-file.ts';
import { adoptLookupKey } from './storage/lookup-key.ts';
import { createSqliteDialect } from './storage/sqlite.ts';
import { openStore, type Store } from './storage/store.ts';

export interface BackEnd {
  readonly store: Store;
  readonly mailer: Mailer;
  /** null when mails go to a mail server. */
  readonly mailbox: FileMailbox | null;
  readonly log: Log;
}

/** @throws Error when the database does not belong to the key beside it */
export async function openBackEnd(environment: Environment): Promise<BackEnd> {
  const { dataDirectory, smtpUrl, mailFrom } = environment;
  process.umask(0o077); // every file made from here on, the database's own among them, is for its owner only
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const keyFile = join(dataDirectory, 'lookup.key');
  const keptKey = await readKey(keyFile);
  const lookupKey = keptKey ?? createKey();
  const store = await openStore({
    dialect: createSqliteDialect(join(dataDirectory, 'consent.sqlite')),
    now: Date.now,
    newId: randomUUID,
    lookupKey,
  });
  await store.transaction(async (tx) => {
    if (!(await adoptLookupKey(tx)))
      throw new Error(
        `${keyFile} is missing, or is not the key this database was filled with. Without that key no withdrawal finds the consent it ends. Put lookup.key back from the backup, then start again.`,
      );
    // before the commit: no database ever remembers a key that a crash has kept from the disk
    if (!keptKey) await writeKey(keyFile, lookupKey);
  });
  const mailbox = smtpUrl ? null : createFileMailbox({ directory: join(dataDirectory, 'mailbox'), from: mailFrom });
  const mailer = smtpUrl ? createSmtpMailer({ url: smtpUrl, from: mailFrom }) : (mailbox as FileMailbox);
  return { store, mailer, mailbox, log: createLog(environment.logLevel) };
}
