// Reads a body within limits. The limit counts *decompressed* bytes (B1): a small gzip can hold gigabytes.

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ProblemCode } from '#protocol/problem.ts';

const unzip = promisify(gunzip);

type Failed = { readonly ok: false; readonly problem: ProblemCode };
export type BytesResult = { readonly ok: true; readonly bytes: Uint8Array } | Failed;
export type BodyResult = { readonly ok: true; readonly value: unknown } | Failed;

const failed = (problem: ProblemCode): Failed => ({ ok: false, problem });

/** @param limit most bytes, decompressed */
export async function readJsonBody(request: Request, limit: number): Promise<BodyResult> {
  const body = await readBody(request, limit);
  return body.ok ? parseJson(body.bytes) : body;
}

/** @param limit most bytes, decompressed */
export async function readBody(request: Request, limit: number): Promise<BytesResult> {
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity'; // RFC 9110 §8.4.1
  if (encoding !== 'gzip' && encoding !== 'identity') return failed('unsupported-encoding');
  const raw = await readUpTo(request.body, limit);
  if (raw === undefined) return failed('too-large');
  if (encoding === 'identity') return { ok: true, bytes: raw };
  try {
    return { ok: true, bytes: await unzip(raw, { maxOutputLength: limit }) };
  } catch (error) {
    return failed((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'bad-encoding');
  }
}

export function parseJson(bytes: Uint8Array): BodyResult {
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
