import type { Kiosk } from '#kiosk/kiosk.ts';

/** What a guesser of a passphrase would try first: what stands above the shop's door. */
export function namesKnownTo({ config, store, tillName }: Kiosk): readonly string[] {
  const names = [config.controller.name, store.name, tillName];
  return [...names, ...names.flatMap((name) => name.split(/\s+/))];
}
