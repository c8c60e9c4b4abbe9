import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { isNamedRight, publicKeySchema, toPublicKey } from './public-key.ts';

/** RFC 7517 appendix A.1, with its thumbprint (RFC 7638). */
const published = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  kid: 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s',
} as const;

describe('a public key', () => {
  it('is named by its thumbprint (RFC 7638)', async () => {
    expect(await isNamedRight(published)).toBe(true);
    expect(await isNamedRight({ ...published, kid: 'A'.repeat(43) })).toBe(false);
    expect(await isNamedRight({ ...published, x: published.y, y: published.x })).toBe(false);
  });

  it('comes out of WebCrypto with its right name and nothing private', async () => {
    const { publicKey } = await generateKeyPair('ES256');
    const key = await toPublicKey(publicKey);
    expect(publicKeySchema.parse(key)).toEqual(key);
    expect(Object.keys(key)).toEqual(['kty', 'crv', 'x', 'y', 'kid']);
    expect(await isNamedRight(key)).toBe(true);
  });

  it('is read without what else stands beside it, a private half above all', () => {
    expect(publicKeySchema.parse({ ...published, d: 'secret', use: 'sig' })).toEqual(published);
  });

  it.each([
    ['of another curve', { crv: 'P-384' }],
    ['of another kind', { kty: 'OKP' }],
    ['with half a coordinate', { x: published.x.slice(1) }],
    ['without a name', { kid: undefined }],
  ])('is none %s', (_name, change) => {
    expect(publicKeySchema.safeParse({ ...published, ...change }).success).toBe(false);
  });
});
