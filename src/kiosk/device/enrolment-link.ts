export interface EnrolmentLink {
  readonly code: string;
  /** Only in the link of a trial installation, which enrols without a further word. */
  readonly passphrase: string | undefined;
}

/**
 * `#enrol=CODE&passphrase=…`: a fragment, because it never reaches a server's log or a Referer header. Also takes the whole
 * link, or the code alone: a home-screen app shares no storage with Safari, so somebody types or pastes it there.
 */
export function readEnrolmentLink(text: string): EnrolmentLink | undefined {
  const fragment = text.slice(text.indexOf('#') + 1).trim();
  if (!fragment.includes('=')) return fragment ? { code: fragment, passphrase: undefined } : undefined;
  const parameters = new URLSearchParams(fragment);
  const code = parameters.get('enrol');
  return code ? { code, passphrase: parameters.get('passphrase') ?? undefined } : undefined;
}

/** The link that opened this page, once: its passphrase opens the day's file, and an address bar is read by everybody. */
export function takeEnrolmentLink(location: Location, history: History): EnrolmentLink | undefined {
  const link = readEnrolmentLink(location.hash);
  if (location.hash) history.replaceState(null, '', location.pathname);
  return link;
}
