import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';
import { openSeal, sealDisclosures } from '#protocol/seal.ts';
import { makeClosingKey, openClosingKey, rewrapClosingKey } from './closing-key.ts';

const passphrase = 'été à la librairie';
const cheap = 1000;
const closing = await makeClosingKey(passphrase, cheap);
const seal = await sealDisclosures(['a-disclosure'], [closing.publicKey]);

it('opens what was sealed to it, by the passphrase', async () => {
  const key = await openClosingKey(closing, passphrase);
  expect(key && (await openSeal(seal, [key]))).toEqual(['a-disclosure']);
});

it('is not readable by a script, once opened', async () => {
  const key = await openClosingKey(closing, passphrase);
  expect(key).toMatchObject({ key: { extractable: false, type: 'private' } });
});

it('takes é for é, however it was typed', async () => {
  expect(await openClosingKey(closing, passphrase.normalize('NFD'))).toBeDefined();
});

it('does not open by another passphrase', async () => {
  expect(await openClosingKey(closing, `${passphrase} `)).toBeUndefined();
});

it('stays the same key under a new passphrase', async () => {
  const rewrapped = await rewrapClosingKey(closing, passphrase, 'hiver au marché', cheap);
  if (!rewrapped) throw new Error('not rewrapped');
  expect(rewrapped.publicKey).toEqual(closing.publicKey);
  expect(await openClosingKey(rewrapped, passphrase)).toBeUndefined();
  const key = await openClosingKey(rewrapped, 'hiver au marché');
  expect(key && (await openSeal(seal, [key]))).toEqual(['a-disclosure']);
});

it('is not put under a new passphrase by somebody who does not know the old one', async () => {
  expect(await rewrapClosingKey(closing, 'a wrong guess', 'another', cheap)).toBeUndefined();
});

it('costs a guess 600,000 rounds, made new or wrapped anew', async () => {
  const made = await makeClosingKey(passphrase);
  const rewrapped = await rewrapClosingKey(closing, passphrase, passphrase);
  for (const { wrapped } of [made, rewrapped ?? made])
    expect(decodeProtectedHeader(wrapped)).toMatchObject({ alg: 'PBES2-HS512+A256KW', p2c: 600_000 });
});
