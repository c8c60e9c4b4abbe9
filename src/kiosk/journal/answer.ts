// What the back end said enters the journal, in one transaction; and what the tablet need not keep leaves it.
import { DAY, type Instant } from '#domain/instant.ts';
import type { Change } from '#protocol/sync.ts';
import { dropUnused, putAcknowledgement, toStored } from './acknowledgements.ts';
import { exceptionsOf } from './batch.ts';
import type { JournalDatabase } from './db.ts';
import { type Answer, type ApartEvent, heardBefore, type Sent, type SyncState, settle } from './settle.ts';

/** A4: acknowledged events stay for the day's file, and no longer than this. */
const KEPT_AFTER_ACKNOWLEDGEMENT = 7 * DAY;

/** Longer than a code opens at the most. */
const HAND_OVERS_KEPT = 8 * DAY;

export function applyAnswer(db: JournalDatabase, sent: Sent, said: Answer): PromiseLike<SyncState> {
  return db.transaction('rw', [db.journal, db.acknowledgements, db.device], async () => {
    const { answer } = said;
    const before = await db.mustGetValue('sync');
    const heard = heardBefore(before, answer);
    let after = settle(before, sent, said);
    for (const change of answer.changes) {
      if (change.number <= heard) continue;
      const seq = await applyChange(db, change, after);
      // decided: nobody needs to look any more
      if (change.change === 'settled') after = { ...after, apart: after.apart.filter((event) => event.seq !== seq) };
    }
    for (const { seq, outcome } of answer.outcomes)
      if (outcome === 'erased') await db.journal.update(seq, { seal: null });
    after = { ...after, apart: await withoutHope(db, after.apart) };
    await rememberHandOvers(db, answer.changes, said.at);
    await putAcknowledgement(db, toStored(said, sent.lines), before.acknowledgement);
    await db.putValue('backEndKeys', answer.keys);
    await db.putValue('sync', after);
    return after;
  });
}

/**
 * Contact data that was dropped as erased cannot be offered to a back end that came back from a backup and asks for it:
 * the event stands there without it, and there is nothing left here to wait for.
 */
function withoutHope(db: JournalDatabase, apart: readonly ApartEvent[]): Promise<ApartEvent[]> {
  return Promise.all(
    apart.map(async (event) => {
      if (event.acknowledged || event.reason !== 'disclosure-unreadable') return event;
      const row = await db.journal.get(event.seq);
      return row?.seal === null ? { ...event, acknowledged: true } : event;
    }),
  );
}

/** Each nonce once: a back end that came back from a backup tells of it again. */
async function rememberHandOvers(db: JournalDatabase, changes: readonly Change[], now: Instant): Promise<void> {
  const before = (await db.getValue('handOvers')) ?? [];
  const kept = before.filter(({ heardAt }) => now - heardAt < HAND_OVERS_KEPT);
  const heard = new Map(kept.map((handOver) => [handOver.nonce, handOver]));
  for (const { change, event: nonce } of changes)
    if (change === 'answered-on-phone' && !heard.has(nonce)) heard.set(nonce, { nonce, heardAt: now });
  if (heard.size > kept.length || kept.length < before.length) await db.putValue('handOvers', [...heard.values()]);
}

/** Returns the seq of the event concerned, if it is still here. */
async function applyChange(
  db: JournalDatabase,
  { event, question, change }: Change,
  sync: SyncState,
): Promise<number | undefined> {
  const row = await db.journal.where('id').equals(event).first();
  if (!row || change === 'settled' || change === 'answered-on-phone') return row?.seq;
  const changes = { ...row.changes, [question]: change };
  // A seal cannot be opened here to take one of two contact points out, so it goes with the first that is erased: the
  // back end has the other one. As long as it has not, the seal is the only copy and stays.
  const isHeldThere = row.seq <= sync.mark && !exceptionsOf(sync).includes(row.seq);
  const seal = change === 'erased' && isHeldThere ? null : row.seal;
  await db.journal.update(row.seq, { changes, seal });
  return row.seq;
}

/** Drops what was acknowledged long ago. Never an exception: what the back end does not hold, the tablet keeps. */
export function prune(db: JournalDatabase, now: Instant): PromiseLike<void> {
  return db.transaction('rw', [db.journal, db.acknowledgements, db.device], async () => {
    const sync = await db.mustGetValue('sync');
    const cutoff = now + sync.skew - KEPT_AFTER_ACKNOWLEDGEMENT;
    const through = sync.milestones.findLast((milestone) => milestone.at <= cutoff)?.through;
    if (through === undefined) return;
    const exceptions = exceptionsOf(sync);
    const pruned = await db.journal
      .where('seq')
      .belowOrEqual(through)
      .and((row) => !exceptions.includes(row.seq))
      .delete();
    if (pruned === 0) return;
    const words = await db.acknowledgements.where('through').belowOrEqual(through).primaryKeys();
    await dropUnused(
      db,
      words.filter((hash) => hash !== sync.acknowledgement),
      through,
    );
    await db.putValue('sync', {
      ...sync,
      apart: sync.apart.filter((event) => !event.acknowledged || event.seq > through),
      milestones: sync.milestones.filter((milestone) => milestone.through >= through),
    });
  });
}
