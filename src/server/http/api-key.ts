// Which system is asking: `Authorization: Bearer {key}` (RFC 6750). Looked at before anything of the body is read.
import type { Context } from 'hono';
import type { z } from 'zod';
import type { ProblemCode } from '#protocol/problem.ts';
import { findApiKey } from '../storage/api-key.ts';
import type { ApiKey } from '../storage/schema.ts';
import type { Reader } from '../storage/store.ts';
import { readJsonBody } from './body.ts';
import { problemResponse } from './problem-response.ts';

type Read<T> =
  | { readonly ok: true; readonly key: ApiKey; readonly value: T }
  | { readonly ok: false; readonly response: Response };

/** @param limit most bytes, decompressed */
export async function readWithApiKey<T>(
  context: Context,
  store: Reader,
  { schema, limit }: { readonly schema: z.ZodType<T>; readonly limit: number },
): Promise<Read<T>> {
  const refuse = (code: ProblemCode, detail?: string) => ({
    ok: false as const,
    response: problemResponse(context, code, detail),
  });
  const [, presented] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  const key = presented === undefined ? undefined : await findApiKey(store, presented);
  if (!key) {
    context.header('WWW-Authenticate', 'Bearer');
    return refuse('api-key');
  }
  const body = await readJsonBody(context.req.raw, limit);
  if (!body.ok) return refuse(body.problem);
  const { data, error } = schema.safeParse(body.value);
  // where it is wrong, never what stood there
  return data === undefined
    ? refuse('bad-request', `Wrong at: ${error?.issues[0]?.path.join('.') || 'the top'}`)
    : { ok: true, key, value: data };
}

/** As many as one transaction takes of a request: tablets that hand over meanwhile wait no longer than for these. */
const IN_ONE_TRANSACTION = 50;

export function toPortions<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / IN_ONE_TRANSACTION) }, (_, i) =>
    all.slice(i * IN_ONE_TRANSACTION, (i + 1) * IN_ONE_TRANSACTION),
  );
}
