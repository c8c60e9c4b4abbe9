import { expect, it } from 'vitest';
import { testPrivateKey, testPublicKey } from '../kiosk/testing/test-keys.ts';
import { isCloseBy, readCloseFile, toCloseFile, toFingerprint } from './close-file.ts';
import { signedTypes, signText } from './signature.ts';

const event = { type: 'day-closed', seq: 7, report: { number: 3, records: { sent: 6 } } };
const jws = await signText(JSON.stringify(event), signedTypes.event, await testPrivateKey('tablet'));
const text = toCloseFile(jws);

it('can be read by a person, and says who signed it', async () => {
  expect(text).toContain('"number": 3');
  const read = readCloseFile(text);
  expect(read?.close).toEqual(event);
  expect(read && (await isCloseBy(read, [await testPublicKey('tablet')]))).toBe(true);
  expect(read && (await isCloseBy(read, [await testPublicKey('backEndSigning')]))).toBe(false);
});

it.each([
  ['another number', text.replace('"sent": 6', '"sent": 7')],
  ['no signature', text.replace(/"signature": ".*"/, '"signature": ""')],
  ['another kind of event', text.replaceAll('day-closed', 'day-exported')],
  ['no event', '{"format":"consent-kiosk-close","version":1}'],
  ['no JSON', 'Ticket Z'],
])('is none with %s', (_, spoilt) => {
  expect(readCloseFile(spoilt)).toBeUndefined();
});

it('is named on paper by digits that can be read out', () => {
  expect(toFingerprint('fzqRwgS-XRE_PRbV-yYGKw7t0i6ykytJRdNyC5uSPPU')).toBe('7f3a 91c2 04be');
});
