// The page's side of the service worker: registers it, looks for new versions, and lets one take over when the kiosk is
// idle. Taking over reloads the page once; it touches caches, never the journal.
import { Workbox } from 'workbox-window';
import { HOUR } from '#domain/instant.ts';

export interface WorkerBridge {
  /** Nobody is answering: a new version may take over, if one waits. */
  activateWaiting(): void;
  /** Nobody is in the middle of anything on this page: a new version may reload it, until this is taken back. */
  allowReload(): () => void;
}

export function registerWorker(reload: () => void): WorkerBridge {
  // Vite's dev server has no built files to keep
  if (import.meta.env.DEV || !('serviceWorker' in navigator))
    return { activateWaiting() {}, allowReload: () => () => {} };

  const workbox = new Workbox('/kiosk/worker.js', { scope: '/kiosk/' });
  let isFirst = false;
  let isOutdated = false;
  let allowance: object | undefined;
  const reloadIfOutdated = () => {
    if (isOutdated && allowance) reload();
  };
  // comes a second or more after it was asked for, when somebody may have begun; and to all tabs
  workbox.addEventListener('controlling', () => {
    isOutdated = !isFirst; // the first worker of all brings the version that this page has
    isFirst = false;
    reloadIfOutdated();
  });
  workbox.register().then(
    (registration) => {
      isFirst = !registration?.active;
    },
    () => {}, // without a network neither is a failure: the kept files serve
  );
  setInterval(() => workbox.update().catch(() => {}), HOUR);

  return {
    activateWaiting: () => workbox.messageSkipWaiting(),
    allowReload() {
      const own = {};
      allowance = own;
      reloadIfOutdated();
      return () => {
        // the screen that is gone says it after the next one has come
        if (allowance === own) allowance = undefined;
      };
    },
  };
}

/**
 * A person asks for a fresh start of a tablet that does not come up: the app is thrown away and fetched anew. Only where
 * it can be fetched, and never anything but caches and worker: what people answered is in IndexedDB and stays.
 */
export async function recoverApp(reload: () => void): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration('/kiosk/');
    await registration?.update(); // asks the network for the worker, and rejects where there is none
    await registration?.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  } catch {
    // no network: the kept app is all there is
  }
  reload();
}
