// Key pairs that stay the same, for tests and for journals that were written long ago. They guard nothing.
import { calculateJwkThumbprint } from 'jose';
import type { PrivateKey, PublicKey } from '#protocol/public-key.ts';
import type { DeviceKeys } from '../device/keys.ts';

const pairs = {
  backEndSigning: {
    x: 'OwqMtqsMdmWvIxDYak_U--oM3-RB5lKqDFJb1no_24Q',
    y: 'MlwAk9s9F6fToUyW-XebtRhewuWN28efLaN8jNrpF8c',
    d: '0wsABXPnhA9WAvQUxs2mxujSy-EEkgayzhUpFye-EoU',
  },
  backEndSealing: {
    x: 'PDbBwEagJJBq5j22JV7HgHdi-q6gmxirIizIr993Kls',
    y: 'X5cTEvp0H-LH1w8J0rETJKkcThe9B0nf7avi20j3veY',
    d: 'sRXfwH9vabvDpNl1PfCO-klW_jPGL0PbyXvihBPeYY4',
  },
  tablet: {
    x: 'KcRXkKYQKRoXg4gQpjzD87Y1W1Ln327aP-AAOTwhcJA',
    y: '5fhRhFhN-3oHyug9wFQxgA24B-iaYMjrEc9Lm5fHigg',
    d: 'aSZy8HmcnPpQFAtI34hO8nO98gNGswv7onm13Kvs4DM',
  },
  closing: {
    x: 'nliCfUxZtjUM7jQSbt921FZjtphsYlvuBW2V-iEI-9c',
    y: 'cuxzmgM32XIzVLTYGlbr6QvmAmJfaC-lgQ_I7RU5CMg',
    d: 'GcUNYqfKXBtV300svFinCndQ1qLtpxAzb5BGLFoBDkU',
  },
};

export async function testPublicKey(name: keyof typeof pairs): Promise<PublicKey> {
  const { x, y } = pairs[name];
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk) };
}

export async function testPrivateKey(name: keyof typeof pairs): Promise<PrivateKey> {
  const isForSigning = name === 'backEndSigning' || name === 'tablet';
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'EC', crv: 'P-256', ...pairs[name] },
    { name: isForSigning ? 'ECDSA' : 'ECDH', namedCurve: 'P-256' },
    false,
    isForSigning ? ['sign'] : ['deriveBits'],
  );
  return { kid: (await testPublicKey(name)).kid, key };
}

export async function testDeviceKeys(): Promise<DeviceKeys> {
  return { ...(await testPrivateKey('tablet')), publicKey: await testPublicKey('tablet') };
}
