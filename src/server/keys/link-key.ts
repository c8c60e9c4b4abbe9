// Links that must work for ever and are stored nowhere (E2): what they say is sealed inside them (AES-256-GCM), nonce first,
// as one word of base64url.
import { fromBase64Url, toBase64Url } from '#protocol/digest.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyStore } from './key-store.ts';
import type { MasterKeys } from './master-key.ts';
import { getSecretKey } from './secret-key.ts';

const NONCE_BYTES = 12;

export async function createLinkSealing(
  file: KeyFile,
  masterKeys: MasterKeys,
): Promise<Pick<KeyStore, 'sealLink' | 'openLink'>> {
  const secret = new Uint8Array(await getSecretKey(file, masterKeys, 'link_keys', 'unsubscribe'));
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return {
    async sealLink(text) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
      return toBase64Url(Buffer.concat([iv, new Uint8Array(sealed)]));
    },
    async openLink(word) {
      try {
        const bytes = fromBase64Url(word);
        const iv = bytes.slice(0, NONCE_BYTES);
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(NONCE_BYTES));
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}
