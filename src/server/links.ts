// The addresses of the phone pages, absolute where a mail carries them.
import type { Noted } from '#pages/answer-page.ts';

export const confirmPath = (token: string) => `/confirm/${token}`;
/** Sends a new link to the preference page. */
export const newLinkPath = '/preferences';
export const preferencesPath = (token: string) => `/preferences/${token}`;
export const myDataPaths = (token: string) => ({
  data: `${preferencesPath(token)}/data`,
  receipt: `${preferencesPath(token)}/receipt`,
  record: `${preferencesPath(token)}/receipt.jsonld`,
  erase: `${preferencesPath(token)}/erase`,
  correct: `${preferencesPath(token)}/correct`,
  complain: `${preferencesPath(token)}/complain`,
});
export const erasedPath = '/preferences/erased';
export const unsubscribePath = (token: string) => `/unsubscribe/${token}`;
/** RFC 8058: what a mail program posts to by itself. */
export const oneClickPath = (token: string) => `${unsubscribePath(token)}/one-click`;
/** @param token a tablet's signed link, or a store's id: the code of its counter card */
export const answerPath = (token: string) => `/q/${token}`;
export const cardPath = (store: string) => `${answerPath(store)}/card`;
/** @param answerSecret opens the answer that was given (E1); null after a refusal */
export const answeredPath = (token: string, state: Noted, answerSecret: string | null) =>
  `${answerPath(token)}/${state}${answerSecret === null ? '' : `/${answerSecret}`}`;
export const noticePath = (configDigest: string, language: string) => `/notices/${configDigest}/${language}`;
