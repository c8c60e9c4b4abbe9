// The seeded life of one person: which act in which week.
import { addDays } from './model.ts';
import type { Act, Acts, Person } from './people.ts';

/** What one person does, by week. */
export function plan(person: Person, acts: Acts, random: () => number, weeks: number): readonly [number, Act][] {
  const { email, phone } = person;
  const planned: [number, Act][] = [];
  const at = (week: number, where: Act['at'], run: Act['run']) => {
    // one act a fortnight: what comes between two of them is then known to the tablets
    let free = Math.floor(week);
    while (planned.some(([taken]) => taken >> 1 === free >> 1)) free += 1;
    planned.push([free, { at: where, run }]);
  };
  const start = Math.floor(random() ** 1.6 * (weeks - 10));
  const kind = random();
  let contact = email;
  if (kind < 0.28) at(start, 'till', () => acts.yes(person, ['email-news']));
  else if (kind < 0.38) at(start, 'till', () => acts.yes(person, ['email-news', 'sms-events']));
  else if (kind < 0.48) at(start, 'till', () => acts.told(person));
  else if (kind < 0.58) at(start, 'till', () => acts.refuse(person));
  else if (kind < 0.63) at(start, 'desk', () => acts.list(email, addDays(acts.today(), -200)));
  else if (kind < 0.66) at(start, 'desk', () => acts.list(email, null));
  else if (kind < 0.69) at(start, 'desk', () => acts.suppress(email));
  else {
    contact = phone;
    if (kind < 0.83) at(start, 'till', () => acts.yes(person, ['sms-events']));
    else if (kind < 0.93) at(start, 'till', () => acts.yes(person, ['sms-events', 'phone-invitations']));
    else if (kind < 0.96 || start > 29) at(start, 'till', () => acts.yes(person, ['phone-invitations']));
    else at(start, 'till', () => acts.toldOfCalls(person));
  }
  for (let week = start, purchases = Math.floor(random() * 4); purchases > 0; purchases -= 1) {
    week += 6 + random() * 150;
    at(week, 'desk', () => acts.buy(contact));
  }
  const end = start + 3 + Math.floor(random() * 210);
  const how = random();
  if (how < 0.1) at(end, 'till', () => acts.stopAtTill(person, contact));
  else if (how < 0.17)
    at(end, 'desk', () => (contact === email ? acts.stopOnPage(email, 'withdraw-all') : acts.stopByText(phone)));
  else if (how < 0.22)
    at(end, 'desk', () => (contact === email ? acts.stopOnPage(email, 'object') : acts.stopByText(phone)));
  else if (how < 0.29) at(end, 'desk', () => acts.unsubscribe(contact));
  else if (how < 0.32 && contact === email) at(end, 'desk', () => acts.eraseOnPage(email));
  else if (how < 0.35) at(end, 'desk', () => acts.erase(contact));
  else if (how < 0.4) at(end, 'desk', () => acts.suppress(contact));
  else if (how < 0.44 && kind < 0.28) {
    at(end, 'desk', () => acts.freeze(email, 'restrict'));
    at(end + 20 + random() * 180, 'desk', () => acts.freeze(email, 'lift'));
  }
  if (random() < 0.3) {
    const back = end + 2 + Math.floor(random() * 220);
    at(back, 'till', () => acts.yes(person, contact === email ? ['email-news'] : ['sms-events']));
  }
  // whoever has said no stands in an old list again
  if (how < 0.4 && random() < 0.6) at(end + 1 + random() * 250, 'desk', () => acts.list(contact, '2025-06-01'));
  return planned;
}
