// What one person was shown, as text whose SHA-256 the consent event carries: the notice and the question set in one
// language. Canonical JSON (RFC 8785), so that the same words give the same digest on every machine.
import canonicalize from 'canonicalize';
import { inLanguage } from './localized.ts';
import type { Language, Question, ShopConfig } from './shop-config.ts';
import { findStopNumber } from './stop-number.ts';

/** Canonical JSON (RFC 8785) of a JSON value. */
export function toCanonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** The information notice as shown in one language. */
export function toNoticeText(config: ShopConfig, language: Language): string {
  const { version, validFrom, sections } = config.notice;
  const stopNumber = findStopNumber(config);
  return toCanonicalJson({
    language,
    version,
    validFrom,
    controller: config.controller,
    minimumAge: config.minimumAge ?? null,
    // left out where there is none: notices from before it was known keep their digests
    ...(stopNumber !== undefined && { stopNumber }),
    sections: sections.map((s) => ({
      id: s.id,
      title: inLanguage(s.title, language),
      text: inLanguage(s.text, language),
    })),
  });
}

/**
 * The question set as shown in one language, in the order shown.
 * @param questions those that were shown
 * @param initialState of their controls: none is set, but on a page that shows what stands
 */
export function toQuestionSetText(
  config: ShopConfig,
  language: Language,
  questions: readonly Question[] = config.questions,
  initialState: 'unset' | 'as-it-stood' = 'unset',
): string {
  return toCanonicalJson({
    language,
    stem: inLanguage(config.stem, language),
    questions: questions.map((q) => ({
      id: q.id,
      purpose: q.purpose,
      channel: q.channel,
      legalBasis: q.legalBasis,
      confirmation: q.confirmation,
      verb: inLanguage(q.verb, language),
      detail: inLanguage(q.detail, language),
      topics: q.topics.map((t) => inLanguage(t.label, language)),
      frequency: q.frequency,
      initialState,
      // left out where it goes without saying: question sets from before it could be said keep their digests
      ...(q.regime && { regime: q.regime }),
      ...(q.audience && { audience: q.audience }),
      ...(q.use && { use: q.use }),
      ...(q.partner && { partner: q.partner.name }),
      ...(q.information && { information: inLanguage(q.information, language) }),
    })),
  });
}
