// Where the tablet starts. The first screen comes from a snapshot of what the shop has published, at once; the engine
// (journal, outbox) is loaded behind it, and whatever needs it waits. Without a snapshot the engine comes first.
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createKiosk } from './create-kiosk.ts';
import { findObstacle } from './device/browser.ts';
import { type EnrolmentLink, takeEnrolmentLink } from './device/enrolment-link.ts';
import { type Hold, holdKiosk } from './device/lock.ts';
import { type Published, readSnapshot, writeSnapshot } from './device/published.ts';
import { createStatusStore } from './device/status.ts';
import { onWake, persist, webPlatform } from './device/web.ts';
import type { Started } from './engine.ts';
import type { EnrolmentInput } from './kiosk.ts';
import { BootScreen, EnrolScreen, StoppedScreen } from './screens/boot-screen.tsx';
import { recoverApp, registerWorker } from './sw/bridge.ts';

/** Stands in the tab that is the kiosk while it reloads for a new version: what waits for the lock gets it meanwhile. */
const RETURNS = 'kiosk-returns';

const link = takeEnrolmentLink(location, history);
const root = createRoot(document.getElementById('root') as HTMLElement);
const status = createStatusStore();
const reload = () => location.reload();
const worker = registerWorker(() => {
  if (shown) sessionStorage.setItem(RETURNS, 'yes');
  reload();
});
let shown: Published | undefined;
let newest: Published | undefined;

// a one-time link opened in this very tab changes the fragment only
addEventListener('hashchange', reload);
const obstacle = findObstacle();
if (obstacle) root.render(<StoppedScreen reason={obstacle} onAction={reload} />);
else run(holdKiosk(navigator.locks, sessionStorage.getItem(RETURNS) ? 'steal' : 'if-free'));
sessionStorage.removeItem(RETURNS);
import('./device/shared-tablet.ts').then(
  ({ guardSharedTablet }) => guardSharedTablet({ clear: () => root.unmount(), reload }),
  () => {}, // the tablet sleeps as it would
);

function run(holding: Promise<Hold | undefined>): void {
  const started = holding.then(start);
  const snapshot = readSnapshot(localStorage);
  if (snapshot) show(snapshot, started);
  else root.render(<BootScreen />);
  void Promise.all([holding, started]).then(([hold, result]) => {
    if (result.kind === 'other-tab') showOtherTab();
    else if (result.kind === 'storage') showBroken();
    else if (result.kind === 'not-enrolled') showEnrolment(result);
    else if (!shown && newest) show(newest, started);
    void hold?.lost.then(() => {
      if (result.kind === 'running') result.engine.stop();
      showOtherTab();
    });
  });
}

async function start(hold: Hold | undefined): Promise<Started> {
  if (!hold) return { kind: 'other-tab' };
  try {
    const [{ startEngine }, { createJournal }, { createApi }] = await Promise.all([
      import('./engine.ts'),
      import('./journal/journal.ts'),
      import('./outbox/api.ts'),
    ]);
    return await startEngine({
      journal: createJournal(),
      api: createApi({ origin: location.origin }),
      platform: webPlatform,
      status,
      appVersion: __APP_VERSION__,
      enrolment: toInput(link),
      onWake,
      persist,
      onPublished: (published) => {
        newest = published;
        if (!published) writeSnapshot(localStorage, undefined); // wiped
      },
    });
  } catch {
    return { kind: 'storage' }; // the app's own files are not there
  }
}

function show(published: Published, started: Promise<Started>): void {
  shown = published;
  writeSnapshot(localStorage, published);
  const onIdle = () => {
    worker.activateWaiting();
    const begin = worker.allowReload();
    if (newest && keyOf(newest) !== keyOf(published)) show(newest, started);
    return begin;
  };
  const kiosk = createKiosk({ published, started, status, platform: webPlatform, appVersion: __APP_VERSION__, onIdle });
  root.render(<App key={keyOf(published)} kiosk={kiosk} />);
}

/** A new device may stand at another till of the same shop. */
function keyOf({ digest, store, till }: Published): string {
  return [digest, store, till].join();
}

function toInput(link: EnrolmentLink | undefined): EnrolmentInput | undefined {
  return link?.passphrase === undefined ? undefined : { code: link.code, passphrase: link.passphrase };
}

function showEnrolment({ failure, enrol }: Extract<Started, { kind: 'not-enrolled' }>): void {
  writeSnapshot(localStorage, undefined);
  const onEnrol = async (input: EnrolmentInput) => {
    const result = await enrol(input);
    if (result === undefined) reload();
    return result;
  };
  const code = failure === 'code' ? undefined : link?.code;
  root.render(<EnrolScreen code={code} failed={failure} onEnrol={onEnrol} />);
}

function showBroken(): void {
  root.render(<StoppedScreen reason="storage" onAction={() => void recoverApp(reload)} />);
}

/** Goes on by itself when the other tab ends, or at once when a person says so. */
function showOtherTab(): void {
  shown = undefined;
  worker.allowReload();
  const waiting = new AbortController();
  void holdKiosk(navigator.locks, 'wait', waiting.signal).then((hold) => hold && run(Promise.resolve(hold)));
  const useItHere = () => {
    waiting.abort();
    run(holdKiosk(navigator.locks, 'steal'));
  };
  root.render(<StoppedScreen reason="other-tab" onAction={useItHere} />);
}
