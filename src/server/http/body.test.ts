import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readJsonBody } from './body.ts';

const LIMIT = 1000;
const read = (body: BodyInit, encoding?: string) =>
  readJsonBody(
    new Request('https://choix.example', {
      method: 'POST',
      body,
      headers: encoding === undefined ? {} : { 'Content-Encoding': encoding },
    }),
    LIMIT,
  );

it.each(['gzip', 'GZIP', 'Gzip'])('opens what comes as %s', async (encoding) => {
  expect(await read(gzipSync('{"a":1}'), encoding)).toEqual({ ok: true, value: { a: 1 } });
});

it.each([undefined, 'identity', 'Identity'])('takes what comes as it is (%s)', async (encoding) => {
  expect(await read('{"a":1}', encoding)).toEqual({ ok: true, value: { a: 1 } });
});

it.each(['br', 'deflate', 'gzip, gzip', 'x'])('refuses %s for its encoding, not for its content', async (encoding) => {
  expect(await read('{"a":1}', encoding)).toEqual({ ok: false, problem: 'unsupported-encoding' });
});
