// What differs between two published configs, for whoever has to say why. Things with an id are compared by it, wherever they stand.
import type { ShopConfig } from './shop-config.ts';

export interface ConfigChange {
  /** `questions.email-news.verb.fr`: an id where there is one, else a number. */
  readonly path: string;
  /** JSON; undefined: was not there. */
  readonly before: string | undefined;
  /** JSON; undefined: is not there. */
  readonly after: string | undefined;
}

export function diffConfigs(before: ShopConfig, after: ShopConfig): ConfigChange[] {
  return [...diff('', before, after)];
}

function* diff(path: string, before: unknown, after: unknown): Generator<ConfigChange> {
  const [old, now] = [toParts(before), toParts(after)];
  if (!old || !now) {
    const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
    if (was !== is) yield { path, before: was, after: is };
    return;
  }
  for (const key of new Set([...old.keys(), ...now.keys()]))
    yield* diff(path === '' ? key : `${path}.${key}`, old.get(key), now.get(key));
  if (!Array.isArray(before)) return;
  const common = (parts: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) =>
    JSON.stringify([...parts.keys()].filter((key) => others.has(key)));
  const [was, is] = [common(old, now), common(now, old)];
  if (was !== is) yield { path: `${path} (order)`, before: was, after: is };
}

/** The parts of an object by name, of a list of things by id; undefined for whatever is compared as a whole. */
function toParts(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  if (!value.every((item) => typeof item === 'object' && item !== null && 'id' in item)) return undefined;
  return new Map(value.map((item: { id: unknown }) => [String(item.id), item]));
}
