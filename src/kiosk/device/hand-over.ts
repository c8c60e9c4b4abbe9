// E5: what the QR code says by which a shopper answers on their own phone. Signed here, so that it needs no network; it says
// which tablet showed it, when, and under which config, and nothing of anybody.
import { questionsOfCard } from '#domain/hand-over.ts';
import { type Instant, SECOND } from '#domain/instant.ts';
import type { Language } from '#domain/shop-config.ts';
import { signHandOver } from '#protocol/hand-over.ts';
import type { Device } from '../journal/db.ts';
import type { HandOverCode } from '../kiosk.ts';
import type { Published } from './published.ts';

export interface Showing {
  readonly nonce: string;
  readonly shownAt: Instant;
}

export async function toHandOverCode(
  { nonce, shownAt }: Showing,
  locale: Language,
  { identity, keys }: Pick<Device, 'identity' | 'keys'>,
  { digest, config, store, till }: Published,
): Promise<HandOverCode> {
  const claims = { iss: identity.device, iat: Math.floor(shownAt / SECOND), jti: nonce };
  const link = await signHandOver({ ...claims, store, till, config: digest, locale }, keys);
  const { host } = new URL(identity.publicUrl);
  return {
    outcome: 'signed',
    url: new URL(`/q/${link}`, identity.publicUrl).href,
    nonce,
    cardAddress: questionsOfCard(config).length > 0 ? `${host}/q/${store}` : null,
  };
}
