import { CompactSign, decodeProtectedHeader, FlattenedSign, generateKeyPair, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './digest.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from './public-key.ts';
import { readSignedText, signedTypes, signText, verifyText } from './signature.ts';

const TEXT = '{"b":"é", "a":[1.0]}'; // not as any serialiser would write it

let key: PrivateKey;
let publicKey: PublicKey;
let other: PrivateKey;
let otherPublic: PublicKey;

async function create(): Promise<[PrivateKey, PublicKey]> {
  const pair = await generateKeyPair('ES256');
  const named = await toPublicKey(pair.publicKey);
  return [{ kid: named.kid, key: pair.privateKey }, named];
}

beforeAll(async () => {
  [key, publicKey] = await create();
  [other, otherPublic] = await create();
});

const flip = (part: string) => {
  const bytes = fromBase64Url(part);
  bytes[3] = (bytes[3] as number) ^ 1;
  return toBase64Url(bytes);
};

describe('a signed text', () => {
  it('comes back byte for byte, from whichever of the keys has signed it', async () => {
    const jws = await signText(TEXT, signedTypes.event, key);
    expect(await verifyText(jws, signedTypes.event, [otherPublic, publicKey])).toBe(TEXT);
    expect(readSignedText(jws)).toBe(TEXT);
  });

  it('says its kind, its algorithm and its key, and nothing else', async () => {
    const jws = await signText(TEXT, signedTypes.event, key);
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'ES256', typ: 'consent-event+sd-jwt', kid: key.kid });
  });

  it('is none as another kind of word', async () => {
    const kinds = Object.values(signedTypes);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const typ of kinds) {
      const jws = await signText(TEXT, typ, key);
      for (const asked of kinds)
        expect(await verifyText(jws, asked, [publicKey])).toBe(asked === typ ? TEXT : undefined);
    }
  });

  it('is none when a bit of any part is another one', async () => {
    const parts = (await signText(TEXT, signedTypes.event, key)).split('.');
    for (const i of parts.keys()) {
      const altered = parts.map((part, k) => (k === i ? flip(part) : part)).join('.');
      expect(await verifyText(altered, signedTypes.event, [publicKey])).toBeUndefined();
    }
  });

  it.each<[string, () => Promise<string>]>([
    ['another key', () => signText(TEXT, signedTypes.event, other)],
    ['another key under this one’s name', () => signText(TEXT, signedTypes.event, { ...other, kid: key.kid })],
    ['this key under another one’s name', () => signText(TEXT, signedTypes.event, { ...key, kid: other.kid })],
    ['no key at all (alg none)', async () => new UnsecuredJWT({}).encode()],
    [
      'a secret that is the public key (RFC 8725 §2.1)',
      () =>
        new CompactSign(new TextEncoder().encode(TEXT))
          .setProtectedHeader({ alg: 'HS256', typ: signedTypes.event, kid: key.kid })
          .sign(new TextEncoder().encode(JSON.stringify(publicKey))),
    ],
  ])('is none when signed by %s', async (_name, sign) => {
    expect(await verifyText(await sign(), signedTypes.event, [publicKey])).toBeUndefined();
  });

  it('is none where what is signed is not what is read: unencoded (RFC 7797)', async () => {
    const payload = toBase64Url(new TextEncoder().encode(TEXT));
    const header = { alg: 'ES256', typ: signedTypes.event, kid: key.kid, b64: false, crit: ['b64'] };
    const jws = await new FlattenedSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(key.key);
    const compact = `${jws.protected}.${payload}.${jws.signature}`;
    expect(readSignedText(compact)).toBe(TEXT);
    expect(await verifyText(compact, signedTypes.event, [publicKey])).toBeUndefined();
  });

  it.each(['', '.', '..', 'a.b', 'a.b.c.d', '{}', 'é.é.é'])('is none in "%s", which is no JWS', async (text) => {
    expect(await verifyText(text, signedTypes.event, [publicKey])).toBeUndefined();
  });

  it('is not read from what is no UTF-8, nor from no compact JWS', () => {
    expect(readSignedText(`e30.${toBase64Url(Uint8Array.from([0xff]))}.`)).toBeUndefined();
    for (const text of ['', 'a', 'a.!.c', 'a.b.c.d']) expect(readSignedText(text)).toBeUndefined();
  });
});
