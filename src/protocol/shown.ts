// Digests of what a person was shown, as an event carries them and the back end checks them.
import { toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import type { Language, Question, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from './digest.ts';

export interface ShownDigests {
  readonly noticeDigest: string;
  readonly questionSetDigest: string;
}

/** A published config never changes, so its digests are computed once per language and set of questions. */
const digestsByConfig = new WeakMap<ShopConfig, Map<string, Promise<ShownDigests>>>();

/** @param questions those that were shown, in the config's order */
export function shownDigests(
  config: ShopConfig,
  language: Language,
  questions: readonly Question[],
): Promise<ShownDigests> {
  const known = digestsByConfig.get(config) ?? new Map<string, Promise<ShownDigests>>();
  digestsByConfig.set(config, known);
  const key = [language, ...questions.map(({ id }) => id)].join(' ');
  const digests = known.get(key) ?? compute(config, language, questions);
  known.set(key, digests);
  return digests;
}

async function compute(config: ShopConfig, language: Language, questions: readonly Question[]): Promise<ShownDigests> {
  return {
    noticeDigest: await sha256(toNoticeText(config, language)),
    questionSetDigest: await sha256(toQuestionSetText(config, language, questions)),
  };
}
