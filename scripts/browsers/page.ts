// What a person sees and touches in a driven browser, by the names on the screen.
import type { Driver } from './driver.ts';

export interface DrivenPage {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Goes on in a second window. */
  openWindow(url: string): Promise<void>;
  /** Calls it in the page, from its source: it sees nothing but its arguments. */
  run<Args extends readonly unknown[], T>(call: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T>;
  /** Touches what bears this name, once it is there. `nth` of several, from 0. */
  tap(name: string | RegExp, nth?: number): Promise<void>;
  /** Into the first field on the screen. */
  type(text: string): Promise<void>;
  /** Until this stands on the screen. */
  see(text: string | RegExp): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** PNG. */
  screenshot(): Promise<Buffer>;
}

/** Milliseconds until what should appear is given up: keys are made, on a busy machine. */
const PATIENCE = 30_000;

export function drivePage({ send }: Driver): DrivenPage {
  const run: DrivenPage['run'] = async (call, ...args) => {
    const script = `const given = [...arguments], done = given.pop();
Promise.resolve().then(() => (${call})(...given)).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    const answer = (await send('run', { script, args })) as { value: never; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value;
  };

  async function until(what: string | RegExp, attempt: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
      // a page on its way cannot be asked, and what is drawn again in between is looked for again
      if (await attempt().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no "${what}" on the screen, which says:\n${await run(() => document.body.innerText)}`);
  }

  return {
    run,
    open: async (url) => void (await send('navigate', { url })),
    async reload() {
      // as a page does: Firefox's own command for it passes the service worker by
      await run(() => {
        document.documentElement.dataset.before = '';
        setTimeout(() => location.reload());
      });
      await until('fresh page', () => run(() => !('before' in document.documentElement.dataset)));
    },
    async openWindow(url) {
      // no tab: WebKitGTK's driver opens one unseen, and then waits for it to be drawn
      const { handle } = (await send('newWindow', { type: 'window' })) as { readonly handle: string };
      await send('toWindow', { handle });
      await send('navigate', { url });
    },
    async tap(name, nth = 0) {
      await until(name, async () => {
        const found = await run(findTouchable, toSource(name), nth);
        if (found) await send('click', toReference(found));
        return found !== null;
      });
    },
    async type(text) {
      await until('field', async () => {
        const found = await run(findField);
        if (found) await send('type', { ...toReference(found), text });
        return found !== null;
      });
    },
    see: (text) => until(text, () => run(isSaid, text instanceof RegExp ? text.source : RegExp.escape(text))),
    async resize(width, height) {
      await send('resize', { width, height });
      // without the browser's own bars
      const [inner, outer] = await run(() => [window.innerWidth, window.innerHeight] as const);
      await send('resize', { width: 2 * width - inner, height: 2 * height - outer });
    },
    screenshot: async () => Buffer.from(String(await send('screenshot', { full: false })), 'base64'),
  };
}

const toSource = (name: string | RegExp) => (name instanceof RegExp ? name.source : `^${RegExp.escape(name)}$`);

/** WebDriver names an element by an object with one key. */
const toReference = (element: Element) => ({ id: Object.values(element)[0] });

// what follows runs in the page, where a blank is a blank

function findTouchable(source: string, nth: number): Element | null {
  const nameOf = (one: Element) => (one.getAttribute('aria-label') ?? one.textContent).replace(/\s+/g, ' ').trim();
  const all = document.querySelectorAll('button, a[href], label, summary');
  // a screen that has just come takes no touch
  const takesTouch = (one: Element) => one.checkVisibility() && getComputedStyle(one).pointerEvents !== 'none';
  const found = [...all].filter((one) => takesTouch(one) && new RegExp(source).test(nameOf(one)));
  return found[nth] ?? null;
}

function findField(): Element | null {
  const all = document.querySelectorAll('input:not([type=radio], [type=checkbox], [type=hidden])');
  return [...all].find((one) => one.checkVisibility()) ?? null;
}

function isSaid(source: string): boolean {
  return new RegExp(source).test(document.body.innerText.replace(/\s+/g, ' '));
}
