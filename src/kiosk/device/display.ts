// How the app stands on the tablet's screen: installed or in a browser's tab, with the system's bars or without.

/** Opened from the home screen. A page in full screen looks the same to CSS, so that is asked apart. */
export function isInstalled(): boolean {
  const has = (mode: string) => matchMedia(`(display-mode: ${mode})`).matches;
  // Safari's own word, from before there was one for all
  const isOnHomeScreen = 'standalone' in navigator && navigator.standalone === true;
  return isOnHomeScreen || has('standalone') || (has('fullscreen') && !isFullScreen());
}

export function canFillScreen(): boolean {
  return document.fullscreenEnabled === true;
}

export function isFullScreen(): boolean {
  return Boolean(document.fullscreenElement);
}

/** By a tap alone: browsers allow it to nothing else. Whether it came to be shows on the screen. */
export async function toggleFullScreen(): Promise<void> {
  const change = isFullScreen()
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen({ navigationUI: 'hide' });
  await change.catch(() => {});
}

/** Returns the unsubscriber. */
export function onFullScreenChange(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
