import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Mail, Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { type SmtpBehaviour, type SmtpInbox, startSmtpInbox } from './testing/smtp-inbox.ts';

const mail: Mail = {
  to: 'Camille@exemple.fr',
  subject: 'Librairie du Canal : confirmez votre adresse',
  text: 'Confirmez votre adresse : https://choix.example/confirm/x',
  html: '<h1>Confirmez votre adresse</h1>',
  messageId: '<job-1@choix.example>',
};

/** Milliseconds: much, because an inbox on a busy machine may take long to answer. */
const PATIENCE = 20_000;

let inbox: SmtpInbox;
let mailer: Mailer;

const createMailer = (timeout: number) =>
  createSmtpMailer({ url: inbox.url, from: 'Librairie du Canal <bonjour@choix.example>', timeout });

beforeEach(async () => {
  inbox = await startSmtpInbox();
  mailer = createMailer(PATIENCE);
});

afterEach(async () => {
  await mailer.close();
  await inbox.stop();
});

it('delivers both parts to the address as typed, with the given Message-ID', async () => {
  expect(await mailer.send(mail)).toEqual({ outcome: 'sent' });
  const [received] = inbox.mails;
  expect(received).toMatchObject({ subject: mail.subject, messageId: mail.messageId, html: mail.html });
  expect(received?.text?.trim()).toBe(mail.text);
  expect(received?.from?.text).toBe('"Librairie du Canal" <bonjour@choix.example>');
  expect(received?.date).toBeInstanceOf(Date);
  expect(inbox.recipients).toEqual([[mail.to]]);
});

it('says that a machine wrote it, so that nobody’s absence note answers (RFC 3834)', async () => {
  await mailer.send({ ...mail, headers: { 'X-Test': 'kept' } });
  const headers = inbox.mails[0]?.headers;
  expect(headers?.get('auto-submitted')).toBe('auto-generated');
  expect(headers?.get('x-auto-response-suppress')).toBe('All');
  expect(headers?.get('x-test')).toBe('kept');
});

it('reads no second recipient out of an address', async () => {
  await mailer.send({ ...mail, to: 'camille@exemple.fr, victim@exemple.fr' });
  expect(inbox.recipients.flat()).not.toContain('victim@exemple.fr');
});

const fates: [SmtpBehaviour, 'retry' | 'refused', unknown][] = [
  [{ at: 'recipient', code: 450 }, 'retry', 'EENVELOPE RCPT TO 450'],
  [{ at: 'recipient', code: 550 }, 'refused', 'EENVELOPE RCPT TO 550'],
  [{ at: 'data', code: 451 }, 'retry', 'EMESSAGE DATA 451'],
  [{ at: 'data', code: 554 }, 'refused', 'EMESSAGE DATA 554'],
  // our own sender, so every mail would meet it: not this person's refusal
  [{ at: 'sender', code: 550 }, 'retry', 'EENVELOPE MAIL FROM 550'],
  ['hang-up-after-data', 'retry', expect.stringMatching(/^(ECONNECTION|ESOCKET) CONN$/)],
];

it.each(fates)('after %j answers %s, with a reason free of addresses', async (behaviour, outcome, reason) => {
  inbox.behave(behaviour);
  expect(await mailer.send(mail)).toEqual({ outcome, reason });
});

it('asks for another try when the reply does not come, with a reason free of addresses', async () => {
  inbox.behave('silent-after-data');
  await mailer.close();
  mailer = createMailer(1000);
  expect(await mailer.send(mail)).toEqual({ outcome: 'retry', reason: 'ETIMEDOUT CONN' });
});

it('asks for another try when no server is there', async () => {
  await inbox.stop();
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'retry' });
  inbox = await startSmtpInbox();
});

it('repeats a mail under the same Message-ID after a reply that was lost', async () => {
  inbox.behave('hang-up-after-data');
  expect(await mailer.send(mail)).toMatchObject({ outcome: 'retry' });
  inbox.behave('accept');
  expect(await mailer.send(mail)).toEqual({ outcome: 'sent' });
  expect(inbox.mails.map(({ messageId }) => messageId)).toEqual([mail.messageId, mail.messageId]);
});

it('refuses an address that no SMTP command can carry', async () => {
  expect(await mailer.send({ ...mail, to: 'a\r\nRCPT TO:<victim@exemple.fr>' })).toMatchObject({ outcome: 'refused' });
  expect(inbox.mails).toEqual([]);
});
