// What a tablet signs is what others can read: an event and its disclosures, checked by a library that is not ours.
import { createHash, randomBytes, verify } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { type Disclosure, digestOfDisclosure, openDisclosures, toDisclosure } from './disclosure.ts';
import { toPublicKey } from './public-key.ts';
import { readSignedText, signedTypes, signText } from './signature.ts';

const salt = () => randomBytes(16).toString('base64url');
const email = toDisclosure(salt(), { kind: 'email', value: 'zoé@exemple.fr' });
const phone = toDisclosure(salt(), { kind: 'phone', value: '+33612345678' });

let jws: string;
let library: SDJwtInstance<Record<string, unknown>>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const { kid } = await toPublicKey(publicKey);
  jws = await signText(await answersGiven([email, phone]), signedTypes.event, { kid, key: privateKey });
  const key = { key: await exportJWK(publicKey), format: 'jwk', dsaEncoding: 'ieee-p1363' } as const;
  library = new SDJwtInstance({
    hasher: (data) =>
      createHash('sha256')
        .update(new Uint8Array(Buffer.from(data as string)))
        .digest(),
    verifier: (data, signature) => verify('sha256', Buffer.from(data), key, Buffer.from(signature, 'base64url')),
  });
});

const present = (...disclosures: Disclosure[]) => [jws, ...disclosures, ''].join('~');

describe('an event as an SD-JWT (RFC 9901)', () => {
  it('verifies elsewhere, and discloses address and number', async () => {
    const { payload, header } = await library.verify(present(email, phone));
    expect(payload).toMatchObject({ type: 'answers-given', email: 'zoé@exemple.fr', phone: '+33612345678' });
    expect(header).toMatchObject({ alg: 'ES256', typ: signedTypes.event });
  });

  it('still verifies without what was erased', async () => {
    const { payload } = await library.verify(present(phone));
    expect(payload).toMatchObject({ phone: '+33612345678' });
    expect(payload).not.toHaveProperty('email');
    expect((await library.verify(present())).payload).toMatchObject({ type: 'answers-given' });
  });

  it('discloses nothing that it was not made with', async () => {
    const swapped = toDisclosure(salt(), { kind: 'email', value: 'mallory@exemple.fr' });
    const { payload } = await library.verify(present(swapped, phone));
    expect(payload).not.toHaveProperty('email');
    // §7.1 has the whole presentation rejected then; that library leaves it to its caller, ours does not
    const { _sd: digests } = deviceEventSchema.parse(JSON.parse(readSignedText(jws) ?? ''));
    expect(await openDisclosures(digests, [email, phone])).toHaveLength(2);
    expect(await openDisclosures(digests, [swapped, phone])).toBeUndefined();
  });

  it('fails with an answer that was not given', async () => {
    const [header, payload = '', signature] = jws.split('.');
    const altered = Buffer.from(payload, 'base64url').toString().replace('"answer":"no"', '"answer":"yes"');
    const forged = [header, Buffer.from(altered).toString('base64url'), signature].join('.');
    expect(forged).not.toBe(jws);
    await expect(library.verify(`${forged}~${email}~${phone}~`)).rejects.toThrow();
  });
});

async function answersGiven(disclosures: readonly Disclosure[]): Promise<string> {
  const digest = createHash('sha256').update('as shown').digest('base64url');
  const event = {
    ...{ type: 'answers-given', schema: 1, id: crypto.randomUUID(), chain: 'tablet-a', seq: 1, previous: null },
    ...{ capturedAt: '2026-10-12T18:07:00.000+02:00', store: 'nantes', timeZone: 'Europe/Paris' },
    ...{ businessDay: '2026-10-12', till: 'caisse-1', device: 'tablet-a', appVersion: '0.1.0' },
    ...{ lastAcknowledgement: digest, configDigest: digest, noticeDigest: digest, questionSetDigest: digest },
    ...{ _sd: await Promise.all(disclosures.map(digestOfDisclosure)), _sd_alg: 'sha-256' },
    ...{ collector: 'shopper', locale: 'fr', answerLinkDigest: null, supersedes: null },
    answers: (['email', 'sms', 'phone'] as const).map((channel) => ({
      ...{ question: channel, purpose: 'marketing', channel, legalBasis: 'consent', initialState: 'unset' },
      ...{ answer: channel === 'phone' ? 'no' : 'yes', topics: ['news'], frequency: { max: 2, per: 'month' } },
    })),
  };
  return JSON.stringify(deviceEventSchema.parse(event));
}
