// Publishing a shop's config: through the gate, noted with its author, audited. A start publishes the file it is given, an operator
// any file.
import { businessDayAt, isTimeZone } from '#domain/business-day.ts';
import type { GateProblem } from '#domain/gate/problem.ts';
import { checkConfig } from '#domain/gate/publish-gate.ts';
import { type Language, languages, type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';
import { gateWordsByLanguage, sayProblem } from '#i18n/gate/say-problems.ts';
import { recordAudit } from './storage/audit.ts';
import {
  digestOfConfig,
  getConfigBody,
  getCurrentConfig,
  getPublishedConfigs,
  publishConfig,
} from './storage/config.ts';
import { reviewUnpublished } from './storage/quarantine.ts';
import type { Reader, Store } from './storage/store.ts';

export type CheckResult =
  | { readonly outcome: 'passed'; readonly config: ShopConfig; readonly digest: string }
  | { readonly outcome: 'refused'; readonly problems: readonly GateProblem[] };

/** What the gate says of a file today. */
export async function checkShop(reader: Reader, value: unknown, now: number): Promise<CheckResult> {
  // what was published under the number of its notice may be so again
  const isKnown = (await findPublished(reader, value)) !== undefined;
  const published = isKnown ? [] : await getPublishedConfigs(reader);
  const result = checkConfig(value, { day: businessDayAt(now, zoneOf(value)), published });
  return result.outcome === 'refused' ? result : { ...result, digest: await digestOfConfig(result.config) };
}

export type PublishResult =
  | Extract<CheckResult, { outcome: 'refused' }>
  | { readonly outcome: 'current-already'; readonly digest: string }
  /** `before`: the one that it takes the place of. */
  | {
      readonly outcome: 'published';
      readonly digest: string;
      readonly config: ShopConfig;
      readonly before?: ShopConfig;
    };

/** @param author `operator:{name}`, or `system:{what}` */
export function publishShop(store: Store, value: unknown, author: string): Promise<PublishResult> {
  return store.transaction(async (tx) => {
    const result = await checkShop(tx, value, tx.clock);
    if (result.outcome === 'refused') return result;
    const { config, digest } = result;
    const current = await getCurrentConfig(tx);
    if (current?.digest === digest) return { outcome: 'current-already', digest };
    await publishConfig(tx, config, author);
    await recordAudit(tx, { actor: author, action: 'config-published', subject: digest });
    await reviewUnpublished(tx);
    return { outcome: 'published', digest, config, ...(current && { before: current.config }) };
  });
}

/**
 * What a start does with the file it is given. New: it is published, or the start refuses. Known: nothing; what an operator has
 * published since stands, and a change of law keeps no server from starting.
 */
export async function publishAtStart(
  store: Store,
  value: unknown,
): Promise<PublishResult | { readonly outcome: 'superseded'; readonly digest: string }> {
  const digest = await findPublished(store, value);
  if (digest === undefined) return publishShop(store, value, 'system:start');
  await store.transaction(reviewUnpublished);
  const current = await getCurrentConfig(store);
  return { outcome: current?.digest === digest ? 'current-already' : 'superseded', digest };
}

/** The digest of a config that was published before. */
async function findPublished(reader: Reader, value: unknown): Promise<string | undefined> {
  const { data } = shopConfigSchema.safeParse(value);
  const digest = data && (await digestOfConfig(data));
  return digest && (await getConfigBody(reader, digest)) ? digest : undefined;
}

/** In words, one line a problem. */
export function sayRefusal(file: string, problems: readonly GateProblem[], language: Language): string {
  const lines = problems.map((problem) => `  ${sayProblem(problem, language)}`);
  return [gateWordsByLanguage[language].refused(file, problems.length), ...lines].join('\n');
}

/** The shop's own first language, as far as the file says so. */
export function languageOf(value: unknown): Language {
  const spoken = (value as { languages?: unknown } | null)?.languages;
  const [first] = Array.isArray(spoken) ? spoken : [];
  return languages.find((language) => language === first) ?? 'en';
}

function zoneOf(value: unknown): string {
  const stores = (value as { stores?: unknown } | null)?.stores;
  const [first] = Array.isArray(stores) ? stores : [];
  const zone = (first as { timeZone?: unknown } | undefined)?.timeZone;
  return typeof zone === 'string' && isTimeZone(zone) ? zone : 'UTC';
}
