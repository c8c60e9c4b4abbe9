// Published shop configs: immutable, known by the SHA-256 of their canonical JSON, kept beside all earlier ones.
import { toCanonicalJson } from '#domain/notice.ts';
import { type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import type { Reader, Tx } from './store.ts';

/** By digest, so each is parsed once. Whether it is published is for each database, and each transaction, to say. */
const parsed = new Map<string, ShopConfig>();

/** Stores a config beside the earlier ones; publishing the same again makes it the current one. Returns its digest. */
export async function publishConfig(tx: Tx, config: ShopConfig): Promise<string> {
  const body = toCanonicalJson(config);
  const digest = await sha256(body);
  const last = await tx.sql
    .selectFrom('configs')
    .select((e) => e.fn.max('published_at').as('at'))
    .executeTakeFirst();
  // later than every other, also when the clock was ahead when that one was published
  const published_at = Math.max(tx.clock, Number(last?.at ?? 0) + 1);
  await tx.sql
    .insertInto('configs')
    .values({ digest, body, published_at })
    .onConflict((c) => c.column('digest').doUpdateSet({ published_at }))
    .execute();
  return digest;
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

/** The config that tablets should work with: the one published last. */
export async function mustGetCurrentConfig(tx: Reader): Promise<{ digest: string; config: ShopConfig }> {
  const row = await tx.sql
    .selectFrom('configs')
    .select('digest')
    .orderBy('published_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const config = row && (await getConfig(tx, row.digest));
  if (!row || !config) throw new Error('no config is published');
  return { digest: row.digest, config };
}
