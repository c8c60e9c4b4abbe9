// Where mail goes without an SMTP server: a directory, one `.eml` file a mail as it would have gone out, and beside it a
// `.json` with its parts, for the mailbox page. The `.json` is written last: a mail without it was not delivered.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { toEmailIdentity } from '#domain/contact-point.ts';
import { type DkimKey, toDkimOptions } from './dkim.ts';
import type { Mailer } from './mailer.ts';
import { toMessage } from './message.ts';

const storedMailSchema = z.object({
  to: z.string(),
  subject: z.string(),
  /** Epoch milliseconds. */
  date: z.number(),
  text: z.string(),
  html: z.string(),
});

export type StoredMail = z.infer<typeof storedMailSchema> & { readonly id: string };

export interface FileMailbox extends Mailer {
  /** Newest first. */
  list(): Promise<StoredMail[]>;
  /** Undefined for an id that is none of ours, whatever it contains. */
  read(id: string): Promise<StoredMail | undefined>;
  /** The whole message (RFC 5322). */
  readRaw(id: string): Promise<Buffer | undefined>;
  /** Deletes what was sent before that instant, epoch milliseconds. Returns how many mails. */
  removeBefore(instant: number): Promise<number>;
  /** Deletes every mail to that address, however it is spelled. */
  forget(address: string): Promise<void>;
}

interface FileMailboxOptions {
  readonly directory: string;
  readonly from: string;
  readonly dkim?: DkimKey | undefined;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Instant and UUID: sorts by time, and no path can be made of it. */
const MAIL_ID = /^\d{13}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAIL_FILE = /^\d{13}-[0-9a-f-]{36}\./;

export function createFileMailbox({ directory, from, dkim, now = Date.now }: FileMailboxOptions): FileMailbox {
  const composer = createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
    ...(dkim && { dkim: toDkimOptions(dkim) }),
  });
  const fileOf = (id: string, extension: 'eml' | 'json') => join(directory, `${id}.${extension}`);

  async function read(id: string): Promise<StoredMail | undefined> {
    const bytes = MAIL_ID.test(id) ? await readIfThere(fileOf(id, 'json')) : undefined;
    return bytes && { id, ...storedMailSchema.parse(JSON.parse(bytes.toString())) };
  }

  async function list(): Promise<StoredMail[]> {
    const names = await readdir(directory).catch(emptyIfMissing);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const mails = await Promise.all(ids.sort().reverse().map(read));
    return mails.filter((mail) => mail !== undefined);
  }

  return {
    async send(mail) {
      const date = now();
      const id = `${String(date).padStart(13, '0')}-${randomUUID()}`;
      const { to, subject, text, html } = mail;
      try {
        const { message } = await composer.sendMail({ ...toMessage(mail, from), date: new Date(date) });
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await writeWhole(fileOf(id, 'eml'), message as Buffer);
        await writeWhole(fileOf(id, 'json'), JSON.stringify({ to, subject, date, text, html }));
        return { outcome: 'sent' };
      } catch (error) {
        return { outcome: 'retry', reason: (error as NodeJS.ErrnoException).code ?? 'unknown' };
      }
    },
    async close() {},
    list,
    read,
    async readRaw(id) {
      return MAIL_ID.test(id) ? readIfThere(fileOf(id, 'eml')) : undefined;
    },
    async removeBefore(instant) {
      const names = await readdir(directory).catch(emptyIfMissing);
      // also what a crash left half written: the name begins with the instant
      const old = names.filter((name) => MAIL_FILE.test(name) && Number(name.slice(0, 13)) < instant);
      for (const name of old) await rm(join(directory, name), { force: true });
      return new Set(old.map((name) => name.split('.')[0])).size;
    },
    async forget(address) {
      const identity = toEmailIdentity(address);
      for (const { id, to } of await list()) {
        if (toEmailIdentity(to) !== identity) continue;
        // the `.json` last: whoever is interrupted finds it again
        for (const extension of ['eml', 'json'] as const) await rm(fileOf(id, extension), { force: true });
      }
    },
  };
}

/** All of it under that name, or nothing: a reader never sees half a file, and a crash leaves none. */
async function writeWhole(file: string, content: Buffer | string): Promise<void> {
  const temporary = `${file}.part`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function emptyIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
