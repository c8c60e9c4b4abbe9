// Answers as they are said back to the person: the words of the config under which each was asked.
import { type Choices, choicesOf, isMore } from '#domain/choices.ts';
import { inLanguage } from '#domain/localized.ts';
import { isSilence } from '#domain/rules/rule.ts';
import { findStore, type Language, type ShopConfig } from '#domain/shop-config.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import type { SpokenAnswer } from '#i18n/spoken-answer.ts';
import { readChoicesLeft } from './storage/acts.ts';
import { getConfig } from './storage/config.ts';
import type { GrantRow } from './storage/schema.ts';
import type { Reader } from './storage/store.ts';

export interface Spoken {
  readonly answers: readonly SpokenAnswer[];
  /** In which the last of them was given. */
  readonly language: Language;
  readonly timeZone: string;
  /** Of the last of them. */
  readonly config: ShopConfig;
  readonly configDigest: string;
}

/** @param grants at least one, oldest first */
export async function speakGrants(store: Reader, grants: readonly GrantRow[]): Promise<Spoken> {
  const last = grants.at(-1);
  const config = last && (await getConfig(store, last.config_digest));
  if (!last || !config) throw new Error('no grants, or grants without their config');
  const language = last.locale;
  // who said the same twice, to the same words in the same store, is told once
  const latest = new Map(
    grants.map((grant) => [`${grant.purpose} ${grant.channel} ${grant.config_digest} ${grant.store}`, grant]),
  );
  const answers: SpokenAnswer[] = [];
  for (const grant of latest.values()) answers.push(await speakGrant(store, grant, language));
  const timeZone = answers.at(-1)?.timeZone ?? 'UTC';
  return { answers, language, timeZone, config, configDigest: last.config_digest };
}

export async function speakGrant(store: Reader, grant: GrantRow, language: Language): Promise<SpokenAnswer> {
  const config = await getConfig(store, grant.config_digest);
  const question = config?.questions.find((q) => q.id === grant.question);
  const place = config && findStore(config, grant.store);
  if (!config || !question || !place) throw new Error('an accepted grant is not in its config');
  const left = (await readChoicesLeft(store, [grant]))[0]?.left as Choices;
  const labels = question.topics.filter(({ id }) => left.topics.includes(id)).map(({ label }) => label);
  return {
    stem: inLanguage(config.stem, language),
    verb: inLanguage(question.verb, language),
    information: question.information && inLanguage(question.information, language),
    isTold: isSilence(grant.regime),
    detail: inLanguage(question.detail, language),
    topics: isMore(choicesOf(question), left) ? labels.map((label) => inLanguage(label, language)) : [],
    frequency: sayFrequency(left.frequency, language),
    givenAt: grant.captured_at,
    store: place.name,
    timeZone: place.timeZone,
  };
}
