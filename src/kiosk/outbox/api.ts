// The tablet's words with the back end, and the only place that sends any. Nothing here trusts a status or a body alone:
// whatever is not the expected answer of our own back end may be a captive portal or a proxy, and is a failure.
import { sha256 } from '#protocol/digest.ts';
import { CONFIG_PATH, ENROLMENT_PATH } from '#protocol/enrolment.ts';
import { PROBLEM_TYPE, type Problem, reactionTo } from '#protocol/problem.ts';
import { type SignedAnswer, SYNC_PATH, type SyncRequest, signedAnswerSchema } from '#protocol/sync.ts';

export type Send = (request: Request) => Promise<Response>;

export interface ApiFailure {
  readonly kind: 'failed';
  /** As in `protocol/problem.ts`; no answer at all is `retry`. */
  readonly reaction: 'retry' | 'split' | 'stop';
  /** Milliseconds the back end asks us to wait (RFC 9110 §10.2.3). */
  readonly retryAfter: number | null;
  /** Code of a problem in our own back end's form; null for anything else. */
  readonly problem: string | null;
}

export type ApiResult<T> = { readonly kind: 'answered'; readonly value: T } | ApiFailure;

/** Whether an answer is the back end's own is for its signature to say (`signed-answer.ts`). */
export interface Api {
  /** @param enrolment JWS */
  enrol(enrolment: string): Promise<ApiResult<SignedAnswer>>;
  /** The text of a published config; a text with another digest is a failure. */
  getConfig(digest: string): Promise<ApiResult<string>>;
  sync(request: SyncRequest): Promise<ApiResult<SignedAnswer>>;
}

export interface ApiOptions {
  /** Of the back end. */
  readonly origin: string;
  readonly send?: Send;
  /** Milliseconds until an exchange without an answer is given up. */
  readonly timeout?: number;
}

const noAnswer: ApiFailure = { kind: 'failed', reaction: 'retry', retryAfter: null, problem: null };

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
      if (response.status !== 200 && response.status !== 201) return await toFailure(response);
      return { kind: 'answered', value: await read(await response.text()) };
    } catch {
      return noAnswer; // no network, cut off, too late, or not our back end's words
    }
  }

  return {
    enrol: (enrolment) =>
      ask(ENROLMENT_PATH, { method: 'POST', headers: json, body: JSON.stringify({ enrolment }) }, readSignedAnswer),
    getConfig: (digest) =>
      ask(`${CONFIG_PATH}/${encodeURIComponent(digest)}`, {}, async (text) => {
        if ((await sha256(text)) !== digest) throw new Error('not the config that was announced');
        return text;
      }),
    sync: async (request) =>
      ask(
        SYNC_PATH,
        {
          method: 'POST',
          headers: { ...json, 'Content-Encoding': 'gzip' },
          body: await gzip(JSON.stringify(request)),
        },
        readSignedAnswer,
      ),
  };
}

const json = { 'Content-Type': 'application/json' };

async function readSignedAnswer(text: string): Promise<SignedAnswer> {
  return signedAnswerSchema.parse(JSON.parse(text));
}

function gzip(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** Only our own back end can turn this tablet away; a portal that says 403 cannot. */
async function toFailure(response: Response): Promise<ApiFailure> {
  const reaction = reactionTo(response.status);
  const isOurs = response.headers.get('Content-Type')?.startsWith(PROBLEM_TYPE) === true;
  const problem = isOurs ? ((await response.json()) as Problem).type.replace('/problems/', '') : null;
  return {
    kind: 'failed',
    reaction: reaction === 'stop' && !isOurs ? 'retry' : reaction,
    retryAfter: readRetryAfter(response.headers.get('Retry-After')),
    problem,
  };
}

/** Seconds only: a date would need a clock that both sides trust. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
