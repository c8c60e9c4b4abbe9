// A5: one tab is the kiosk. A Web Lock, because the browser frees it when a tab dies, however it dies. It keeps two tabs
// from talking at once; what keeps the chain whole is the head check at capture.
const NAME = 'consent-kiosk';

export type LockMode =
  /** Not if another tab has it. */
  | 'if-free'
  /** When the other tab lets it go. */
  | 'wait'
  /** *Use it here.* */
  | 'steal';

export interface Hold {
  /** Resolves when another tab has stolen it. */
  readonly lost: Promise<void>;
}

/** Undefined when another tab has it (`if-free`), or when the waiting was given up. */
export function holdKiosk(locks: LockManager, mode: LockMode, giveUp?: AbortSignal): Promise<Hold | undefined> {
  const options: LockOptions = {
    ...(mode === 'if-free' && { ifAvailable: true }),
    ...(mode === 'steal' && { steal: true }),
    ...(mode === 'wait' && giveUp && { signal: giveUp }),
  };
  return new Promise((resolve) => {
    let lose = () => {};
    const lost = new Promise<void>((resolveLost) => {
      lose = resolveLost;
    });
    locks
      .request(NAME, options, (lock) => {
        if (!lock) return resolve(undefined);
        resolve({ lost });
        return new Promise<never>(() => {}); // held until the tab ends
      })
      .catch(() => {
        resolve(undefined);
        lose();
      });
  });
}
