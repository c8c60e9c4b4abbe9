// What is printed at the start, so that a first tablet can be tried at once.
import { randomInt } from 'node:crypto';
import type { ShopConfig } from '#domain/shop-config.ts';
import { CODE_ALPHABET } from '#protocol/enrolment.ts';
import { hasDevices } from './storage/device.ts';
import { createEnrolmentCode } from './storage/enrolment.ts';
import type { Store } from './storage/store.ts';

interface Place {
  readonly publicUrl: string;
  /** Codes and passphrases do not belong into the logs of a shop. */
  readonly isProduction: boolean;
}

/** Lines of text: a link that enrols the first tablet, or how an operator enrols one. */
export async function inviteTablet(store: Store, shop: ShopConfig, place: Place): Promise<string[]> {
  const { publicUrl, isProduction } = place;
  const [first] = shop.stores;
  const till = first?.tills[0];
  if (!first || !till) return [];
  if (isProduction || (await hasDevices(store)))
    return [
      '  The kiosk:',
      `  ${publicUrl}/kiosk/`,
      '',
      '  To enrol a tablet:',
      `  npm run admin -- device add ${first.id} ${till.id}`,
    ];
  const code = await store.transaction((tx) => createEnrolmentCode(tx, { store: first.id, till: till.id }));
  const passphrase = drawPassphrase();
  return [
    '  Open the kiosk (this link enrols one tablet, once, within ten minutes):',
    `  ${publicUrl}/kiosk/#enrol=${code}&passphrase=${passphrase}`,
    '',
    "  The closing passphrase of this tablet, opens the day's file:",
    `  ${passphrase}`,
  ];
}

/** 75 random bits, in groups that can be read out. */
function drawPassphrase(): string {
  const group = () => Array.from({ length: 5 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
