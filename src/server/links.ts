// The addresses of the phone pages, absolute where a mail carries them.

export const confirmPath = (token: string) => `/confirm/${token}`;
/** Sends a new link to the preference page. */
export const newLinkPath = '/preferences';
export const preferencesPath = (token: string) => `/preferences/${token}`;
export const myDataPaths = (token: string) => ({
  data: `${preferencesPath(token)}/data`,
  receipt: `${preferencesPath(token)}/receipt`,
  record: `${preferencesPath(token)}/receipt.jsonld`,
  erase: `${preferencesPath(token)}/erase`,
});
export const erasedPath = '/preferences/erased';
export const unsubscribePath = (token: string) => `/unsubscribe/${token}`;
/** RFC 8058: what a mail program posts to by itself. */
export const oneClickPath = (token: string) => `${unsubscribePath(token)}/one-click`;
export const noticePath = (configDigest: string, language: string) => `/notices/${configDigest}/${language}`;
