// A config that the back end announces is fetched and stored at once. The screens adopt it when the tablet is idle.
import type { ShopConfig } from '#domain/shop-config.ts';
import type { StoredConfig } from '../journal/db.ts';
import type { ExchangeDeps } from './exchange.ts';

const NEWEST_SCHEMA = 2;

/** The config when it is new to this tablet. A failure is no harm: the next heartbeat announces it again. */
export async function fetchPublishedConfig(
  { api, journal, device }: Pick<ExchangeDeps, 'api' | 'journal' | 'device'>,
  digest: string,
): Promise<StoredConfig | undefined> {
  if ((await journal.getConfig())?.digest === digest) return undefined;
  const result = await api.getConfig(digest);
  if (result.kind === 'failed') return undefined;
  const { schema, stores } = JSON.parse(result.value) as ShopConfig;
  // a newer schema waits for a newer app, and a shop without this store has nothing to show here
  if (schema > NEWEST_SCHEMA || !stores.some(({ id }) => id === device.identity.store)) return undefined;
  const config = { digest, text: result.value };
  await journal.putConfig(config);
  return config;
}
