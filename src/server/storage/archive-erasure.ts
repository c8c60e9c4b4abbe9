// Erasing reaches the archive where the law allows: what serves the shop's own defence goes when the person asks; what a law obliges to
// keep stays until its day (GDPR 17(3)(b)).
import type { BusinessDay } from '#domain/business-day.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { KeyStore } from '../keys/key-store.ts';
import type { Archive, ArchiveEntry } from './archive.ts';
import { hashContact } from './contact-identity.ts';
import type { Reader } from './store.ts';
import { listTombstones } from './tombstone.ts';

export interface ArchiveErasure {
  /** Ids of the entries that are gone. */
  readonly erased: readonly string[];
  /** The last day of those that a law obliges to keep; null: nothing is left. */
  readonly keptUntil: BusinessDay | null;
}

/** Of that address or number, however often it was put away. The claim must be valid. Doing it again changes nothing. */
export function eraseFromArchive(
  { archive, keys }: { readonly archive: Archive; readonly keys: KeyStore },
  claim: ContactClaim,
  today: BusinessDay,
): ArchiveErasure {
  const entries = archive.find(hashContact({ keys }, claim).tombstone);
  const kept = entries.filter((entry) => isOwed(entry, today));
  const erased = entries.filter((entry) => !kept.includes(entry)).map(({ id }) => id);
  archive.remove(erased);
  return {
    erased,
    keptUntil:
      kept
        .map(({ dutyUntil }) => dutyUntil)
        .sort()
        .at(-1) ?? null,
  };
}

/** What went into the archive before an erasure, and whatever an older copy of the archive has brought back. */
export async function listErased(reader: Reader, archive: Archive, today: BusinessDay): Promise<string[]> {
  const tombstones = await listTombstones(reader);
  const erasedAt = new Map(tombstones.map(({ tombstone, at }) => [tombstone, at]));
  return archive
    .list()
    .filter((entry) => (erasedAt.get(entry.hash) ?? 0) >= entry.archivedAt && !isOwed(entry, today))
    .map(({ id }) => id);
}

const isOwed = ({ dutyUntil }: ArchiveEntry, today: BusinessDay) => dutyUntil !== null && dutyUntil > today;
