// Two nights, each cut off at each of its writes in turn: what is left in the end is what would have been left anyway.
import { expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import { runNightIfDue } from '#server/jobs/night.ts';
import { openFromArchive } from '#server/keys/archive-key.ts';
import { silentLog } from '#server/log.ts';
import { eraseSubject } from '#server/storage/erasure.ts';
import { verifyLedger } from '#server/storage/ledger.ts';
import { createTestBackEnd, createTestKeys, type TestBackEnd } from '#server/testing/back-end.ts';
import { enrolTestDevice } from '#server/testing/device.ts';
import { readHeldContacts } from '#server/testing/held-contacts.ts';
import { createMemoryActLog } from '#server/testing/memory-act-log.ts';
import { type Cut, createPower, type Power } from './power-cut.ts';

const [RUNS_OUT, WITHDRAWS, IS_ERASED] = ['+33612345671', '+33612345672', '+33612345673'] as const;
/** The use clock has run; so has the one of the proof. */
const NIGHTS = ['2029-10-13T02:00:00Z', '2035-01-05T03:00:00Z'].map(Date.parse);

it.each(['killed', 'fails'] as const)(
  '%s at any of its writes, and the next one leaves what would have been left anyway',
  async (how) => {
    const untouched = await liveNights({ after: Infinity, how });
    expect(untouched.left.map(({ archived }) => archived.length)).toEqual([2, 0]);
    let cuts = 0;
    for (let after = 0; ; after += 1) {
      const { wasCut, left } = await liveNights({ after, how });
      if (!wasCut) break;
      cuts += 1;
      expect({ after, left }).toEqual({ after, left: untouched.left });
    }
    expect(cuts).toBeGreaterThan(20);
  },
  600_000,
);

async function liveNights(cut: Cut) {
  const clock = { now: Date.parse('2026-10-12T16:00:00Z') };
  const power = createPower();
  const [keys, actLog] = [power.toKeys(await createTestKeys(clock)), power.toActLog(createMemoryActLog())];
  const backEnd = await createTestBackEnd({ clock, keys, actLog });
  const device = await enrolTestDevice(backEnd);
  for (const phone of [RUNS_OUT, WITHDRAWS, IS_ERASED])
    await device.sync([await device.answers({ phone, yes: ['sms-events'] })]);
  await device.sync([await device.stop({ phone: WITHDRAWS })]);
  await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: IS_ERASED }));
  const left = [];
  let wasCut = false;
  for (const at of NIGHTS) {
    clock.now = at;
    wasCut = (await liveNight(backEnd, power, cut)) || wasCut;
    left.push(await readLeft(backEnd));
  }
  await backEnd.store.close();
  return { wasCut, left };
}

/** And the one after it. Returns whether it was cut off. */
async function liveNight({ store, archive, actLog, clock }: TestBackEnd, power: Power, cut: Cut): Promise<boolean> {
  const deps = power.toNight({ store, archive, actLog, mailbox: null, log: silentLog });
  power.cut(cut);
  await runNightIfDue(deps).catch(() => {});
  const wasCut = power.mend();
  clock.now += DAY;
  await runNightIfDue(deps);
  return wasCut;
}

/** By whom, not by when: a night later than planned is written down as such. */
async function readLeft({ store, archive, archiveKey }: TestBackEnd) {
  const archived = await Promise.all(
    archive.list().map(async ({ id, keepUntil }) => {
      const { contact } = JSON.parse(await openFromArchive(archive.getSealed(id) ?? '', archiveKey));
      return `${contact.value} until ${keepUntil}`;
    }),
  );
  const events = await store.sql.selectFrom('events').select(['chain', 'seq', 'type', 'jws']).execute();
  const count = async (table: 'grants' | 'stops' | 'disclosures' | 'key_destructions' | 'tombstones') =>
    (await store.sql.selectFrom(table).selectAll().execute()).length;
  return {
    held: await readHeldContacts(store),
    archived: archived.sort(),
    unsettled: archive.listUnsettled(),
    events: events.map(({ type, jws }) => `${type}${jws === null ? ', silent' : ''}`).sort(),
    rows: await Promise.all((['grants', 'stops', 'disclosures', 'key_destructions', 'tombstones'] as const).map(count)),
    isWhole: (await verifyLedger(store)).every(({ bad }) => bad === null),
  };
}
