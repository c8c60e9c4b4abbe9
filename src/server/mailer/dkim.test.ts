import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDkimKeyProblem } from './dkim.ts';
import type { Mail, Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { verifyDkim } from './testing/dkim-verifier.ts';
import { type SmtpInbox, startSmtpInbox } from './testing/smtp-inbox.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;
const toPem = (pair: { privateKey: { export(options: typeof pem): string | Buffer } }) =>
  String(pair.privateKey.export(pem));
const privateKey = toPem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
const publicKey = createPublicKey(privateKey);

const mail: Mail = {
  to: 'camille@exemple.fr',
  subject: 'Confirmez votre adresse – Librairie du Canal',
  text: 'Confirmez : https://choix.example/confirm/x  \n\n--\u00a0\nà bientôt',
  html: '<p>Confirmez</p>',
  messageId: '<job-1@choix.example>',
  headers: {
    'List-Unsubscribe': `<https://choix.example/unsubscribe/${'x'.repeat(160)}/one-click>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};

describe('what a mail server receives', () => {
  let inbox: SmtpInbox;
  let mailer: Mailer;

  beforeEach(async () => {
    inbox = await startSmtpInbox();
    const dkim = { domain: 'choix.example', selector: 'kiosk1', privateKey };
    mailer = createSmtpMailer({ url: inbox.url, from: 'Librairie <bonjour@choix.example>', dkim });
    await mailer.send(mail);
  });

  afterEach(async () => {
    await mailer.close();
    await inbox.stop();
  });

  const received = () => inbox.raws[0] as Buffer;

  it('is signed for the shop’s domain, to the last byte', () => {
    const verified = verifyDkim(received(), publicKey);
    expect(verified).toMatchObject({ isBodyIntact: true, isSignatureGood: true });
    expect(Object.fromEntries(verified.tags)).toMatchObject({ a: 'rsa-sha256', d: 'choix.example', s: 'kiosk1' });
  });

  it('has its one-click covered, which mail programs ask for (RFC 8058 §4)', () => {
    const { signedFields } = verifyDkim(received(), publicKey);
    const wanted = ['from', 'to', 'subject', 'date', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post'];
    expect(signedFields).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    ['another place to unsubscribe', 'choix.example/unsubscribe', 'evil.example/unsubscribe', 'isSignatureGood'],
    ['another subject', 'Subject: ', 'Subject: Re: ', 'isSignatureGood'],
    ['another body', '<p>Confirmez', '<p>Payez', 'isBodyIntact'],
  ] as const)('does not verify with %s', (_change, from, to, part) => {
    const altered = Buffer.from(received().toString('latin1').replace(from, to), 'latin1');
    expect(verifyDkim(altered, publicKey)[part]).toBe(false);
  });
});

describe('a key', () => {
  it('that can sign has no problem', () => {
    expect(findDkimKeyProblem(privateKey)).toBeUndefined();
  });

  it.each([
    ['is not a private key in PEM, or needs a passphrase', 'v=DKIM1; p=MIIB'],
    ['is not an RSA key', toPem(generateKeyPairSync('ed25519'))],
    ['is too short: 2048 bits are usual', toPem(generateKeyPairSync('rsa', { modulusLength: 512 }))],
  ])('%s', (problem, key) => {
    expect(findDkimKeyProblem(key)).toBe(problem);
  });
});
