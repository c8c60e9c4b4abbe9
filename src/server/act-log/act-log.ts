// What people ended, refused, erased or confirmed at the back end, and which tablets it trusts, once more, outside the
// database and its backups (B13). Appended after the commit and before the answer; an entry that the database lacks proves
// that it came from a backup.
import type { Scope } from '#domain/consent-event.ts';
import type { ContactKind } from '#domain/contact-point.ts';

export type ActLogEntry = LoggedFact | LoggedAct | LoggedTombstone | LoggedDisavowal | LoggedSuppression;

/** An event on the store's chain. This is all of it for a tablet that was enrolled, retired or lost. */
export interface LoggedFact {
  /** As signed. */
  readonly jws: string;
}

/** One act of a person, with what is needed to do it again. */
export interface LoggedAct extends LoggedFact {
  /** The contact point concerned … */
  readonly contactPoint: string;
  readonly kind: ContactKind;
  /** … and its look-up hash, so that an older key store gets to know it again; null once it is erased. */
  readonly hash: string | null;
}

/** An erased contact point's tombstone, tied to no event (F2). */
export interface LoggedTombstone {
  readonly tombstone: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly stops: readonly OutlastingStop[];
}

/** What somebody had said before the erasure and a later yes must still answer to: an objection (D3), a stop of all (D8). */
export interface OutlastingStop {
  readonly kind: 'withdrawal' | 'objection';
  readonly scope: Scope;
  /** When it had come at the latest, epoch milliseconds. Not its place in a chain: that would name its event (F2). */
  readonly at: number;
  /** It followed another contact point's stop, and is not followed further. */
  readonly isLinked: boolean;
}

/** An address whose next mail waits since "it wasn't me", tied to no event (F2). The newest entry of a hash counts. */
export interface LoggedDisavowal {
  readonly disavowal: string;
  /** Epoch milliseconds; null: it waits no longer. */
  readonly at: number | null;
}

/** An address or number that is not to be contacted, tied to no event (F2). The newest entry of a hash counts. */
export interface LoggedSuppression {
  readonly suppression: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface ActLog {
  /** Resolves when the entries are on the disk. */
  append(entries: readonly ActLogEntry[]): Promise<void>;
  /** Every entry, oldest first. A torn last line, left by a crash, is none. */
  read(): Promise<readonly ActLogEntry[]>;
  /** Takes the look-up hashes of these contact points out of the log (F2); the entries stay. */
  forget(contactPoints: readonly string[]): Promise<void>;
  /** Takes these entries out of the log, for good. */
  drop(isGone: (entry: ActLogEntry) => boolean): Promise<void>;
}
