// What a tablet on a counter must do that a page need not: stay awake, and never come back as somebody left it. Loaded behind the
// first screen.

interface SharedTablet {
  /** Takes what stands on the screen out of the page. */
  readonly clear: () => void;
  readonly reload: () => void;
}

export function guardSharedTablet({ clear, reload }: SharedTablet): void {
  keepAwake();
  // a page that a browser keeps for its Back button would show what stood on it
  addEventListener('pagehide', ({ persisted }) => persisted && clear());
  addEventListener('pageshow', ({ persisted }) => persisted && reload());
}

/** The browser takes the lock back whenever the page is out of sight (Screen Wake Lock §7); older browsers have none. */
function keepAwake(): void {
  if (!('wakeLock' in navigator)) return;
  const ask = () => {
    // refused where the battery is low: the tablet then sleeps as it would
    if (document.visibilityState === 'visible') navigator.wakeLock.request('screen').catch(() => {});
  };
  document.addEventListener('visibilitychange', ask);
  ask();
}
