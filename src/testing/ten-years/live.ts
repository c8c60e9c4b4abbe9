// Ten years, fortnight by fortnight: a Monday on which people act, tablets send and mails leave, and the night after it. What must be true is
// checked as it changes: at the last day of each use clock and the first one after it, and at each end; all of it once a year.
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import { findContactPoint } from '#server/storage/contact-point.ts';
import { confirmPathIn, press } from '#server/testing/link.ts';
import {
  channelsOf,
  checkArchive,
  checkBytes,
  checkGone,
  checkHeld,
  checkLedger,
  checkMailbox,
  checkMails,
  checkUse,
} from './check.ts';
import { addDays, confirm, endOfUse, live, type ModelContact } from './model.ts';
import { type Act, createActs, createPerson, type Person } from './people.ts';
import { plan } from './plan.ts';
import { createRandom, dayOf, openShop, type Shop } from './shop.ts';
import { planTablets } from './tablets.ts';

const START = Date.parse('2026-01-05T07:00:00Z'); // a Monday
const STEPS = 261;
const STEP = 14 * DAY;
const STEPS_A_YEAR = 26;

export interface TenYears {
  readonly people: number;
  readonly seed: string;
}

export interface Lived {
  readonly events: number;
  readonly mails: number;
  readonly archived: number;
  readonly cut: number;
}

export async function liveTenYears({ people: size, seed }: TenYears): Promise<Lived> {
  const shop = await openShop(START);
  try {
    return await liveIn(shop, size, createRandom(seed));
  } finally {
    await shop.close();
  }
}

async function liveIn(shop: Shop, size: number, random: () => number): Promise<Lived> {
  const { backEnd } = shop;
  const acts = createActs(shop, random);
  const people = Array.from({ length: size }, (_, n) => createPerson(n, random));
  const contacts = people.flatMap(({ email, phone }) => [email, phone]);
  const byValue = new Map(contacts.map((contact) => [contact.value, contact]));
  const byEmail = new Map(people.map((person) => [person.email.value, person]));
  const acted = new Map<number, Act[]>();
  const scripted = planTablets(shop, acts, people);
  const planned = [
    ...scripted.acts,
    ...people.slice(scripted.people).flatMap((one) => plan(one, acts, random, 2 * STEPS)),
  ];
  for (const [week, act] of planned) {
    const step = Math.floor(week / 2);
    acted.set(step, [...(acted.get(step) ?? []), act]);
  }
  let archived = 0;

  for (let step = 0; step < STEPS; step += 1) {
    const monday = START + step * STEP;
    const sent = shop.mails.length;
    const known = contacts.filter(({ ids, yeses, hasStopped }) => ids.size + yeses.length > 0 || hasStopped);
    shop.goTo(monday);
    await liveThrough(acted.get(step) ?? [], 'desk');
    shop.goTo(monday + 2 * HOUR);
    await liveThrough(acted.get(step) ?? [], 'till');
    shop.goTo(monday + 3 * HOUR);
    for (const till of shop.tills.slice(0, 2)) await shop.sync(till);
    await shop.whole.kiosk.syncNow();
    await shop.whole.engine.whenIdle();
    await noteIds(shop, contacts);
    shop.goTo(monday + 3 * HOUR + MINUTE);
    await backEnd.runJobs();
    await pressConfirmations(shop.mails.slice(sent).map((mail) => [mail, byEmail.get(mail.to)] as const));
    checkMails(shop, sent, byValue);
    await checkTurningDays(dayOf(monday), contacts);

    shop.goTo(monday + DAY - 4 * HOUR - 30 * MINUTE); // 04:30 in summer, 03:30 in winter
    const today = dayOf(backEnd.clock.now);
    const due = contacts.filter((contact) => live(contact, today));
    await shop.night();
    archived = Math.max(archived, backEnd.archive.list().length);
    if (due.length > 0) await checkGone(shop, due);
    const isYearEnd = (step + 1) % STEPS_A_YEAR === 0 || step === STEPS - 1;
    const sample = step === 130 || step === STEPS - 1 ? known : known.filter(() => random() < 12 / known.length);
    for (const contact of [...due, ...sample])
      for (const channel of channelsOf(contact)) await checkUse(shop, contact, channel, today);
    if (isYearEnd) await checkAll(today);
  }
  const { length: events } = await backEnd.store.sql.selectFrom('events').select('id').execute();
  const silent = await backEnd.store.sql.selectFrom('events').select('id').where('jws', 'is', null).execute();
  return { events, mails: shop.mails.length, archived, cut: silent.length };

  async function liveThrough(all: readonly Act[], at: Act['at']): Promise<void> {
    for (const act of all) if (act.at === at) await act.run();
  }

  async function pressConfirmations(mails: readonly (readonly [Shop['mails'][number], Person | undefined])[]) {
    for (const [mail, person] of mails) {
      if (!person?.confirms || !mail.text.includes('/confirm/')) continue;
      await press(backEnd.app, confirmPathIn(mail), { action: 'confirm' });
      confirm(person.email, dayOf(backEnd.clock.now));
    }
  }

  /** Of each clock that ends before the next step: its last day, and the first after it. */
  async function checkTurningDays(monday: string, all: readonly ModelContact[]): Promise<void> {
    for (const contact of all) {
      const end = endOfUse(contact);
      if (contact.yeses.length === 0 || end <= monday || end > addDays(monday, 14)) continue;
      for (const channel of channelsOf(contact))
        for (const day of [addDays(end, -1), end]) await checkUse(shop, contact, channel, day);
    }
  }

  async function checkAll(today: string): Promise<void> {
    await checkHeld(shop, contacts, today);
    await checkArchive(shop, contacts, today);
    await checkLedger(shop, contacts);
    await checkMailbox(shop);
    await checkBytes(shop);
  }
}

async function noteIds({ backEnd }: Shop, contacts: readonly ModelContact[]): Promise<void> {
  const today = dayOf(backEnd.clock.now);
  for (const contact of contacts) {
    if (contact.actedOn !== today && !contact.yeses.some(({ event }) => event !== '' && contact.ids.size === 0))
      continue;
    const known = await findContactPoint(backEnd.store, contact);
    if (!known || contact.ids.has(known.id)) continue;
    contact.ids.add(known.id);
    contact.beside = contact.companion;
  }
}
