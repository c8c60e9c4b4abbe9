// Keys by which other systems of the shop ask: an id that finds the row and 256 random bits that are stored hashed.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from './schema.ts';
import type { Reader, Tx } from './store.ts';
import { hashSecret } from './token.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

export type KeyAdded =
  | { readonly ok: true; readonly id: string; readonly key: string }
  | { readonly ok: false; readonly problem: 'bad-name' | 'name-taken' };

/** The key is known to nobody else from here on. */
export async function addApiKey(tx: Tx, name: string): Promise<KeyAdded> {
  if (!NAME.test(name)) return { ok: false, problem: 'bad-name' };
  if (await findLiveByName(tx, name)) return { ok: false, problem: 'name-taken' };
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await tx.sql
    .insertInto('api_keys')
    .values({ id, name, hash: hashSecret(secret), created_at: tx.clock, last_used_at: null, revoked_at: null })
    .execute();
  return { ok: true, id, key: `${id}.${secret}` };
}

/** Undefined when there is none of that name that lives. */
export async function revokeApiKey(tx: Tx, name: string): Promise<string | undefined> {
  const row = await findLiveByName(tx, name);
  if (!row) return undefined;
  await tx.sql.updateTable('api_keys').set({ revoked_at: tx.clock }).where('id', '=', row.id).execute();
  return row.id;
}

export function listApiKeys({ sql }: Reader): Promise<ApiKey[]> {
  return sql.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id').execute();
}

/** Undefined for a key that is wrong or revoked. */
export async function findApiKey({ sql }: Reader, key: string): Promise<ApiKey | undefined> {
  const [id = '', secret = ''] = key.split('.');
  const row = await sql
    .selectFrom('api_keys')
    .selectAll()
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(row.hash)) ? row : undefined;
}

export async function markApiKeyUsed({ sql, clock }: Tx, { id }: ApiKey): Promise<void> {
  await sql.updateTable('api_keys').set({ last_used_at: clock }).where('id', '=', id).execute();
}

function findLiveByName({ sql }: Reader, name: string): Promise<ApiKey | undefined> {
  return sql
    .selectFrom('api_keys')
    .selectAll()
    .where('name', '=', name)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}
