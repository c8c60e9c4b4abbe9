// What a history under way knows: the world, what the model makes of it, the mails so far.
import { type Command, type ContactChoice, emails, phones } from './command.ts';
import type { Model, ModelGrant } from './model.ts';
import type { World } from './world.ts';

export const questionIds = ['email-news', 'sms-events', 'phone-invitations'] as const;
export const channels = ['email', 'sms', 'phone'] as const;

export interface ModelMail {
  readonly path: string;
  readonly contact: string;
  readonly grants: readonly ModelGrant[];
  readonly sentAt: number;
  /** Its address was erased since: the link opens nothing. */
  isDead: boolean;
}

export interface Run {
  readonly world: World;
  readonly model: Model;
  readonly mails: ModelMail[];
  /** When a request that has had its mail ends by itself. */
  readonly lapses: Map<ModelGrant, number>;
  /** How often the process was killed between a mail and its record. */
  crashes: number;
}

export function fail(what: string): never {
  throw new Error(what);
}

/** The contact points that the yeses need: [e-mail, phone]. */
export function contactsOf({
  yes,
  email,
  phone,
}: Extract<Command, { do: 'answer' }>): [string | undefined, string | undefined] {
  return [yes[0] ? emails[email as 0 | 1] : undefined, yes[1] || yes[2] ? phones[phone as 0 | 1] : undefined];
}

export function contactAt({ kind, index }: ContactChoice): string {
  return (kind === 'email' ? emails : phones)[index as 0 | 1];
}

/** What has reached the back end since, at the true time. */
export async function observeArrivals({ world, model }: Run): Promise<void> {
  const rows = await world.backEnd.store.sql.selectFrom('events').select(['id', 'status']).execute();
  const statusById = new Map(rows.map((row) => [row.id, row.status]));
  for (const one of [...model.grants, ...model.stops]) {
    const status = statusById.get(one.id);
    if (one.receivedAt !== undefined || status === undefined) continue;
    one.isHeld = status === 'quarantined';
    const isRefusal = 'kind' in one && one.kind === 'refusal';
    if (!(one.isHeld && isRefusal)) one.receivedAt = world.now();
  }
}
