// Where the people of a list stand today, as `mayContact` would answer; and those among them who may be sent a link to their page.
import type { Reason } from '#domain/may-contact.ts';
import type { Channel } from '#domain/shop-config.ts';
import { addMonths } from '#domain/working-day.ts';
import { mustGetContactPoint, readValue } from './contact-point.ts';
import { decideUseOf, type UseContext } from './may-contact.ts';
import { createPreferenceToken } from './preferences.ts';
import type { Reader, Tx } from './store.ts';

/** People on one channel who stand alike. */
export interface ListLine {
  readonly list: string;
  readonly channel: Channel;
  readonly reason: Reason;
  readonly people: number;
  /** Of those who may be contacted, how many may no more in 3, 6 and 12 months, if they are not in touch before. */
  readonly ending: Readonly<Record<(typeof horizons)[number], number>>;
}

/** Months. */
export const horizons = [3, 6, 12] as const;

/** @param list all lists without one */
export async function reportLists(reader: Reader, context: UseContext, list?: string): Promise<ListLine[]> {
  const lines = new Map<string, ListLine>();
  for (const { contactPoint, channel, purpose, list: of } of await listListed(reader, list)) {
    const { answer, reason, clock, day } = await decideUseOf(reader, contactPoint, { channel, purpose }, context);
    const key = `${of} ${channel} ${reason}`;
    const line = lines.get(key) ?? { list: of, channel, reason, people: 0, ending: { 3: 0, 6: 0, 12: 0 } };
    const isEnding = (months: number) => answer === 'yes' && clock !== null && clock.endsOn < addMonths(day, months);
    const ending = { ...line.ending };
    for (const months of horizons) if (isEnding(months)) ending[months] += 1;
    lines.set(key, { ...line, people: line.people + 1, ending });
  }
  return [...lines].sort(([a], [b]) => a.localeCompare(b)).map(([, line]) => line);
}

export interface PageLink {
  readonly contactPoint: string;
  readonly address: string;
  readonly token: string;
}

/** The addresses of a list, by their contact points. */
export async function listAddresses(reader: Reader, list: string): Promise<string[]> {
  const listed = await listListed(reader, list);
  return [...new Set(listed.filter(({ channel }) => channel === 'email').map(({ contactPoint }) => contactPoint))];
}

/**
 * A new link to their own page, of who may be written to today. Of nobody else: a mail that invites back is marketing itself.
 * Whoever sends it to that address proves the mailbox by it (E1).
 */
export async function createPageLink(tx: Tx, contactPoint: string, context: UseContext): Promise<PageLink | undefined> {
  const grants = tx.sql.selectFrom('grants').select('purpose').distinct().where('contact_point', '=', contactPoint);
  for (const { purpose } of await grants.where('channel', '=', 'email').execute()) {
    const { answer } = await decideUseOf(tx, contactPoint, { channel: 'email', purpose }, context);
    const address = answer === 'yes' ? await readValue(tx, await mustGetContactPoint(tx, contactPoint)) : undefined;
    if (address !== undefined) return { contactPoint, address, token: await createPreferenceToken(tx, contactPoint) };
  }
  return undefined;
}

/** Each once, whatever number of rows say so. */
async function listListed({ sql }: Reader, list?: string) {
  return sql
    .selectFrom('imports')
    .innerJoin('grants', 'grants.event', 'imports.event')
    .select(['imports.list', 'grants.contact_point as contactPoint', 'channel', 'purpose'])
    .distinct()
    .$if(list !== undefined, (query) => query.where('imports.list', '=', list as string))
    .orderBy('imports.list')
    .orderBy('contactPoint')
    .orderBy('channel')
    .execute();
}
