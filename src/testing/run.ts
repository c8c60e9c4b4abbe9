// What a history under way knows: the world, what the model makes of it, the mails so far.
import { DAY } from '#domain/instant.ts';
import type { Channel } from '#domain/shop-config.ts';
import { addresses, type CommandTo, type ContactChoice, emails, phones } from './command.ts';
import type { Model, ModelAct, ModelGrant } from './model.ts';
import type { Backup, World } from './world.ts';

export const questionIds = ['email-news', 'sms-events', 'phone-invitations'] as const;
/** Told of e-mails, after a sale. */
export const CUSTOMERS = 'email-customers';
/** Told of letters. */
export const LETTERS = 'letters';
export const channels: readonly Channel[] = ['email', 'sms', 'phone'];

export interface ModelMail {
  readonly path: string;
  readonly contact: string;
  readonly grants: readonly ModelGrant[];
  readonly sentAt: number;
  /** Its address was erased since, or the back end has lost its links: it opens nothing. */
  isDead: boolean;
}

/** What the model must know again when the data are as they were. */
export interface ModelBackup extends Backup {
  readonly lapses: ReadonlyMap<ModelGrant, number>;
}

export interface Run {
  readonly world: World;
  readonly model: Model;
  readonly mails: ModelMail[];
  /** When the owner of a mailbox said last that it was somebody else, by contact. */
  readonly disavowals: Map<string, number>;
  /** When a request that has had its mail ends by itself. */
  readonly lapses: Map<ModelGrant, number>;
  readonly backups: ModelBackup[];
  /** How often the process was killed between a mail and its record, or the record was lost by a restore. */
  forgottenMails: number;
  /** Events that their tablet does not have any more. */
  readonly wiped: Set<string>;
  /** Days that were closed. */
  closes: number;
  /** Some may be gone with the tail of a tablet. */
  hasLostCloses: boolean;
}

export function fail(what: string): never {
  throw new Error(what);
}

/** What somebody says, wherever. */
export type Answers = Pick<CommandTo<'answer'>, 'yes' | 'email' | 'phone'>;

/** The contact points that the yeses need: [e-mail, phone]. */
export function contactsOf({ yes, email, phone }: Answers): [string | undefined, string | undefined] {
  return [yes[0] ? emails[email as 0 | 1] : undefined, yes[1] || yes[2] ? phones[phone as 0 | 1] : undefined];
}

export function contactAt({ kind, index }: ContactChoice): string {
  return { email: emails, phone: phones, postal: addresses }[kind][index as 0 | 1];
}

/** Close to the shop's limit on a request's age, or above it. */
const REQUEST_AGE_UNSURE = 29 * DAY;

/** Every act that a tablet took. */
export function actsOfTablets({ model }: Run): ModelAct[] {
  return [...model.grants, ...model.stops].filter(({ chain }) => !chain.startsWith('store'));
}

/** What has reached the back end since, at the true time. */
export async function observeArrivals(run: Run): Promise<void> {
  const { world } = run;
  const { store } = world.backEnd;
  const rows = await store.sql.selectFrom('events').select(['id', 'status']).execute();
  const statusById = new Map(rows.map((row) => [row.id, row.status]));
  const grants = await store.sql
    .selectFrom('grants')
    .select(['event', 'question', 'contact_point', 'status'])
    .execute();
  const heardAt = new Map(world.tablets.map((tablet) => [tablet.chain, tablet.heardAt]));
  for (const act of actsOfTablets(run)) {
    const status = statusById.get(act.id);
    if (status === undefined) continue;
    const isOfSpoiled = !act.chain.startsWith('tablet');
    if (act.enteredAt === undefined && isOfSpoiled && world.spoiled.isLost) act.mustBeHeld = true;
    act.enteredAt ??= world.now();
    act.arrivedAt ??= world.now();
    act.isHeld = status === 'quarantined';
    if (!act.isHeld && (act.mustBeHeld || act.isUnreadable)) fail(`${act.id} counts, and must be held apart`);
    const heard = isOfSpoiled ? world.spoiled.heardAt : (heardAt.get(act.chain) ?? 0);
    if (!act.isUnreadable && heard >= act.enteredAt) act.wordAt ??= heard;
    const waits = 'isAnswer' in act && act.isAnswer;
    if (!act.isUnreadable && !(act.isHeld && waits)) act.receivedAt = act.arrivedAt;
  }
  for (const { event, question, contact_point, status } of grants) {
    const grant = run.model.grants.find((one) => one.id === event && one.question === question);
    if (!grant) continue;
    // C3: whether a request is too old when it comes depends on clocks that nobody knows
    const age = (grant.receivedAt ?? 0) - (grant.notBefore ?? 0);
    if (grant.contactPoint === undefined && status === 'expired' && grant.isDoubleOptIn && age > REQUEST_AGE_UNSURE)
      grant.lapsedAt = grant.receivedAt;
    grant.contactPoint = contact_point;
  }
}
