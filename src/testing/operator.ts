// What operators and managers do, and what time does to machines: tablets come and go, data are erased, saved and restored.
import { DAY } from '#domain/instant.ts';
import { setDeviceStatus } from '#server/storage/device.ts';
import { eraseSubject } from '#server/storage/erasure.ts';
import { listQuarantine, releaseEvent } from '#server/storage/quarantine.ts';
import { suppress } from '#server/storage/suppress.ts';
import type { ContactChoice } from './command.ts';
import { noteFollowed } from './model.ts';
import { forgetActivities } from './model-activity.ts';
import { actsOfTablets, contactAt, fail, observeArrivals, type Run } from './run.ts';
import type { Tablet } from './world.ts';

export async function retire({ world }: Run, tablet: Tablet): Promise<void> {
  const { store } = world.backEnd;
  const device = await tablet.device.journal.getDevice();
  if (!device) fail('a tablet that is no device');
  await store.transaction((tx) => setDeviceStatus(tx, device.identity.device, 'retired', 'operator'));
  tablet.network = 'up';
  await tablet.device.kiosk.syncNow();
  await world.settle();
  if (tablet.device.kiosk.getStatus().stopped !== 'retired' || (await tablet.device.journal.getDevice()))
    fail('a retired tablet has not wiped itself');
  await world.enrolAgain(tablet);
}

export async function replace({ world }: Run, tablet: Tablet): Promise<void> {
  tablet.network = 'up';
  await tablet.device.kiosk.syncNow();
  await world.settle();
  const result = await world.replace(tablet);
  if (result !== 'replaced') fail(`not replaced: ${result}`);
}

export async function wipeTail(run: Run, tablet: Tablet): Promise<void> {
  await observeArrivals(run);
  const gone = new Set((await run.world.wipeTail(tablet)).map(({ id }) => id));
  if (gone.size === 0) return;
  tablet.hasLost = true;
  tablet.till.hasLost = true;
  run.hasLostCloses = true;
  for (const act of actsOfTablets(run)) {
    if (!gone.has(act.id)) continue;
    run.wiped.add(act.id);
    // the back end may have had it, although no answer came
    act.isGone = act.enteredAt === undefined;
  }
  await tablet.device.kiosk.syncNow();
  await run.world.settle();
}

export async function lose({ world }: Run): Promise<void> {
  const { spoiled, backEnd } = world;
  await backEnd.store.transaction((tx) => setDeviceStatus(tx, spoiled.device.id, 'lost', 'operator'));
  spoiled.isLost = true;
}

export async function release(run: Run, index: number): Promise<void> {
  const { store } = run.world.backEnd;
  await observeArrivals(run);
  const held = await listQuarantine(store);
  const event = held[index % Math.max(1, held.length)];
  if (!event) return;
  const { outcome } = await store.transaction((tx) => releaseEvent(tx, event.hash, 'operator'));
  for (const act of actsOfTablets(run)) {
    if (act.id !== event.id || outcome !== 'released') continue;
    if (act.isForged || act.isUnreadable) fail('released what nobody has signed, or nobody can read');
    act.mustBeHeld = false;
    const isWithdrawal = 'isAnswer' in act && !act.isAnswer; // it took its effect when it came
    if (run.world.spoiled.isForked && !isWithdrawal) act.chain = `fork ${act.id}`;
  }
}

export async function erase({ world, mails }: Run, contact: ContactChoice): Promise<void> {
  const value = contactAt(contact);
  await world.backEnd.store.transaction((tx) => eraseSubject(tx, { kind: contact.kind, value }));
  for (const mail of mails) if (mail.contact === value) mail.isDead = true;
}

export async function suppressContact({ world }: Run, contact: ContactChoice): Promise<void> {
  const claim = { kind: contact.kind, value: contactAt(contact) };
  await world.backEnd.store.transaction((tx) => suppress(tx, claim));
}

export async function backUp(run: Run): Promise<void> {
  const { world, lapses, backups } = run;
  backups.push({ ...(await world.backUp()), lapses: new Map(lapses) });
}

/** Tablets keep what they have sent for seven days: an older backup nobody would take. */
const OLDEST = 6 * DAY;

/** What tablets have sent is sent again; what people did on pages, and operators, is done again (B13). */
export async function restore(run: Run, withKeys: boolean): Promise<void> {
  const { world, model, mails, lapses } = run;
  const backup = run.backups.at(-1);
  if (!backup || world.now() - backup.at > OLDEST) return;
  await observeArrivals(run);
  noteFollowed(model);
  const erased = await listErased(run);
  await world.restore(backup, withKeys);
  model.forgotten.push({ from: backup.at, to: world.now() });

  const rows = await world.backEnd.store.sql.selectFrom('events').select('id').execute();
  const held = new Set(rows.map(({ id }) => id));
  const chains = new Set(world.tablets.map(({ chain }) => chain));
  for (const act of actsOfTablets(run)) {
    act.receivedAt = undefined;
    act.isHeld = false;
    if (held.has(act.id)) continue;
    act.enteredAt = undefined;
    act.arrivedAt = act.wordAt;
    if (erased.has(act.id) || act.isSealDropped) act.isDamaged = act.chain.startsWith('tablet');
    // a tablet that was wiped, or has become another device, has nothing left to send
    const isLeft = chains.has(act.chain) && !run.wiped.has(act.id);
    if (act.chain.startsWith('tablet') && !isLeft) act.isGone = true;
  }
  const kept = await world.backEnd.store.sql.selectFrom('grants').select('event').execute();
  for (const grant of model.grants) {
    if (!grant.chain.startsWith('store') || kept.some(({ event }) => event === grant.id)) continue;
    Object.assign(grant, { isGone: true, receivedAt: undefined });
  }
  // what time has ended is no act of anybody's, and in no log
  for (const grant of model.grants)
    for (const end of ['lapsedAt', 'endedAt', 'leftAt', 'clearedAt'] as const)
      if ((grant[end] ?? 0) > backup.at) grant[end] = undefined;
  for (const stop of model.stops) if ((stop.clearedAt ?? 0) > backup.at) stop.clearedAt = undefined;
  forgetActivities(model, backup.at);
  model.cutNight = undefined;
  lapses.clear();
  for (const [grant, at] of backup.lapses) lapses.set(grant, at);
  for (const mail of mails) {
    if (mail.sentAt <= backup.at) continue;
    mail.isDead = true;
    run.forgottenMails += 1;
  }
  for (const grant of model.grants) grant.contactPoint = undefined;
  await world.spoiled.sendAgain();
}

/** The events in which an answer was erased. */
async function listErased({ world }: Run): Promise<ReadonlySet<string>> {
  const rows = await world.backEnd.store.sql
    .selectFrom('grants')
    .select('event')
    .where('status', '=', 'erased')
    .execute();
  return new Set(rows.map(({ event }) => event));
}
