// The back end's keys, apart from its data (F1, F2): a file of its own, with backups of its own that do not live long. What
// is destroyed here can be read in no copy of the data, however old.
import type { ContactKind } from '#domain/contact-point.ts';
import type { Instant } from '#domain/instant.ts';
import type { PrivateKey, PublicKey } from '#protocol/public-key.ts';
import type { BackEndKeys } from '#protocol/sync.ts';

/** The service's keys are as the last transaction found them: another process may have rotated them since. */
export interface KeyStore {
  /** Signs the back end's own events. */
  readonly signing: PrivateKey;
  /**
   * Signs what a tablet that works with that sealing key is to believe: tablets are told all keys at once, so it knows the
   * signing keys that were made before. The one in use for a sealing key that is not known here.
   */
  signingFor(sealingKey: string): PrivateKey;
  /** Every public key that has ever signed, the one in use first: what verifies ledgers and dossiers. */
  readonly verifying: readonly PublicKey[];
  /** Private halves of the sealing keys that are still kept, the one in use first (B5). */
  readonly sealing: readonly PrivateKey[];
  /** For tablets. */
  readonly forDevices: BackEndKeys;
  /** Names this key store; a database remembers the one it was filled under. */
  readonly id: string;

  /** Keyed hashes of a contact point's identity (D10), base64url. Each purpose has a key of its own, so that no two of them match. */
  hash(purpose: HashPurpose, kind: ContactKind, identity: string): string;

  /** A word for a link: nobody else can make or read one, and it opens for as long as this key store lives (E2). */
  sealLink(text: string): Promise<string>;
  /** Undefined when it was not sealed here, or not as it is now. */
  openLink(word: string): Promise<string | undefined>;

  /** The id of the contact point that is known by this look-up hash. */
  findContactPoint(lookupHash: string): string | undefined;
  /** The other way round, for the log beside the database (B13); undefined when it is destroyed or was never known. */
  lookupHashOf(contactPoint: string): string | undefined;
  /** Makes the contact point known. */
  addContactPoint(id: string, lookupHash: string): void;
  /** Encrypts under the contact point's key, which is made when there is none. The contact point must be known. */
  seal(contactPoint: string, text: string): Promise<string>;
  /** Whether there is a key: none was needed yet, or it is destroyed. */
  hasKey(contactPoint: string): boolean;
  /** Undefined when the key is destroyed, or the text was not sealed under it. */
  open(contactPoint: string, sealed: string): Promise<string | undefined>;
  /** Destroys these contact points' keys, or all that is known of them, beyond recovery from this store. Doing it again changes nothing. */
  destroy(contactPoints: readonly string[], what: 'key' | 'key-and-look-up'): void;

  /** Contact points made known before that instant and not settled since: a crash may have kept the data from knowing them (F1). */
  listUnsettled(before: Instant): readonly string[];
  /** The data has them. */
  settle(contactPoints: readonly string[]): void;

  /** The service's keys, newest first. */
  listServiceKeys(): readonly ServiceKey[];
  /**
   * Makes a new key of that use, for all that comes from now on. With a signing key comes a sealing key: who works with
   * that one has heard of the other.
   */
  rotate(use: ServiceKey['use']): Promise<void>;
  /** Destroys the private halves of these old keys. The public ones stay. */
  retire(kids: readonly string[]): void;
  /**
   * Writes a copy into that directory and deletes the copies there that are older than a week: an erasure is complete when
   * the last one from before it is gone. Returns the path.
   */
  backUp(directory: string): string;

  /** Runs the work with everything that it adds here committed at its end, and undone when it throws. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

export interface ServiceKey {
  readonly kid: string;
  readonly use: 'signing' | 'sealing';
  readonly createdAt: Instant;
  /** `old`: still opens what was sealed to it, or signs for tablets that know no newer one. `retired`: the private half is destroyed. */
  readonly state: 'in-use' | 'old' | 'retired';
}

export type HashPurpose =
  /** Finds the contact point, from here and from the log beside the database (B13). */
  | 'lookup'
  /** Tombstones and suppression entries: tied to no event (F2). */
  | 'tombstone';
