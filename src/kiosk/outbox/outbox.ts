// When to talk to the back end. Driven by the page: start, after a save, back online, visible again, a timer and
// *Sync now*. Never Background Sync, which half of the browsers lack and which reports nothing. README.md is the contract.
import { HOUR, MINUTE } from '#domain/instant.ts';
import type { StatusStore } from '../device/status.ts';
import type { StoredConfig } from '../journal/db.ts';
import { backoff } from './backoff.ts';
import { type DrainResult, drain, offerExceptions } from './drain.ts';
import type { ExchangeDeps } from './exchange.ts';
import { fetchPublishedConfig } from './published-config.ts';

export interface OutboxDeps extends Omit<ExchangeDeps, 'signal'> {
  readonly report: StatusStore['report'];
  /** Calls back when it may be worth a try: `online`, visible again. A hint, never a fact. Returns the unsubscriber. */
  readonly onWake: (wake: () => void) => () => void;
  /** A newer config is stored. */
  readonly onConfig: (config: StoredConfig) => void;
  /** Retired and drained: the tablet has wiped itself. */
  readonly onWiped: () => void;
}

export interface Outbox {
  start(): void;
  /** An event was saved. */
  noticeSave(): void;
  /** Resolves when everything was tried once, whatever came of it. */
  syncNow(): Promise<void>;
  /** Something may have happened at the back end. Nothing comes of it while it is being asked, or has asked for quiet. */
  askForNews(): void;
  /** Resolves when nothing is under way. */
  whenIdle(): Promise<void>;
  /** For good: this tab is no longer the kiosk. */
  stop(): void;
}

const HEARTBEAT = 5 * MINUTE;

export function createOutbox({ report, onWake, onConfig, onWiped, ...rest }: OutboxDeps): Outbox {
  const { journal, platform } = rest;
  const stopping = new AbortController();
  const deps: ExchangeDeps = { ...rest, signal: stopping.signal };

  let flight: Promise<void> | undefined;
  let isAskedAgain = false;
  let failures = 0;
  let isTurnedAway = false;
  let isOfferDue = true;
  /** The back end asked for quiet (Retry-After): only a person may break it. */
  let isQuiet = false;
  let cancelTimer = () => {};
  let stopWaking = () => {};

  /** Single flight: who asks while one is under way gets another round after it. */
  function fly(): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    isAskedAgain = flight !== undefined;
    flight ??= flyRounds();
    return flight;
  }

  async function flyRounds(): Promise<void> {
    cancelTimer();
    report({ syncing: true });
    let wait: number;
    do {
      isAskedAgain = false;
      wait = await flyOnce();
    } while (isAskedAgain && !stopping.signal.aborted);
    flight = undefined; // in one step with the look at isAskedAgain, so that nobody asks in between and is forgotten
    if (!stopping.signal.aborted)
      cancelTimer = platform.after(wait, () => {
        isQuiet = false;
        void fly();
      });
    report({ syncing: false });
  }

  /** Returns the milliseconds until the next round. */
  async function flyOnce(): Promise<number> {
    try {
      await reportJournal();
      const result = await drain(deps);
      note(result);
      if (result.kind === 'exchanged') {
        const config = await fetchPublishedConfig(deps, result.configDigest);
        if (config) onConfig(config);
        if (isOfferDue) await offer();
        if (result.deviceStatus === 'retired' && (await journal.wipe())) return retire();
      }
      await journal.prune(platform.now());
      await reportJournal();
      if (result.kind === 'exchanged') return HEARTBEAT;
      return backoff(failures, platform.random(), result.retryAfter);
    } catch {
      // the journal cannot be used, also after a reopening
      failures++;
      report({ stopped: 'storage' });
      return backoff(failures, platform.random(), null);
    }
  }

  function note(result: DrainResult): void {
    const isExchanged = result.kind === 'exchanged';
    failures = isExchanged ? 0 : failures + 1;
    isQuiet = !isExchanged && result.retryAfter !== null;
    if (isExchanged) isTurnedAway = result.deviceStatus !== 'active';
    else if (result.reaction === 'stop') isTurnedAway = true;
    report({ online: isExchanged });
  }

  /** B9: it has handed over everything, and nothing of it is left here. */
  function retire(): number {
    stop();
    report({ stopped: 'retired', waiting: 0, toCheck: 0, oldestWaitingAt: null });
    onWiped();
    return 0;
  }

  async function offer(): Promise<void> {
    isOfferDue = false;
    platform.after(HOUR, () => {
      isOfferDue = true;
    });
    await offerExceptions(deps);
  }

  async function reportJournal(): Promise<void> {
    const [tally, sync] = await Promise.all([journal.readTally(), journal.getSync()]);
    const isRestored = sync !== undefined && sync.restoredFrom !== null;
    report({
      ...tally,
      lastSyncAt: sync?.syncedAt ?? null,
      skew: sync?.skew ?? null,
      stopped: isTurnedAway ? 'device' : isRestored ? 'restored-back-end' : null,
    });
  }

  function stop(): void {
    stopping.abort();
    cancelTimer();
    stopWaking();
  }

  function nudge(): void {
    if (!isQuiet) void fly();
  }

  return {
    start() {
      stopWaking = onWake(nudge);
      void fly();
    },
    noticeSave() {
      if (stopping.signal.aborted) return;
      reportJournal().catch(() => report({ stopped: 'storage' }));
      nudge();
    },
    syncNow() {
      isOfferDue = true;
      return fly();
    },
    askForNews() {
      if (!flight) nudge();
    },
    async whenIdle() {
      while (flight) await flight;
    },
    stop,
  };
}
