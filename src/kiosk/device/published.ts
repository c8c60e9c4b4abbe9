// What the shop has published for this till, as the screens use it. A copy without personal data stands in localStorage,
// so that the first screen appears before the journal is even loaded; the journal stays the truth.
import type { ShopConfig, Store } from '#domain/shop-config.ts';
import type { Identity, StoredConfig } from '../journal/db.ts';

export interface Published {
  readonly digest: string;
  readonly config: ShopConfig;
  readonly store: string;
  readonly till: string;
}

const SNAPSHOT = 'consent-kiosk.published';

/** The text was matched with its digest when it was stored, and published as a valid config. */
export function toPublished({ store, till }: Identity, { digest, text }: StoredConfig): Published {
  return { digest, config: JSON.parse(text) as ShopConfig, store, till };
}

export function mustGetStore({ config, store: id }: Published): Store {
  const store = config.stores.find((candidate) => candidate.id === id);
  if (!store) throw new Error(`the config has no store "${id}"`);
  return store;
}

export function readSnapshot(storage: Storage): Published | undefined {
  try {
    const published = JSON.parse(storage.getItem(SNAPSHOT) ?? '') as Published;
    mustGetStore(published);
    return published;
  } catch {
    return undefined; // none, storage denied, or written by another version of the app: the journal has it too
  }
}

export function writeSnapshot(storage: Storage, published: Published | undefined): void {
  try {
    if (published) storage.setItem(SNAPSHOT, JSON.stringify(published));
    else storage.removeItem(SNAPSHOT);
  } catch {
    // full or denied: the next start is a moment slower
  }
}
