import { expect, it } from 'vitest';
import { testPrivateKey, testPublicKey } from '../kiosk/testing/test-keys.ts';
import { type DayManifest, isManifestBy, readDayManifest, signDayManifest } from './day-manifest.ts';
import { measureFile } from './digest.ts';

const manifest: DayManifest = {
  ...{ format: 'consent-kiosk-day', version: 1, businessDay: '2026-11-21', form: 'csv', store: 'port', device: null },
  files: [{ part: 'answers', name: 'consents-2026-11-21.csv', rows: 3, ...(await measureFile('é\r\n')) }],
  chains: [{ chain: 'tablet-1', events: 1, firstSeq: 4, lastSeq: 4, head: { seq: 5, hash: 'h'.repeat(43) } }],
  ...{ madeAt: '2026-11-21T19:00:00.000Z', madeBy: { kind: 'device', name: 'tablet-1' } },
};
const text = await signDayManifest(manifest, await testPrivateKey('backEndSigning'));
const keys = [await testPublicKey('backEndSigning')];

it('can be read by a person, and says who signed it', async () => {
  expect(text).toContain('"rows": 3');
  const read = readDayManifest(text);
  expect(read?.manifest).toEqual(manifest);
  expect(read && (await isManifestBy(read, keys))).toBe(true);
  expect(read && (await isManifestBy(read, [await testPublicKey('tablet')]))).toBe(false);
});

it('measures a file in bytes, as sha256sum does', async () => {
  expect(await measureFile('é\r\n')).toEqual({
    bytes: 4,
    sha256: '64da669b12bbeda0ca8f2840891bd8834e5b8206f24c7703e20ac1d472612b0e',
  });
});

it.each([
  ['another number of rows', text.replace('"rows": 3', '"rows": 2')],
  ['no signature', text.replace(/"signature": ".*"/, '"signature": ""')],
  ['another kind of word', text.replace('consent-kiosk-day', 'consent-kiosk-journal')],
  ['no manifest', '{}'],
  ['no JSON', 'businessDay;capturedAt'],
])('is none with %s', (_, spoilt) => {
  expect(readDayManifest(spoilt)).toBeUndefined();
});
