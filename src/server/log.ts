// Structured logs. Personal data stays out by construction: there is one function per thing worth saying, and none takes
// free text, a URL (tokens stand in paths) or a request body.
import { type DestinationStream, pino } from 'pino';

export interface Log {
  started(at: { url: string }): void;
  stopped(): void;
  /** The data came from a backup: what the act log holds beyond it was done again (B13). */
  replayed(what: { entries: number }): void;
  /** The act log lacked what the data knows: a crash before it was written, or the file was lost. */
  refilled(what: { entries: number }): void;
  /** The key store came from a backup that is older than the data. */
  unreadable(what: { contactPoints: number }): void;
  /** @param route the pattern, never the path */
  answered(request: { method: string; route: string; status: number; milliseconds: number }): void;
  batch(batch: { device: string; events: number; outcomes: Record<string, number> }): void;
  /** A message that came in by SMS. */
  sms(message: { outcome: string }): void;
  job(job: { kind: string; id: string; outcome: string }): void;
  /** A limit has begun to make mails wait (D4). `until`: when the first of them may go on, epoch milliseconds. */
  limit(bites: { limit: string; jobs: number; until: number }): void;
  /** What became of a mail that the mail server had taken. */
  mailReport(report: { outcome: string }): void;
  /** What another system has told of people who were in touch. `kept`: so many moved a use clock. */
  activity(what: { received: number; kept: number }): void;
  /** The nightly end of data: how many of what went. */
  night(totals: Readonly<Record<string, number>>): void;
  /** So long since the last night that the clock may be wrong. */
  nightWaits(gap: { last: string; today: string }): void;
  /** The clock was ahead, and what comes in is dated as it was then, until that instant. */
  datedAhead(until: number): void;
  /** Somebody has asked for something about their data. */
  rightsRequest(request: { kind: string; dueOn: string }): void;
  /** Requests that must be answered within days, and that should have been. */
  requestsDue(count: { overdue: number; soon: number }): void;
  failure(where: string, error: unknown): void;
}

/** @param destination standard output without it */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    started: (at) => logger.info(at, 'started'),
    stopped: () => logger.info('stopped'),
    replayed: (what) => logger.warn(what, 'restored from a backup: acts replayed'),
    refilled: (what) => logger.warn(what, 'the act log lacked acts of the ledger: written into it again'),
    unreadable: (what) => logger.error(what, 'the key store is older than the data: put a newer copy of it back'),
    answered: (request) => logger.info(request, 'answered'),
    batch: (batch) => logger.info(batch, 'batch received'),
    sms: (message) => logger.info(message, 'sms received'),
    job: (job) => logger.info(job, 'job'),
    limit: ({ until, ...bites }) =>
      logger.warn({ ...bites, until: new Date(until).toISOString() }, 'a limit makes mails wait'),
    mailReport: (report) => logger.info(report, 'mail report received'),
    activity: (what) => logger.info(what, 'activity received'),
    night: (totals) => logger.info(totals, 'night: what is over is gone'),
    nightWaits: (gap) => logger.warn(gap, 'night: is the clock right? If it is: admin retention run'),
    datedAhead: (until) =>
      logger.warn({ until: new Date(until).toISOString() }, 'the clock was ahead: what comes in is dated too late'),
    rightsRequest: (request) => logger.info(request, 'request about personal data received'),
    requestsDue: (count) => logger.warn(count, 'requests about personal data are due: admin requests list'),
    // the stack without its message: a message can repeat what was typed
    failure: (where, error) => logger.error({ where, ...describeError(error) }, 'failure'),
  };
}

function describeError(error: unknown): { name: string; code?: string; stack?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = framesOf(error).map((frame) => frame.trim());
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { name: error.name, ...(code ? { code } : {}), ...(frames.length > 0 ? { stack: frames } : {}) };
}

/** Only what follows the message: a message has lines too, and they can look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  if (start === -1) return [];
  const rest = stack.slice(start + message.length).split('\n');
  return rest.filter((line) => line.trimStart().startsWith('at '));
}

export const silentLog: Log = {
  started() {},
  stopped() {},
  replayed() {},
  refilled() {},
  unreadable() {},
  answered() {},
  batch() {},
  sms() {},
  job() {},
  limit() {},
  mailReport() {},
  activity() {},
  night() {},
  nightWaits() {},
  datedAhead() {},
  rightsRequest() {},
  requestsDue() {},
  failure() {},
};
