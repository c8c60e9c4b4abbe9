// Where the tablet starts. The first screen comes from a snapshot of what the shop has published, at once; the engine
// (journal, outbox) is loaded behind it, and whatever needs it waits. Without a snapshot the engine comes first.
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createKiosk } from './create-kiosk.ts';
import { readEnrolmentCode } from './device/enrolment-code.ts';
import { type Hold, holdKiosk } from './device/lock.ts';
import { type Published, readSnapshot, writeSnapshot } from './device/published.ts';
import { createStatusStore } from './device/status.ts';
import { onWake, persist, webPlatform } from './device/web.ts';
import type { Started } from './engine.ts';
import { BootScreen, StoppedScreen } from './screens/boot-screen.tsx';
import { registerWorker } from './sw/bridge.ts';

const root = createRoot(document.getElementById('root') as HTMLElement);
const status = createStatusStore();
const worker = registerWorker(() => location.reload());
let shown: Published | undefined;
let newest: Published | undefined;

// a one-time link opened in this very tab changes the fragment only
addEventListener('hashchange', () => location.reload());
run(holdKiosk(navigator.locks, 'if-free'));

function run(holding: Promise<Hold | undefined>): void {
  const started = holding.then(start);
  const snapshot = readSnapshot(localStorage);
  if (snapshot) show(snapshot, started);
  else root.render(<BootScreen />);
  void Promise.all([holding, started]).then(([hold, result]) => {
    if (result.kind === 'other-tab') showOtherTab();
    else if (result.kind !== 'running') showStopped(result.kind);
    else {
      history.replaceState(null, '', location.pathname); // the one-time code has done its work
      if (!shown && newest) show(newest, started);
    }
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
      enrolmentCode: readEnrolmentCode(location.hash),
      onWake,
      persist,
      onPublished: (published) => {
        newest = published;
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
    if (newest && newest.digest !== published.digest) show(newest, started);
  };
  const kiosk = createKiosk({ published, started, status, platform: webPlatform, appVersion: __APP_VERSION__, onIdle });
  root.render(<App key={published.digest} kiosk={kiosk} />);
}

function showStopped(reason: 'not-enrolled' | 'enrolment-failed' | 'storage'): void {
  if (reason !== 'storage') writeSnapshot(localStorage, undefined);
  const startAgain = (code: string) => {
    if (code) location.hash = `enrol=${readEnrolmentCode(code) ?? ''}`;
    location.reload();
  };
  root.render(<StoppedScreen reason={reason} onAction={startAgain} />);
}

/** Goes on by itself when the other tab ends, or at once when a person says so. */
function showOtherTab(): void {
  shown = undefined;
  const waiting = new AbortController();
  void holdKiosk(navigator.locks, 'wait', waiting.signal).then((hold) => hold && run(Promise.resolve(hold)));
  const useItHere = () => {
    waiting.abort();
    run(holdKiosk(navigator.locks, 'steal'));
  };
  root.render(<StoppedScreen reason="other-tab" onAction={useItHere} />);
}
