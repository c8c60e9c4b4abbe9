// What all webhooks share: a body within limits, signed by who shares our secret, in the shape we have published.
import type { z } from 'zod';
import type { Instant } from '#domain/instant.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { parseJson, readBody } from './body.ts';
import { isSignedWebhook } from './webhook-signature.ts';

interface WebhookRules<T> {
  readonly schema: z.ZodType<T>;
  readonly secret: string;
  /** Most bytes, decompressed. */
  readonly limit: number;
  readonly now: Instant;
}

type WebhookResult<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly problem: ProblemCode };

/** Nothing of the body is read before its signature is. */
export async function readWebhook<T>(request: Request, rules: WebhookRules<T>): Promise<WebhookResult<T>> {
  const body = await readBody(request, rules.limit);
  if (!body.ok) return body;
  if (!isSignedWebhook(request.headers, body.bytes, rules.secret, rules.now))
    return { ok: false, problem: 'webhook-signature' };
  const json = parseJson(body.bytes);
  if (!json.ok) return json;
  const message = rules.schema.safeParse(json.value);
  return message.success ? { ok: true, message: message.data } : { ok: false, problem: 'bad-request' };
}
