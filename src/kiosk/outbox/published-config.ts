// A config that the back end announces is fetched and stored at once. The screens adopt it when the tablet is idle.
import type { StoredConfig } from '../journal/db.ts';
import type { Journal } from '../journal/journal.ts';
import type { Api } from './api.ts';

/** Newer schemas wait for a newer app: this one could not show them. */
const CONFIG_SCHEMA = 1;

/** The config when it is new to this tablet. A failure is no harm: the next heartbeat announces it again. */
export async function fetchPublishedConfig(
  { api, journal }: { readonly api: Api; readonly journal: Journal },
  digest: string,
): Promise<StoredConfig | undefined> {
  if ((await journal.getConfig())?.digest === digest) return undefined;
  const result = await api.getConfig(digest);
  if (result.kind === 'failed') return undefined;
  const { schema } = JSON.parse(result.value) as { schema?: unknown };
  if (schema !== CONFIG_SCHEMA) return undefined;
  const config = { digest, text: result.value };
  await journal.putConfig(config);
  return config;
}
