// The tablet's state as the screens see it: one value, replaced when something in it changes.
import type { KioskStatus } from '../kiosk.ts';

export interface StatusStore {
  get(): KioskStatus;
  report(change: Partial<KioskStatus>): void;
  subscribe(listener: () => void): () => void;
}

export function createStatusStore(): StatusStore {
  let status: KioskStatus = {
    online: null,
    syncing: false,
    waiting: 0,
    toCheck: 0,
    oldestWaitingAt: null,
    lastSyncAt: null,
    skew: null,
    persisted: null,
    lost: null,
    hasPin: null,
    answeredOnPhone: [],
    stopped: null,
  };
  const listeners = new Set<() => void>();
  return {
    get: () => status,
    report(change) {
      const keys = Object.keys(change) as (keyof KioskStatus)[];
      if (keys.every((key) => change[key] === status[key])) return;
      status = { ...status, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
