// The one table of what can go wrong on the wire (RFC 9457). The back end answers from it; the tablet goes by the
// status alone. Titles are for operators and developers; what a shopper reads is in i18n.

export const problems = {
  'bad-request': { status: 400, title: 'The request is not understood' },
  'bad-encoding': { status: 400, title: 'The body is not valid gzip' },
  'bad-json': { status: 400, title: 'The body is not valid JSON' },
  'device-unknown': { status: 401, title: 'This device is not enrolled here' },
  'api-key': { status: 401, title: 'There is no such API key, or it was revoked' },
  'webhook-signature': {
    status: 401,

    title: 'The signature is wrong, or its timestamp is more than five minutes off',
  },
  'enrolment-code-invalid': { status: 403, title: 'This code is wrong, used, locked or expired' },
  'not-drained': {
    status: 409,

    title: 'The tablet that this one replaces still has something to hand over',
  },
  'not-found': { status: 404, title: 'There is nothing here' },
  'too-large': { status: 413, title: 'The body is larger than this server takes' },
  'unsupported-encoding': { status: 415, title: 'The body may be gzip or as it is, nothing else' },
  internal: { status: 500, title: 'An unexpected failure; nothing was lost' },
  unavailable: { status: 503, title: 'The server is starting or stopping' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** The body of an `application/problem+json` answer. It never holds personal data. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
}

export const PROBLEM_TYPE = 'application/problem+json';

export function toProblem(code: ProblemCode, detail?: string): Problem {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title, status, ...(detail === undefined ? {} : { detail }) };
}

/**
 * What the tablet does with an HTTP status. Any device between us may invent one (captive portals, proxies), so nothing
 * here ever lets an event go: `split` halves the batch (B3), `retry` waits, `stop` waits for a person.
 */
export function reactionTo(status: number): 'retry' | 'split' | 'stop' {
  if (status === 400 || status === 413) return 'split';
  if (status === 401 || status === 403) return 'stop';
  return 'retry';
}
