// The back end's own key pairs: one signs (ES256), one is what tablets seal to (ECDH-ES, B5). Each can be rotated while the
// server runs; the newest is the one in use.
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Instant } from '#domain/instant.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyStore, ServiceKey } from './key-store.ts';
import type { MasterKeys } from './master-key.ts';

const algorithmByUse = { signing: 'ES256', sealing: 'ECDH-ES+A256KW' } as const;
/** What tablets are told at most (`backEndKeysSchema`). */
const SIGNING_KEYS_FOR_DEVICES = 8;

interface Row {
  readonly kid: string;
  readonly use: ServiceKey['use'];
  readonly createdAt: Instant;
  readonly public_key: string;
  readonly wrapped: string | null;
}

export type ServiceKeys = Pick<KeyStore, 'signing' | 'signingFor' | 'verifying' | 'sealing' | 'forDevices'>;

/** Newest first. */
export function listServiceKeys({ db }: KeyFile): ServiceKey[] {
  const seen = new Set<ServiceKey['use']>();
  return readRows(db).map(({ kid, use, createdAt, wrapped }) => {
    const state = seen.has(use) ? (wrapped === null ? 'retired' : 'old') : 'in-use';
    seen.add(use);
    return { kid, use, createdAt, state };
  });
}

export async function loadServiceKeys({ db }: KeyFile, masterKeys: MasterKeys): Promise<ServiceKeys> {
  const rows = readRows(db);
  const publicKeys = (use: ServiceKey['use']) =>
    rows.filter((row) => row.use === use).map((row) => JSON.parse(row.public_key) as PublicKey);
  const privateKeys = async (use: ServiceKey['use']) => {
    const keys: PrivateKey[] = [];
    for (const { kid, wrapped } of rows.filter((row) => row.use === use && row.wrapped !== null)) {
      const jwk = JSON.parse(new TextDecoder().decode(await masterKeys.unwrap(wrapped as string))) as JWK;
      keys.push({ kid, key: (await importJWK(jwk, algorithmByUse[use])) as PrivateKey['key'] });
    }
    return keys;
  };
  const signingKeys = await privateKeys('signing');
  const [signing] = signingKeys;
  const [sealingKey] = publicKeys('sealing');
  if (!signing || !sealingKey) throw new Error('the key store has lost its service keys');
  const verifying = publicKeys('signing');
  // one whose private half is destroyed signs no more words for anybody: who kept a copy must not find a tablet that believes it
  const alive = verifying.filter(({ kid }) => signingKeys.some((key) => key.kid === kid));
  return {
    signing,
    signingFor(sealingKey) {
      const index = rows.findIndex(({ kid }) => kid === sealingKey);
      const older = rows.slice(index + 1).map(({ kid }) => kid);
      return signingKeys.find(({ kid }) => older.includes(kid)) ?? signing;
    },
    verifying,
    sealing: await privateKeys('sealing'),
    forDevices: { signing: alive.slice(0, SIGNING_KEYS_FOR_DEVICES), sealing: sealingKey },
  };
}

/** Makes a key pair for that use. */
export async function addServiceKey(
  file: KeyFile,
  masterKeys: MasterKeys,
  use: ServiceKey['use'],
  createdAt: Instant,
): Promise<void> {
  const pair = await generateKeyPair(algorithmByUse[use], { crv: 'P-256', extractable: true });
  const publicKey = await toPublicKey(pair.publicKey);
  const jwk = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.privateKey)));
  const { wrapped, master } = await masterKeys.wrap(jwk);
  file.beforeWrite();
  file.db
    .prepare('insert into service_keys (kid, use, created_at, public_key, wrapped, master) values (?, ?, ?, ?, ?, ?)')
    .run(publicKey.kid, use, createdAt, JSON.stringify(publicKey), wrapped, master);
}

export function retireServiceKeys(file: KeyFile, kids: readonly string[]): void {
  const drop = file.db.prepare('update service_keys set wrapped = null, master = null where kid = ?');
  file.deleteForGood(() => {
    for (const kid of kids) drop.run(kid);
  });
}

function readRows(db: KeyFile['db']): Row[] {
  const rows = db.prepare(
    'select kid, use, created_at as createdAt, public_key, wrapped from service_keys order by rowid desc',
  );
  return rows.all() as unknown as Row[];
}
