// Contact points that belong together: one person has given them in one event, or one of them on the page of the other.
import type { GrantRow } from './schema.ts';
import type { Reader } from './store.ts';

/**
 * Followed one step, as a stop of all is (D8).
 * @param links which of the grants that tie them count
 */
export async function listCompanions(
  { sql }: Reader,
  contactPoint: string,
  links: (grant: GrantRow) => boolean = () => true,
): Promise<string[]> {
  const own = await sql
    .selectFrom('grants')
    .selectAll()
    .where((e) => e.or([e('contact_point', '=', contactPoint), e('page_of', '=', contactPoint)]))
    .execute();
  const shared = own.filter(links).map((grant) => grant.event);
  if (shared.length === 0) return [];
  const rows = await sql
    .selectFrom('grants')
    .select(['contact_point', 'page_of'])
    .where('event', 'in', shared)
    .execute();
  const ids = new Set(rows.flatMap(({ contact_point, page_of }) => [contact_point, page_of ?? contact_point]));
  ids.delete(contactPoint);
  return [...ids].sort();
}
