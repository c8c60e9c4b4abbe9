// The tablet's own key: made here, never leaves here. WebCrypto keeps the private half where no script can read it, and
// IndexedDB stores it as such.
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';

export interface DeviceKeys extends PrivateKey {
  readonly publicKey: PublicKey;
}

export async function makeDeviceKeys(): Promise<DeviceKeys> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const publicKey = await toPublicKey(pair.publicKey);
  return { kid: publicKey.kid, key: pair.privateKey, publicKey };
}
