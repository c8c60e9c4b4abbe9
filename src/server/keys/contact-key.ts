// A key per contact point, with the hash that finds it (F1): its value and its disclosures are encrypted under it (JWE,
// A256GCM), wherever the data and its copies go.
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Instant } from '#domain/instant.ts';
import type { KeyFile } from './key-file.ts';
import type { KeyStore } from './key-store.ts';
import type { MasterKeys } from './master-key.ts';

type ContactKeys = Pick<
  KeyStore,
  | 'findContactPoint'
  | 'lookupHashOf'
  | 'addContactPoint'
  | 'seal'
  | 'hasKey'
  | 'open'
  | 'destroy'
  | 'listUnsettled'
  | 'settle'
>;

const BYTES = 32;
const OPENED_AT_MOST = 16;
const KEY_MANAGEMENT = 'dir';
const CONTENT_ENCRYPTION = 'A256GCM';

export function createContactKeys(file: KeyFile, masterKeys: MasterKeys, now: () => Instant): ContactKeys {
  const { db } = file;
  const idByHash = db.prepare('select id from contact_points where look_up_hash = ?');
  const hashById = db.prepare('select look_up_hash as hash from contact_points where id = ?');
  const insert = db.prepare(
    'insert into contact_points (id, look_up_hash, created_at) values (?, ?, ?) on conflict (id) do nothing',
  );
  const keyById = db.prepare('select wrapped from contact_points where id = ?');
  const setKey = db.prepare('update contact_points set wrapped = ?, master = ? where id = ? and wrapped is null');
  const dropKey = db.prepare('update contact_points set wrapped = null, master = null where id = ?');
  const dropAll = db.prepare('delete from contact_points where id = ?');
  const unsettled = db.prepare('select id from contact_points where settled = 0 and created_at < ?');
  const setSettled = db.prepare('update contact_points set settled = 1 where id = ?');

  const getWrapped = (contactPoint: string) =>
    (keyById.get(contactPoint) as { wrapped: string | null } | undefined)?.wrapped ?? undefined;

  /** The last few, by what they are wrapped as: one event needs its keys several times over. */
  const opened = new Map<string, Uint8Array>();

  async function getKey(contactPoint: string): Promise<Uint8Array | undefined> {
    const wrapped = getWrapped(contactPoint);
    if (wrapped === undefined) return undefined;
    return opened.get(wrapped) ?? remember(wrapped, await masterKeys.unwrap(wrapped));
  }

  function remember(wrapped: string, key: Uint8Array): Uint8Array {
    if (opened.size >= OPENED_AT_MOST) opened.clear();
    opened.set(wrapped, key);
    return key;
  }

  async function makeKey(contactPoint: string): Promise<Uint8Array> {
    const made = crypto.getRandomValues(new Uint8Array(BYTES));
    const { wrapped, master } = await masterKeys.wrap(made);
    file.beforeWrite();
    if (setKey.run(wrapped, master, contactPoint).changes > 0) return remember(wrapped, made);
    const key = await getKey(contactPoint); // somebody else was faster
    if (!key) throw new Error(`the key store does not know the contact point ${contactPoint}`);
    return key;
  }

  return {
    findContactPoint: (lookupHash) => (idByHash.get(lookupHash) as { id: string } | undefined)?.id,
    lookupHashOf: (contactPoint) => (hashById.get(contactPoint) as { hash: string } | undefined)?.hash,
    addContactPoint(id, lookupHash) {
      file.beforeWrite();
      insert.run(id, lookupHash, now());
    },
    async seal(contactPoint, text) {
      const key = (await getKey(contactPoint)) ?? (await makeKey(contactPoint));
      return new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: KEY_MANAGEMENT, enc: CONTENT_ENCRYPTION })
        .encrypt(key);
    },
    hasKey: (contactPoint) => getWrapped(contactPoint) !== undefined,
    async open(contactPoint, sealed) {
      const key = await getKey(contactPoint);
      if (!key) return undefined;
      try {
        const { plaintext } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: [KEY_MANAGEMENT],
          contentEncryptionAlgorithms: [CONTENT_ENCRYPTION],
        });
        return new TextDecoder().decode(plaintext);
      } catch {
        return undefined;
      }
    },
    destroy(contactPoints, what) {
      file.deleteForGood(() => {
        for (const id of contactPoints) (what === 'key' ? dropKey : dropAll).run(id);
      });
      opened.clear();
    },
    listUnsettled: (before) => (unsettled.all(before) as { id: string }[]).map(({ id }) => id),
    settle(contactPoints) {
      if (contactPoints.length > 0) file.beforeWrite();
      for (const id of contactPoints) setSettled.run(id);
    },
  };
}
