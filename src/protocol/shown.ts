// Digests of what a person was shown, as an event carries them and the back end checks them.
import { toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from './digest.ts';

export interface ShownDigests {
  readonly noticeDigest: string;
  readonly questionSetDigest: string;
}

/** A published config never changes, so its digests are computed once per language. */
const digestsByConfig = new WeakMap<ShopConfig, Map<Language, Promise<ShownDigests>>>();

export function shownDigests(config: ShopConfig, language: Language): Promise<ShownDigests> {
  const byLanguage = digestsByConfig.get(config) ?? new Map<Language, Promise<ShownDigests>>();
  digestsByConfig.set(config, byLanguage);
  const digests = byLanguage.get(language) ?? compute(config, language);
  byLanguage.set(language, digests);
  return digests;
}

async function compute(config: ShopConfig, language: Language): Promise<ShownDigests> {
  return {
    noticeDigest: await sha256(toNoticeText(config, language)),
    questionSetDigest: await sha256(toQuestionSetText(config, language)),
  };
}
