import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, sha256, toBase64Url } from './digest.ts';

describe('base64url', () => {
  it.each([
    [[], ''],
    [[0xff], '_w'],
    [[0xfb, 0xff], '-_8'],
    [[0, 0, 0], 'AAAA'],
  ])('of %j is "%s" (RFC 4648 §5)', (bytes, text) => {
    expect(toBase64Url(Uint8Array.from(bytes))).toBe(text);
    expect([...fromBase64Url(text)]).toEqual(bytes);
  });

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['+/8', 'AA==', 'a b', 'é', 'A'])('is refused for "%s"', (text) => {
    expect(() => fromBase64Url(text)).toThrow();
  });
});

describe('SHA-256', () => {
  it.each([
    ['', '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'],
    ['abc', 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0'],
  ])('of "%s" is as published (FIPS 180-4)', async (text, digest) => {
    expect(await sha256(text)).toBe(digest);
  });

  it('is taken of UTF-8 bytes', async () => {
    expect(await sha256('é')).not.toBe(await sha256('e\u0301'));
  });
});
