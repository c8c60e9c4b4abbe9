// The browser's own IndexedDB, watched and made to fail as browsers do. What is patched is the platform, before the page
// runs; the app is as it ships.
import type { Page } from '@playwright/test';

/** Of a capture only: the outbox writes too. */
export type Fault =
  /** No room for the last write, the head. */
  | 'quota'
  /** The browser aborts after everything was put. */
  | 'abort'
  /** The connection was closed under our feet. */
  | 'closed'
  /** WebKit after a resume. */
  | 'lost';

export interface CaptureLog {
  /** IDBTransaction.durability of each transaction that puts an event. */
  readonly durabilities: readonly string[];
  /** In the order in which they happened. */
  readonly happened: readonly ('put' | 'complete' | 'thanks' | 'not saved')[];
}

interface Watched {
  durabilities: string[];
  happened: string[];
  fault: Fault;
  times: number;
  isHeld: boolean;
}

declare global {
  interface Window {
    storage: Watched;
  }
}

/** Before the page is opened. */
export async function watchStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched: Watched = { durabilities: [], happened: [], fault: 'abort', times: 0, isHeld: false };
    window.storage = watched;
    const captures = new WeakSet<IDBTransaction>();
    const strikes = (...faults: Fault[]) => faults.includes(watched.fault) && watched.times > 0 && watched.times-- > 0;
    // the outbox writes into the same stores, but not while the screen says that an answer is being stored
    const isSaving = () => document.querySelector('[aria-busy="true"]') !== null;

    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === 'readwrite' && isSaving()) {
        if (strikes('lost'))
          throw new DOMException('Connection to Indexed Database server lost. Refresh the page', 'UnknownError');
        if (strikes('closed')) this.close();
      }
      const begun = transaction.call(this, stores, mode, options);
      // now, so that it is written down before the app hears of it
      begun.addEventListener('complete', () => captures.has(begun) && watched.happened.push('complete'));
      return begun;
    };

    const { add, put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function (...row) {
      captures.add(this.transaction);
      watched.durabilities.push(this.transaction.durability);
      watched.happened.push('put');
      // a transaction stays open as long as it is asked for something
      const hold = () => {
        if (watched.isHeld) this.count().onsuccess = hold;
      };
      hold();
      return add.apply(this, row);
    };
    IDBObjectStore.prototype.put = function (...row) {
      const isCapture = captures.has(this.transaction);
      if (isCapture && strikes('quota')) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      const request = put.apply(this, row);
      if (isCapture && strikes('abort')) request.addEventListener('success', () => this.transaction.abort());
      return request;
    };

    const look = () => {
      const screens = { '.thanks': 'thanks', '.stopped': 'not saved' };
      for (const [selector, name] of Object.entries(screens))
        if (document.querySelector(selector) && watched.happened.at(-1) !== name) watched.happened.push(name);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}

export async function failCaptures(page: Page, fault: Fault, times: number): Promise<void> {
  await page.evaluate(([kind, count]) => Object.assign(window.storage, { fault: kind, times: count }), [
    fault,
    times,
  ] as const);
}

/** Keeps the transaction of the next capture from completing, until it is let go. */
export async function holdCaptures(page: Page, isHeld: boolean): Promise<void> {
  await page.evaluate((held) => Object.assign(window.storage, { isHeld: held }), isHeld);
}

export async function captureLog(page: Page): Promise<CaptureLog> {
  return (await page.evaluate(() => window.storage)) as CaptureLog;
}

/** The journal's rows as the browser has them. */
export async function readJournal(page: Page): Promise<{ readonly seq: number; readonly id: string }[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('consent-kiosk'));
    const rows: { seq: number; id: string }[] = await done(
      database.transaction('journal').objectStore('journal').getAll(),
    );
    database.close();
    return rows.map(({ seq, id }) => ({ seq, id }));
  });
}
