// What tablets go through in ten years: one is offline for four years, one is lost, one is replaced; the notice changes now and then.
import { setDeviceStatus } from '#server/storage/device.ts';
import { addDays, sayNo, sayYes } from './model.ts';
import type { Act, Acts, Person } from './people.ts';
import type { Shop, Till } from './shop.ts';

const EACH = 4;
/** An event held apart that nobody decides on gives up its contact data in the night after. */
const HELD_APART = 3 * 365 + 1;

/** Takes the first people for it. */
export function planTablets(shop: Shop, acts: Acts, people: readonly Person[]) {
  const planned: [number, Act][] = [];
  const at = (week: number, where: Act['at'], run: Act['run']) => void planned.push([week, { at: where, run }]);
  const groups = Array.from({ length: 7 }, (_, i) => people.slice(1 + i * EACH, 1 + (i + 1) * EACH));
  const [onlyLate, suppressed, erased, stopping, lost, stoppedByLost, long] = groups as [Person[], ...Person[][]] &
    Person[][];
  const late = 2;
  const gone = 3;
  const each =
    (group: readonly Person[] = [], run: (person: Person) => Promise<void>) =>
    async () => {
      for (const person of group) await run(person);
    };
  const tillAt = (number: number) => shop.tills[number] as Till;

  at(0, 'desk', async () => void shop.tills.push(await shop.enrol(), await shop.enrol()));
  at(30, 'desk', () => shop.changeNotice(3, true));
  at(31, 'desk', () => shop.changeNotice(3, false)); // 10 August 2026: told calls are over
  at(150, 'desk', () => shop.changeNotice(4, false));
  at(380, 'desk', () => shop.changeNotice(5, false));
  at(200, 'desk', () => shop.replace(tillAt(1)));

  // offline from the first days on: what it has taken in a year comes after four more
  at(
    10,
    'till',
    each(stopping, (person) => acts.yes(person, ['sms-events'])),
  );
  at(
    10,
    'till',
    each(suppressed, (person) => acts.yes(person, ['sms-events'])),
  );
  for (const week of [100, 200])
    at(
      week,
      'desk',
      each(stopping, ({ phone }) => acts.buy(phone)),
    );
  const heldBack = new Map<Person, string>();
  for (const group of [onlyLate, suppressed, erased])
    at(
      50,
      'till',
      each(group, async (person) => {
        heldBack.set(person, (await acts.say(person, ['sms-events'], { tillNumber: late })).event);
      }),
    );
  const takenOn: string[] = [];
  at(50, 'till', async () => void takenOn.push(acts.today()));
  at(
    50,
    'till',
    each(stopping, async ({ phone }) => void (await shop.stop(tillAt(late), { phone: phone.value }))),
  );
  at(
    90,
    'desk',
    each(suppressed, ({ phone }) => acts.suppress(phone)),
  );
  at(
    90,
    'desk',
    each(erased, ({ phone }) => acts.erase(phone)),
  );
  at(260, 'till', async () => {
    await shop.sync(tillAt(late));
    const [on = ''] = takenOn;
    for (const person of onlyLate) sayYes(person.phone, { channel: 'sms', event: heldBack.get(person) ?? '', on });
    for (const { phone } of stopping ?? []) sayNo(phone, acts.today());
  });

  // lost in its third year; whoever has it goes on
  at(
    10,
    'till',
    each(stoppedByLost, (person) => acts.yes(person, ['sms-events'])),
  );
  at(100, 'desk', async () => {
    const { store } = shop.backEnd;
    await store.transaction((tx) => setDeviceStatus(tx, tillAt(gone).device.id, 'lost', 'operator'));
  });
  at(104, 'till', async () => {
    for (const person of lost ?? []) {
      await acts.say(person, ['sms-events'], { tillNumber: gone });
      person.phone.heldApartUntil = addDays(acts.today(), HELD_APART);
    }
    for (const { phone } of stoppedByLost ?? []) {
      await shop.stop(tillAt(gone), { phone: phone.value });
      sayNo(phone, acts.today());
      phone.heldApartUntil = addDays(acts.today(), HELD_APART);
    }
    await shop.sync(tillAt(gone));
  });

  // who is in touch every other year stays for all ten
  at(
    5,
    'till',
    each(long, (person) => acts.yes(person, ['sms-events', 'phone-invitations'])),
  );
  for (let week = 100; week < 520; week += 100)
    at(
      week,
      'desk',
      each(long, ({ phone }) => acts.buy(phone)),
    );
  return { acts: planned, people: 1 + groups.length * EACH };
}
