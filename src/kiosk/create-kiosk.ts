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
  readonly onIdle: Kiosk['idle'];
}

export function createKiosk({ published, started, status, platform, appVersion, onIdle }: KioskDeps): Kiosk {
  const { config } = published;
  const store = mustGetStore(published);
  const till = store.tills.find(({ id }) => id === published.till);

  async function withEngine<T>(work: (engine: Engine) => Promise<T>, otherwise: T): Promise<T> {
    const result = await started;
    return result.kind === 'running' ? work(result.engine) : otherwise;
  }

  const today = () => businessDayAt(platform.now(), store.timeZone);
  const notSaved: SaveResult = { outcome: 'not-saved', code: 'S-OPEN' };
  return {
    config,
    store,
    // a till that a newer config no longer lists keeps its id for a name
    tillName: till?.name ?? published.till,
    appVersion,
    newId: () => platform.newId(),
    saveAnswers: (draft) => withEngine((engine) => engine.saveAnswers(draft, published), notSaved),
    saveStop: (draft) => withEngine((engine) => engine.saveStop(draft, published), notSaved),
    handOver: (draft) =>
      withEngine((engine) => engine.handOver(draft, published), { outcome: 'not-signed', code: 'S-OPEN' }),
    getStatus: () => status.get(),
    subscribeStatus: (listener) => status.subscribe(listener),
    syncNow: () => withEngine((engine) => engine.syncNow(), undefined),
    askForNews: () => withEngine(async (engine) => engine.askForNews(), undefined),
    today,
    async listDays() {
      const now = today();
      const held = await withEngine((engine) => engine.listDays(), []);
      return [now, ...held.filter((day) => day !== now)];
    },
    listDayRows: (businessDay) => withEngine((engine) => engine.listDayRows(businessDay), []),
    writeDayFile: (order) =>
      withEngine((engine) => engine.writeDayFile(order, published), { outcome: 'not-opened', code: 'S-OPEN' }),
    openClosing: (passphrase) =>
      withEngine((engine) => engine.openClosing(passphrase, published), { outcome: 'not-opened', code: 'S-OPEN' }),
    changePassphrase: (current, next) => withEngine((engine) => engine.changePassphrase(current, next), 'not-changed'),
    unlockTeam: (pin) => withEngine((engine) => engine.unlockTeam(pin), { outcome: 'open' }),
    setPin: (passphrase, pin) => withEngine((engine) => engine.setPin(passphrase, pin), 'not-set'),
    async exportJournal() {
      const result = await started;
      if (result.kind !== 'running') throw new Error('the journal cannot be opened');
      return result.engine.exportJournal();
    },
    replaceDevice: (input) => withEngine((engine) => engine.replaceDevice(input), 'storage'),
    idle: onIdle,
  };
}
