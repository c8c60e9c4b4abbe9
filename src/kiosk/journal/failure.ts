// Why storage failed, as a short stable code that the team can read out. It says nothing about a person.

export const failureCodes = {
  /** The disk or the origin's quota is full. */
  QuotaExceededError: 'S-FULL',
  AbortError: 'S-ABORT',
  InvalidStateError: 'S-CLOSED',
  DatabaseClosedError: 'S-CLOSED',
  TransactionInactiveError: 'S-CLOSED',
  /** WebKit after a resume: "Connection to Indexed Database server lost" (Dexie#2008). */
  UnknownError: 'S-CONNECTION',
  OpenFailedError: 'S-OPEN',
  MissingAPIError: 'S-OPEN',
  VersionError: 'S-VERSION',
  /** Newer code in another tab has changed the schema: this code must not write any more. */
  OutdatedError: 'S-VERSION',
  /** The database is there, but this device's identity is not: somebody cleared the site's data. */
  EmptyJournalError: 'S-EMPTY',
  /** Another device has taken this one's place, in another tab (A1). */
  ReplacedError: 'S-REPLACED',
  /** Another tab kept taking the next place in the chain. */
  BusyError: 'S-BUSY',
} as const satisfies Record<string, `S-${string}`>;

export type FailureCode = (typeof failureCodes)[keyof typeof failureCodes] | 'S-OTHER';

export class JournalError extends Error {
  constructor(name: 'OutdatedError' | 'EmptyJournalError' | 'ReplacedError' | 'BusyError', message: string) {
    super(message);
    this.name = name;
  }
}

/** Dexie wraps what the browser said; the innermost name that we know is the cause. */
export function toFailureCode(error: unknown): FailureCode {
  let code: FailureCode = 'S-OTHER';
  for (let e = error, depth = 0; e instanceof Object && depth < 5; depth++) {
    const { name, inner } = e as { name?: unknown; inner?: unknown };
    if (typeof name === 'string' && Object.hasOwn(failureCodes, name))
      code = failureCodes[name as keyof typeof failureCodes];
    e = inner;
  }
  return code;
}
