// What the back end said enters the journal, in one transaction; and what the tablet need not keep leaves it.
import type { DeviceEvent } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import { DAY, type Instant } from '#domain/instant.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import type { Change } from '#protocol/sync.ts';
import { exceptionsOf } from './batch.ts';
import type { JournalDatabase, JournalRow } from './db.ts';
import { type Answer, heardBefore, type Sent, type SyncState, settle } from './settle.ts';

/** A4: acknowledged events stay for the day's file, and no longer than this. */
const KEPT_AFTER_ACKNOWLEDGEMENT = 7 * DAY;

export function applyAnswer(db: JournalDatabase, sent: Sent, answer: Answer): PromiseLike<SyncState> {
  return db.transaction('rw', [db.journal, db.device], async () => {
    const before = await db.mustGetValue('sync');
    const heard = heardBefore(before, answer.response);
    let after = settle(before, sent, answer);
    for (const change of answer.response.changes) {
      if (change.number <= heard) continue;
      const seq = await applyChange(db, change);
      // decided: nobody needs to look any more
      if (change.change === 'settled') after = { ...after, apart: after.apart.filter((event) => event.seq !== seq) };
    }
    for (const { seq, outcome } of answer.response.outcomes)
      if (outcome === 'erased') await db.journal.update(seq, { disclosures: [] });
    await db.putValue('sync', after);
    return after;
  });
}

/** Returns the seq of the event concerned, if it is still here. */
async function applyChange(db: JournalDatabase, { event, question, change }: Change): Promise<number | undefined> {
  const row = await db.journal.where('id').equals(event).first();
  if (!row || change === 'settled') return row?.seq;
  const changes = { ...row.changes, [question]: change };
  const disclosures = change === 'erased' ? withoutContact(row, question) : row.disclosures;
  await db.journal.update(row.seq, { changes, disclosures });
  return row.seq;
}

/** Only the contact point of that answer: another one of the same person may stand (B10). */
function withoutContact(row: JournalRow, question: string): readonly string[] {
  const kind = contactKindOf(row, question);
  return row.disclosures.filter((disclosure) => readDisclosure(disclosure)?.kind !== kind);
}

function contactKindOf(row: JournalRow, question: string): ContactKind | undefined {
  const event = JSON.parse(row.payload) as DeviceEvent;
  const answer = event.type === 'answers-given' ? event.answers.find((a) => a.question === question) : undefined;
  return answer && contactKindByChannel[answer.channel];
}

/** Drops what was acknowledged long ago. Never an exception: what the back end does not hold, the tablet keeps. */
export function prune(db: JournalDatabase, now: Instant): PromiseLike<void> {
  return db.transaction('rw', [db.journal, db.device], async () => {
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
    await db.putValue('sync', {
      ...sync,
      apart: sync.apart.filter((event) => !event.acknowledged || event.seq > through),
      milestones: sync.milestones.filter((milestone) => milestone.through >= through),
    });
  });
}
