import { CompactEncrypt, GeneralEncrypt, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from './digest.ts';
import { toDisclosure } from './disclosure.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from './public-key.ts';
import { openSeal, sealDisclosures } from './seal.ts';
import { recipientsOf } from './testing/seal.ts';

const email = toDisclosure('_26bc4LT-ac6q2KI6cBW5es', { kind: 'email', value: 'camille@exemple.fr' });
const phone = toDisclosure('_26bc4LT-ac6q2KI6cBW5et', { kind: 'phone', value: '+33612345678' });

interface Pair {
  readonly key: PrivateKey;
  readonly publicKey: PublicKey;
}

let backEnd: Pair;
let closing: Pair;
let stranger: Pair;

async function create(): Promise<Pair> {
  const pair = await generateKeyPair('ECDH-ES');
  const publicKey = await toPublicKey(pair.publicKey);
  return { key: { kid: publicKey.kid, key: pair.privateKey }, publicKey };
}

beforeAll(async () => {
  [backEnd, closing, stranger] = [await create(), await create(), await create()];
});

const seal = (disclosures: readonly string[] = [email, phone]) =>
  sealDisclosures(disclosures, [backEnd.publicKey, closing.publicKey]);

describe('a seal', () => {
  it('is opened by each of its two recipients, by itself', async () => {
    const sealed = await seal();
    expect(await openSeal(sealed, [backEnd.key])).toEqual([email, phone]);
    expect(await openSeal(sealed, [closing.key])).toEqual([email, phone]);
    expect(recipientsOf(sealed)).toEqual([backEnd.publicKey.kid, closing.publicKey.kid]);
  });

  it('is opened by an older key that is still kept', async () => {
    expect(await openSeal(await seal(), [stranger.key, backEnd.key])).toEqual([email, phone]);
  });

  it('is opened by nobody else, also under a recipient’s name', async () => {
    const sealed = await seal();
    expect(await openSeal(sealed, [])).toBeUndefined();
    expect(await openSeal(sealed, [stranger.key])).toBeUndefined();
    expect(await openSeal(sealed, [{ ...stranger.key, kid: backEnd.key.kid }])).toBeUndefined();
  });

  it('shows neither what is in it nor how long that is', async () => {
    const sealed = await seal();
    for (const part of [email, 'camille', toBase64Url(new TextEncoder().encode('camille'))])
      expect(sealed).not.toContain(part);
    const lengths = [];
    for (const value of ['a@b.fr', 'marie-antoinette.dupont-lefebvre@entreprise.exemple.fr'])
      lengths.push((await seal([toDisclosure('_26bc4LT-ac6q2KI6cBW5es', { kind: 'email', value })])).length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('of the same disclosures is another one each time', async () => {
    const ciphertexts = [await seal(), await seal()].map((text) => JSON.parse(text).ciphertext);
    expect(ciphertexts[0]).not.toBe(ciphertexts[1]);
  });

  it.each(['ciphertext', 'tag', 'iv', 'protected'])('is not opened when its %s was changed', async (part) => {
    const sealed = JSON.parse(await seal());
    const other = JSON.parse(await seal([phone]));
    expect(await openSeal(JSON.stringify({ ...sealed, [part]: other[part] }), [backEnd.key])).toEqual(
      part === 'protected' ? [email, phone] : undefined, // the same words in each: the algorithm
    );
    expect(await openSeal(JSON.stringify({ ...sealed, [part]: 'AAAA' }), [backEnd.key])).toBeUndefined();
  });

  it.each([
    ['no list', '{"email":"camille@exemple.fr"}'],
    ['a list of something else', '[1]'],
    ['more than an event can have', JSON.stringify(Array(9).fill('AAAA'))],
    ['no JSON', 'camille'],
  ])('that holds %s holds no disclosures', async (_name, text) => {
    const jwe = await new GeneralEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ enc: 'A256GCM' })
      .addRecipient(backEnd.publicKey)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW', kid: backEnd.publicKey.kid })
      .encrypt();
    expect(await openSeal(JSON.stringify(jwe), [backEnd.key])).toBeUndefined();
  });

  it.each(['', 'null', '[]', '{}', '{"recipients":[]}', '{"recipients":[{}]}', 'nonsense'])(
    'is none in %s',
    async (text) => {
      expect(await openSeal(text, [backEnd.key])).toBeUndefined();
      expect(recipientsOf(text)).toEqual([]);
    },
  );

  it('is none in a compact JWE, whoever it is for', async () => {
    const compact = await new CompactEncrypt(new TextEncoder().encode('[]'))
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: backEnd.publicKey.kid })
      .encrypt(backEnd.publicKey);
    expect(await openSeal(compact, [backEnd.key])).toBeUndefined();
  });
});
