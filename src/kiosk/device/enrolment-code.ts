/**
 * The one-time code in `#enrol=CODE`: a fragment, because it never reaches a server's log or a Referer header. Also takes
 * the whole link, or the code alone: a home-screen app shares no storage with Safari, so somebody pastes it there.
 */
export function readEnrolmentCode(text: string): string | undefined {
  const fragment = text.slice(text.indexOf('#') + 1);
  return (fragment.includes('=') ? new URLSearchParams(fragment).get('enrol') : fragment.trim()) || undefined;
}
