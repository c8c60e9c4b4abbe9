// Contact data that the back end can still read, for tests that count what is left.
import { readDisclosure } from '#protocol/disclosure.ts';
import { readValue } from '../storage/contact-point.ts';
import { readDisclosures } from '../storage/disclosure.ts';
import type { Reader } from '../storage/store.ts';

/** Values and disclosures, each once. */
export async function readHeldContacts(store: Reader): Promise<string[]> {
  const contacts = await store.sql.selectFrom('contact_points').selectAll().execute();
  const values = await Promise.all(contacts.map((contact) => readValue(store, contact)));
  const rows = await store.sql.selectFrom('disclosures').select('event').distinct().execute();
  const beside = await Promise.all(rows.map(({ event }) => readHeldBeside(store, event)));
  return [...new Set([...values, ...beside.flat()])].filter((value) => value !== undefined);
}

/** What is left beside the event of that hash. */
export async function readHeldBeside(store: Reader, event: string): Promise<string[]> {
  return (await readDisclosures(store, event)).flatMap((disclosure) => readDisclosure(disclosure)?.value ?? []);
}
