// What must be true of the ledger and of everything stored, whatever has happened.
import { Kysely } from 'kysely';
import { readSignedText } from '#protocol/signature.ts';
import type { Acknowledgement } from '#protocol/sync.ts';
import { verifyLedger } from '#server/storage/ledger.ts';
import type { Tables } from '#server/storage/schema.ts';
import { createSqliteDialect } from '#server/storage/sqlite.ts';
import { readHeldContacts } from '#server/testing/held-contacts.ts';
import { addresses, emails, phones } from './command.ts';
import { fail, type Run } from './run.ts';

export async function checkEvidence(run: Run): Promise<void> {
  await checkLedger(run);
  await checkAcknowledged(run);
  await checkStored(run);
  await checkErased(run);
}

async function checkLedger({ world }: Run): Promise<void> {
  for (const { chain, bad } of await verifyLedger(world.backEnd.store))
    if (bad) fail(`the ledger is bad: ${bad.problem} at ${bad.seq} of ${chain}`);
}

/** B7: every event of a tablet that was accepted stands in a word that was given to it. */
async function checkAcknowledged({ world }: Run): Promise<void> {
  const { sql } = world.backEnd.store;
  const words = await sql.selectFrom('acknowledgements').select('jws').execute();
  const acknowledged = new Set(
    words.flatMap(({ jws }) => (JSON.parse(readSignedText(jws) ?? '{}') as Acknowledgement).hashes),
  );
  const events = await sql
    .selectFrom('events')
    .innerJoin('devices', 'devices.id', 'events.chain')
    .select('events.hash')
    .where('events.status', 'in', ['accepted', 'erased'])
    // of what a checkpoint has let go nothing is left to vouch for (B12)
    .where('events.jws', 'is not', null)
    .execute();
  if (!events.every(({ hash }) => acknowledged.has(hash))) fail('an accepted event stands in no acknowledgement');
}

/** A4, F1: no contact data in clear. */
async function checkStored({ world }: Run): Promise<void> {
  const dump = (await world.backEnd.dump()).toLowerCase();
  for (const contact of [...emails, ...phones, ...addresses.flatMap((lines) => lines.split('\n').slice(0, -1))])
    if (dump.includes(contact.toLowerCase())) fail(`${contact} stands in the database`);
}

/** What is gone, the address or number itself, cannot be read in any backup from before, with the keys of today (F1, F2). */
async function checkErased({ world, model, backups }: Run): Promise<void> {
  const { keys } = world.backEnd;
  for (const { at, data } of backups) {
    const gone = [
      ...model.stops.filter((stop) => stop.kind === 'erasure' && stop.trueTime > at),
      ...model.grants.filter(({ leftAt }) => (leftAt ?? 0) > at),
    ];
    if (gone.length === 0) continue;
    const sql = new Kysely<Tables>({ dialect: createSqliteDialect(data) });
    const readable = await readHeldContacts({ sql, keys });
    await sql.destroy();
    for (const { contact } of gone)
      if (readable.includes(contact)) fail(`${contact} is gone and can be read in a backup`);
  }
}
