// Every word of what a person can do with their data: object, take away, erase, complain.
import type { Channel, Language } from '#domain/shop-config.ts';
import type { Saying } from './page-words.ts';
import { rightsEn } from './rights-en.ts';
import { rightsFr } from './rights-fr.ts';

export interface RightsWords {
  readonly myData: {
    readonly title: string;
    readonly download: string;
    readonly receipt: string;
    readonly correct: string;
    readonly complain: string;
    readonly erase: string;
  };
  readonly objection: {
    readonly title: string;
    readonly text: string;
    readonly object: string;
    readonly objected: string;
    readonly since: (day: string) => string;
  };
  readonly restriction: {
    readonly title: string;
    readonly text: string;
    readonly restrict: string;
    readonly restricted: string;
    readonly since: (day: string) => string;
    /** What lifting does, said before it is done (GDPR 18(3)). */
    readonly beforeLifting: string;
    readonly lift: string;
    readonly lifted: string;
    /** It has been lifted too often that day. */
    readonly later: { readonly title: string; readonly text: string };
  };
  readonly recourse: {
    readonly title: string;
    readonly text: string;
    readonly complain: (authority: string) => string;
    readonly report: (channels: readonly Channel[], means: string) => string;
  };
  readonly receipt: {
    readonly title: string;
    readonly madeAt: (moment: string) => string;
    readonly controller: string;
    readonly contact: string;
    readonly reference: string;
    readonly print: string;
    readonly forMachines: string;
    readonly back: string;
    readonly fileName: string;
  };
  readonly copy: { readonly fileName: string };
  readonly erasure: {
    readonly title: string;
    readonly text: (contact: string) => string;
    readonly goesTitle: string;
    readonly goes: readonly string[];
    readonly staysTitle: string;
    readonly stays: readonly string[];
    /** Followed by the address to write to. */
    readonly otherContacts: string;
    readonly erase: string;
    readonly back: string;
    readonly erased: Saying;
  };
}

export const rightsWordsByLanguage: Readonly<Record<Language, RightsWords>> = { fr: rightsFr, en: rightsEn };
