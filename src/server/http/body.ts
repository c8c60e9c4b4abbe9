// Reads a JSON body within limits. The limit counts *decompressed* bytes (B1): a small gzip can hold gigabytes.

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ProblemCode } from '#protocol/problem.ts';

const unzip = promisify(gunzip);

export type BodyResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ProblemCode };

const failed = (problem: ProblemCode): BodyResult => ({ ok: false, problem });

/** @param limit most bytes, decompressed */
export async function readJsonBody(request: Request, limit: number): Promise<BodyResult> {
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity'; // RFC 9110 §8.4.1
  if (encoding !== 'gzip' && encoding !== 'identity') return failed('unsupported-encoding');
  const raw = await readUpTo(request.body, limit);
  if (raw === undefined) return failed('too-large');
  let bytes = raw;
  if (encoding === 'gzip') {
    try {
      bytes = await unzip(raw, { maxOutputLength: limit });
    } catch (error) {
      return failed((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'bad-encoding');
    }
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return failed('bad-json');
  }
}

async function readUpTo(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
