// A hand-over link whose header was made up (RFC 8725): nothing in it chooses key, algorithm or kind.
import { createHmac } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair, type CompactJWSHeaderParameters as Header } from 'jose';
import { beforeEach, expect, it } from 'vitest';
import { toBase64Url } from '#protocol/digest.ts';
import { readSignedText, signedTypes } from '#protocol/signature.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { handOverPath } from '../testing/hand-over.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let payload: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  payload = readSignedText((await handOverPath(backEnd, device)).slice('/q/'.length)) ?? '';
});

const typ = signedTypes.handOver;
const encode = (text: string) => toBase64Url(new TextEncoder().encode(text));
const sign = (header: Omit<Header, 'alg'>, key = device.key.key, text = payload) =>
  new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'ES256', typ, ...header })
    .sign(key, { crit: { b64: true, exp: true } });

async function readPublicKey(): Promise<string> {
  const { public_key } = await backEnd.store.sql.selectFrom('devices').select('public_key').executeTakeFirstOrThrow();
  return public_key;
}

const forged: Record<string, () => Promise<string>> = {
  'without a signature': async () => `${encode(JSON.stringify({ alg: 'none', typ }))}.${encode(payload)}.`,
  'by the public key as a secret': async () => {
    const signed = `${encode(JSON.stringify({ alg: 'HS256', typ }))}.${encode(payload)}`;
    return `${signed}.${createHmac('sha256', await readPublicKey())
      .update(signed)
      .digest('base64url')}`;
  },
  'by a key that it brings along': async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    return sign({ jwk: await exportJWK(publicKey) }, privateKey);
  },
  'by a key to be fetched': async () => {
    const { privateKey } = await generateKeyPair('ES256');
    return sign({ jku: 'https://elsewhere.example/keys', kid: device.key.kid }, privateKey);
  },
  'naming another key': () => sign({ kid: 'another' }),
  'as another kind of word': () => sign({ typ: signedTypes.event }),
  'as no kind of word': () => sign({ typ: 'JWT' }),
  'with an extension that we do not know': () => sign({ crit: ['exp'], exp: 1 }),
  'without a nonce that counts': () => sign({}, device.key.key, payload.replace(/"jti":"[\w-]{22}"/, '"jti":"short"')),
};

it.each(Object.keys(forged))('leads nowhere %s', async (name) => {
  const link = await forged[name]?.();
  expect((await backEnd.app.request(`${PUBLIC_URL}/q/${link}`)).status).toBe(404);
});

it('opens as the tablet has signed it', async () => {
  expect((await backEnd.app.request(`${PUBLIC_URL}/q/${await sign({})}`)).status).toBe(200);
});
