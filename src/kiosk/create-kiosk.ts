// The kiosk as the screens know it (kiosk.ts), usable at once: what is published stands here, and whatever needs the
// journal waits for the engine.
import { businessDayAt } from '#domain/business-day.ts';
import type { Platform } from './device/platform.ts';
import { mustGetStore, type Published } from './device/published.ts';
import type { StatusStore } from './device/status.ts';
import type { Engine, Started } from './engine.ts';
import type { Kiosk, SaveResult } from './kiosk.ts';

export interface KioskDeps {
  readonly published: Published;
  /** Must not reject. */
  readonly started: Promise<Started>;
  readonly status: StatusStore;
  readonly platform: Platform;
  readonly appVersion: string;
  readonly onIdle: () => void;
}

export function createKiosk({ published, started, status, platform, appVersion, onIdle }: KioskDeps): Kiosk {
  const { config } = published;
  const store = mustGetStore(published);
  const till = store.tills.find(({ id }) => id === published.till);

  async function save(work: (engine: Engine) => Promise<SaveResult>): Promise<SaveResult> {
    const result = await started;
    return result.kind === 'running' ? work(result.engine) : { outcome: 'not-saved', code: 'S-OPEN' };
  }

  return {
    config,
    store,
    // a till that a newer config no longer lists keeps its id for a name
    tillName: till?.name ?? published.till,
    appVersion,
    newId: () => platform.newId(),
    saveAnswers: (draft) => save((engine) => engine.saveAnswers(draft, published)),
    saveStop: (draft) => save((engine) => engine.saveStop(draft, published)),
    getStatus: () => status.get(),
    subscribeStatus: (listener) => status.subscribe(listener),
    async syncNow() {
      const result = await started;
      if (result.kind === 'running') await result.engine.syncNow();
    },
    today: () => businessDayAt(platform.now(), store.timeZone),
    async listDayRows(businessDay) {
      const result = await started;
      return result.kind === 'running' ? result.engine.listDayRows(businessDay) : [];
    },
    idle: onIdle,
  };
}
