// Published shop configs: immutable, known by the SHA-256 of their canonical JSON, kept beside all earlier ones. A publication says
// which one tablets work with from when on, and who said so; one config can be published again.
import { toCanonicalJson } from '#domain/notice.ts';
import { type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import { Refusal } from '../refusal.ts';
import type { Publication } from './schema.ts';
import type { Reader, Tx } from './store.ts';

/** By digest, so each is parsed once. Whether it is published is for each database, and each transaction, to say. */
const parsed = new Map<string, ShopConfig>();

export function digestOfConfig(config: ShopConfig): Promise<string> {
  return sha256(toCanonicalJson(config));
}

/**
 * Makes a config the current one; nothing happens where it is already. Returns its digest.
 * @param author `operator:{name}`, or `system:{what}`
 */
export async function publishConfig(tx: Tx, config: ShopConfig, author: string): Promise<string> {
  const digest = await digestOfConfig(config);
  const last = await getLastPublication(tx);
  if (last?.digest === digest) return digest;
  await tx.sql
    .insertInto('configs')
    .values({ digest, body: toCanonicalJson(config) })
    .onConflict((c) => c.doNothing())
    .execute();
  // the number orders them: a clock can be set
  const number = (last?.number ?? 0) + 1;
  await tx.sql.insertInto('publications').values({ number, digest, published_at: tx.clock, author }).execute();
  return digest;
}

/** Every publication, the first one first. */
export function listPublications({ sql }: Reader): Promise<Publication[]> {
  return sql.selectFrom('publications').selectAll().orderBy('number').execute();
}

function getLastPublication({ sql }: Reader): Promise<Publication | undefined> {
  return sql.selectFrom('publications').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
}

/** Canonical JSON of a published config, or undefined. */
export async function getConfigBody({ sql }: Reader, digest: string): Promise<string | undefined> {
  const row = await sql.selectFrom('configs').select('body').where('digest', '=', digest).executeTakeFirst();
  return row?.body;
}

async function isPublished({ sql }: Reader, digest: string): Promise<boolean> {
  const row = await sql.selectFrom('configs').select('digest').where('digest', '=', digest).executeTakeFirst();
  return row !== undefined;
}

export async function getConfig(tx: Reader, digest: string): Promise<ShopConfig | undefined> {
  const known = parsed.get(digest);
  if (known) return (await isPublished(tx, digest)) ? known : undefined;
  const body = await getConfigBody(tx, digest);
  if (body === undefined) return undefined;
  const config = shopConfigSchema.parse(JSON.parse(body));
  parsed.set(digest, config);
  return config;
}

/** All that ever were, each once, in no order. */
export async function getPublishedConfigs(tx: Reader): Promise<ShopConfig[]> {
  const rows = await tx.sql.selectFrom('configs').select('digest').execute();
  return Promise.all(rows.map(async ({ digest }) => (await getConfig(tx, digest)) as ShopConfig));
}

interface CurrentConfig {
  readonly digest: string;
  readonly config: ShopConfig;
}

/** The config that tablets should work with: the one published last. */
export async function getCurrentConfig(tx: Reader): Promise<CurrentConfig | undefined> {
  const last = await getLastPublication(tx);
  const config = last && (await getConfig(tx, last.digest));
  return config && { digest: last.digest, config };
}

export async function mustGetCurrentConfig(tx: Reader): Promise<CurrentConfig> {
  const current = await getCurrentConfig(tx);
  if (!current) throw new Refusal('Nothing is published yet: start the server, or use `config publish`.');
  return current;
}
