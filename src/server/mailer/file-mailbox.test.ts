import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileMailbox, type FileMailbox } from './file-mailbox.ts';
import type { Mail } from './mailer.ts';

const mail: Mail = {
  to: 'camille@exemple.fr',
  subject: 'Librairie du Canal : confirmez',
  text: 'Bonjour : https://choix.example/confirm/x',
  html: '<p>Bonjour</p>',
  messageId: '<job-1@choix.example>',
};

let parent: string;
let directory: string;
let clock: number;
let mailbox: FileMailbox;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'mailbox-'));
  directory = join(parent, 'mailbox');
  clock = Date.parse('2026-10-12T16:07:00Z');
  mailbox = createFileMailbox({ directory, from: 'Librairie <bonjour@choix.example>', now: () => clock++ });
});

afterEach(() => rm(parent, { recursive: true }));

it('is empty before the first mail', async () => {
  expect(await mailbox.list()).toEqual([]);
});

it('keeps the message as it would have gone out', async () => {
  expect(await mailbox.send(mail)).toEqual({ outcome: 'sent' });
  const [stored] = await mailbox.list();
  const raw = await mailbox.readRaw(stored?.id ?? '');
  const parsed = await simpleParser(raw ?? '');
  expect(parsed).toMatchObject({ subject: mail.subject, messageId: mail.messageId, html: mail.html });
  expect(parsed.date?.toISOString()).toBe('2026-10-12T16:07:00.000Z');
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
});

it('lists the newest mail first and reads one back by its id', async () => {
  await mailbox.send(mail);
  await mailbox.send({ ...mail, subject: 'second' });
  const mails = await mailbox.list();
  expect(mails.map(({ subject }) => subject)).toEqual(['second', mail.subject]);
  const { to, subject, text, html } = mail;
  expect(await mailbox.read(mails[1]?.id ?? '')).toMatchObject({ to, subject, text, html });
});

it('lets nobody but its own user read the files, and leaves no unfinished one', async () => {
  await mailbox.send(mail);
  const names = await readdir(directory);
  expect(names.map((name) => name.split('.').at(-1)).sort()).toEqual(['eml', 'json']);
  for (const name of names) expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600);
});

it('opens nothing outside its directory, whatever the id says', async () => {
  await mailbox.send(mail);
  await writeFile(join(parent, 'secret.json'), JSON.stringify({ ...mail, date: 1 }));
  await writeFile(join(parent, 'secret.eml'), 'secret');
  for (const id of [
    '../secret',
    '..%2fsecret',
    `${directory}/../secret`,
    '',
    '.',
    'secret\0',
    '../mailbox/../secret',
  ]) {
    expect(await mailbox.read(id)).toBeUndefined();
    expect(await mailbox.readRaw(id)).toBeUndefined();
  }
});

it('asks for another try when the disk refuses', async () => {
  await writeFile(directory, 'a file where the directory should be');
  expect(await mailbox.send(mail)).toEqual({ outcome: 'retry', reason: 'EEXIST' });
});

it('says so, and throws nothing, when a mail cannot be put together', async () => {
  const forbidden = { path: join(parent, 'shop.json') } as unknown as string; // nodemailer would read a file
  expect(await mailbox.send({ ...mail, html: forbidden })).toMatchObject({ outcome: 'retry' });
  expect(await mailbox.list()).toEqual([]);
});
