// What a tablet on a counter must do that a page need not: stay awake, never come back as somebody left it, and keep nothing of
// the screens that are gone. Loaded behind the first screen.

interface SharedTablet {
  /** Takes what stands on the screen out of the page. */
  readonly clear: () => void;
  readonly reload: () => void;
}

export function guardSharedTablet({ clear, reload }: SharedTablet): void {
  keepAwake();
  takeApartWhatLeaves();
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

/**
 * A browser holds on to the last element that was touched, also when it has left the page, and by it to everything that hung
 * together with it: a whole screen, with what was typed. So what leaves is emptied, and no part of it leads to another.
 */
function takeApartWhatLeaves(): void {
  const observer = new MutationObserver((records) => {
    for (const { removedNodes } of records)
      for (const node of removedNodes) if (node instanceof Element && !node.isConnected) takeApart(node);
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

function takeApart(root: Element): void {
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (element instanceof HTMLInputElement) {
      element.value = '';
      element.checked = false;
    }
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
    element.replaceChildren();
  }
}
