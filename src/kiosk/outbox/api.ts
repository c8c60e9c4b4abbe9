// The tablet's words with the back end, and the only place that sends any. Nothing here trusts a status or a body alone:
// whatever is not the expected answer of our own back end may be a captive portal or a proxy, and is a failure.
import type * as z from 'zod/mini';
import { sha256 } from '#protocol/digest.ts';
import { CONFIG_PATH, ENROLMENT_PATH, type EnrolmentResponse, enrolmentResponseSchema } from '#protocol/enrolment.ts';
import { PROBLEM_TYPE, reactionTo } from '#protocol/problem.ts';
import { SYNC_PATH, type SyncRequest, type SyncResponse, syncResponseSchema } from '#protocol/sync.ts';

export type Send = (request: Request) => Promise<Response>;

export interface ApiFailure {
  readonly kind: 'failed';
  /** As in `protocol/problem.ts`; no answer at all is `retry`. */
  readonly reaction: 'retry' | 'split' | 'stop';
  /** Milliseconds the back end asks us to wait (RFC 9110 §10.2.3). */
  readonly retryAfter: number | null;
}

export type ApiResult<T> = { readonly kind: 'answered'; readonly value: T } | ApiFailure;

export interface Api {
  enrol(code: string): Promise<ApiResult<EnrolmentResponse>>;
  /** The text of a published config; a text with another digest is a failure. */
  getConfig(digest: string): Promise<ApiResult<string>>;
  sync(request: SyncRequest, secret: string): Promise<ApiResult<SyncResponse>>;
}

export interface ApiOptions {
  /** Of the back end. */
  readonly origin: string;
  readonly send?: Send;
  /** Milliseconds until an exchange without an answer is given up. */
  readonly timeout?: number;
}

const noAnswer: ApiFailure = { kind: 'failed', reaction: 'retry', retryAfter: null };

export function createApi({ origin, send = (request) => fetch(request), timeout = 30_000 }: ApiOptions): Api {
  async function ask<T>(path: string, init: RequestInit, read: (text: string) => Promise<T>): Promise<ApiResult<T>> {
    try {
      const request = new Request(new URL(path, origin), {
        ...init,
        signal: AbortSignal.timeout(timeout),
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      const response = await send(request);
      if (response.status !== 200 && response.status !== 201) return toFailure(response);
      return { kind: 'answered', value: await read(await response.text()) };
    } catch {
      return noAnswer; // no network, cut off, too late, or not our back end's words
    }
  }

  return {
    enrol: (code) =>
      ask(
        ENROLMENT_PATH,
        { method: 'POST', headers: json, body: JSON.stringify({ code }) },
        parse(enrolmentResponseSchema),
      ),
    getConfig: (digest) =>
      ask(`${CONFIG_PATH}/${encodeURIComponent(digest)}`, {}, async (text) => {
        if ((await sha256(text)) !== digest) throw new Error('not the config that was announced');
        return text;
      }),
    sync: async (request, secret) =>
      ask(
        SYNC_PATH,
        {
          method: 'POST',
          headers: {
            ...json,
            'Content-Encoding': 'gzip',
            Authorization: `Bearer ${request.manifest.device}.${secret}`,
          },
          body: await gzip(JSON.stringify(request)),
        },
        parse(syncResponseSchema),
      ),
  };
}

const json = { 'Content-Type': 'application/json' };

function parse<T>(schema: z.core.$ZodType<T>): (text: string) => Promise<T> {
  return async (text) => (schema as z.ZodMiniType<T>).parse(JSON.parse(text));
}

function gzip(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** Only our own back end can turn this tablet away; a portal that says 403 cannot. */
function toFailure(response: Response): ApiFailure {
  const reaction = reactionTo(response.status);
  const isOurs = response.headers.get('Content-Type')?.startsWith(PROBLEM_TYPE) === true;
  return {
    kind: 'failed',
    reaction: reaction === 'stop' && !isOurs ? 'retry' : reaction,
    retryAfter: readRetryAfter(response.headers.get('Retry-After')),
  };
}

/** Seconds only: a date would need a clock that both sides trust. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
