// The addresses of the phone pages, absolute where a mail carries them.

export const confirmPath = (token: string) => `/confirm/${token}`;
export const preferencesPath = (token: string) => `/preferences/${token}`;
export const unsubscribePath = (token: string) => `/unsubscribe/${token}`;
/** RFC 8058: what a mail program posts to by itself. */
export const oneClickPath = (token: string) => `${unsubscribePath(token)}/one-click`;
export const noticePath = (configDigest: string, language: string) => `/notices/${configDigest}/${language}`;
