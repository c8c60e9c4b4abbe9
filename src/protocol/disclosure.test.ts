import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from './digest.ts';
import {
  type ContactClaim,
  digestOfDisclosure,
  openDisclosures,
  openWhatOpens,
  readDisclosure,
  toDisclosure,
} from './disclosure.ts';

const salt = '_26bc4LT-ac6q2KI6cBW5es';
const email: ContactClaim = { kind: 'email', value: 'camille@exemple.fr' };
const phone: ContactClaim = { kind: 'phone', value: '+33612345678' };

const encode = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

async function disclose(...claims: ContactClaim[]) {
  const disclosures = claims.map((claim, i) => toDisclosure(`${salt}${i}`, claim));
  return { disclosures, digests: await Promise.all(disclosures.map(digestOfDisclosure)) };
}

describe('a disclosure', () => {
  it('has the digest of the example in RFC 9901 §4.2.3', async () => {
    const example = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0';
    expect(await digestOfDisclosure(example)).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
  });

  it('says what was disclosed, whatever was typed', () => {
    const claim = fc.record({
      kind: fc.constantFrom('email' as const, 'phone' as const),
      value: fc.string({ unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(claim, (claim) => {
        expect(readDisclosure(toDisclosure(salt, claim))).toEqual(claim);
      }),
    );
  });

  it('has another digest with another salt, so that nobody can guess the address from it', async () => {
    const digest = await digestOfDisclosure(toDisclosure(salt, email));
    expect(await digestOfDisclosure(toDisclosure(`${salt}x`, email))).not.toBe(digest);
  });

  it.each([
    ['no base64url', 'not base64url!'],
    ['no JSON', toBase64Url(new TextEncoder().encode('camille'))],
    ['no UTF-8', toBase64Url(Uint8Array.from([0x5b, 0xff, 0x5d]))],
    ['no list', encode({ email: 'camille@exemple.fr' })],
    ['a word of three letters', encode('abc')],
    ['no salt', encode(['email', 'camille@exemple.fr'])],
    ['a fourth part', encode([salt, 'email', 'camille@exemple.fr', 'more'])],
    ['a value that is no text', encode([salt, 'phone', 33612345678])],
    ['another claim', encode([salt, 'family_name', 'Möbius'])],
    ['nothing', ''],
  ])('is none when it holds %s', (_, text) => {
    expect(readDisclosure(text)).toBeUndefined();
  });
});

describe('opening the disclosures of an event (RFC 9901 §7.1)', () => {
  it('gives the claims in the order of the digests', async () => {
    const { disclosures, digests } = await disclose(email, phone);
    expect(await openDisclosures(digests, disclosures)).toEqual([email, phone]);
    expect(await openDisclosures(digests, disclosures.toReversed())).toEqual([email, phone]);
    expect(await openDisclosures([], [])).toEqual([]);
  });

  it('fails when one is missing, too many, twice, or of another event', async () => {
    const { disclosures, digests } = await disclose(email, phone);
    const [first, second] = disclosures as [string, string];
    const [digest] = digests as [string];
    const foreign = toDisclosure('other salt', email);
    expect(await openDisclosures(digests, [first])).toBeUndefined();
    expect(await openDisclosures([digest], disclosures)).toBeUndefined();
    expect(await openDisclosures(digests, [first, first])).toBeUndefined();
    expect(await openDisclosures([digest, digest], [first, second])).toBeUndefined();
    expect(await openDisclosures(digests, [first, foreign])).toBeUndefined();
    expect(await openDisclosures([], [foreign])).toBeUndefined();
  });

  it('fails for any change of a single character', async () => {
    const { disclosures, digests } = await disclose(email);
    const [disclosure] = disclosures as [string];
    for (let i = 0; i < disclosure.length; i++) {
      const other = disclosure[i] === 'A' ? 'B' : 'A';
      const tampered = disclosure.slice(0, i) + other + disclosure.slice(i + 1);
      expect(await openDisclosures(digests, [tampered])).toBeUndefined();
    }
  });

  it('fails when the digest fits but what it discloses is no contact', async () => {
    const other = encode([salt, 'family_name', 'Möbius']);
    expect(await openDisclosures([await digestOfDisclosure(other)], [other])).toBeUndefined();
  });
});

describe('opening what opens of a damaged stop (B6)', () => {
  it('takes what the event names, and nothing else', async () => {
    const { disclosures, digests } = await disclose(email, phone);
    const foreign = toDisclosure('other salt', { kind: 'email', value: 'mallory@exemple.fr' });
    expect(await openWhatOpens(digests, [foreign, 'nonsense', disclosures[1] as string])).toEqual([phone]);
  });
});
