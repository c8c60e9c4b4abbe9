// What every command of `subject` has in common: whose right it answers, how they were known, and which request it closes.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type KnownIdentity, type Right, type Way, ways } from '#domain/rights-request.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { composeAnswers } from '../answer-letter.ts';
import { CONTACT_FORMS, readContactClaim } from '../contact-claim.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { readMailbox } from '../storage/mail.ts';
import { findAnswerAddress, oweAnswer } from '../storage/rights-answer.ts';
import { closeRequest, findOpenRequest, findRequest, openRequest } from '../storage/rights-request.ts';
import type { ContactPoint, RightsRequestRow } from '../storage/schema.ts';
import type { Tx } from '../storage/store.ts';
import { type CommandContext, print } from './command.ts';

const text = { type: 'string' } as const;
const options = {
  ...{ identity: text, 'came-by': text, request: text, purpose: text, channel: text },
  'without-mail': { type: 'boolean', default: false },
  'both-theirs': { type: 'boolean', default: false },
} as const;

const answeringSchema = z.object({
  identity: z.enum(['mailbox', 'seen']),
  'came-by': z.enum(ways).optional(),
  request: z.string().optional(),
  purpose: z.string().optional(),
  channel: z.string().optional(),
  'without-mail': z.boolean(),
  'both-theirs': z.boolean(),
});

export interface Asked {
  readonly claim: ContactClaim;
  /** What follows the address or number. */
  readonly rest: readonly string[];
  readonly identity: KnownIdentity;
  readonly cameBy: Way | undefined;
  readonly request: string | undefined;
  readonly scope: { readonly purpose: string | undefined; readonly channel: string | undefined };
  readonly withoutMail: boolean;
  /** Staff have made sure that the wrong one and the right one are the same person's. */
  readonly bothTheirs: boolean;
  readonly config: ShopConfig;
}

/** Undefined when it is not understood; it has then said why. */
export async function readAsked({ store }: CommandContext, args: readonly string[]): Promise<Asked | undefined> {
  const { config } = await mustGetCurrentConfig(store);
  const parsed = parse(args);
  if (!parsed) {
    print('Which contact, and an option as the list of commands has it: `npm run admin`.');
    return undefined;
  }
  const [typed = '', ...rest] = parsed.positionals;
  const claim = readContactClaim(typed, config.controller.country);
  if (!claim) {
    print(`That is none of these: ${CONTACT_FORMS}.`);
    return undefined;
  }
  const { success, data } = answeringSchema.safeParse(parsed.values);
  if (!success) {
    print(
      `Make sure who asks first, and say how: --identity=mailbox (they have answered from the mailbox) or --identity=seen (staff have seen who it is; keep no copy). --came-by is one of ${ways.join(', ')}.`,
    );
    return undefined;
  }
  const { identity, 'came-by': cameBy, request, purpose, channel } = data;
  const { 'without-mail': withoutMail, 'both-theirs': bothTheirs } = data;
  return { claim, rest, identity, cameBy, request, scope: { purpose, channel }, withoutMail, bothTheirs, config };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return undefined;
  }
}

export interface Taken {
  readonly row: RightsRequestRow;
  /** undefined: nothing was ever held of it. */
  readonly contactPoint: ContactPoint | undefined;
}

/**
 * The request that is answered: the one named, else the oldest open one of theirs, else a new one. Undefined where there is none; it
 * has then said why.
 * @param kinds that it may be of; a new one is of the first
 */
export async function takeRequest(
  { store, operator }: CommandContext,
  { claim, identity, cameBy, request }: Asked,
  kinds: readonly [Right, ...Right[]],
): Promise<Taken | undefined> {
  const taken = await store.transaction(async (tx): Promise<Taken | 'not-that' | 'came-by'> => {
    const contactPoint = await findContactPoint(tx, claim);
    const id = contactPoint?.id ?? null;
    const known = request === undefined ? id && (await findOpenRequest(tx, id, kinds)) : await findRequest(tx, request);
    if (known) return isAnswerable(known, id, kinds) ? { row: known, contactPoint } : 'not-that';
    if (request !== undefined) return 'not-that';
    if (cameBy === undefined) return 'came-by';
    const asked = { kind: kinds[0], contactPoint: id, cameBy, identity, by: `operator:${operator}` };
    return { row: await openRequest(tx, asked), contactPoint };
  });
  if (typeof taken === 'object') return taken;
  print(
    taken === 'came-by'
      ? `There is no open request of theirs for this. Say how it came, and it is noted: --came-by=${ways.filter((way) => way !== 'page').join('|')}.`
      : 'There is no open request of that kind and of that person under this reference.',
  );
  return undefined;
}

const isAnswerable = (row: RightsRequestRow, contactPoint: string | null, kinds: readonly Right[]): boolean =>
  row.closed_at === null &&
  kinds.includes(row.kind) &&
  (row.contact_point === null || row.contact_point === contactPoint);

/** Printed after what was done. */
export const sayTold = (isTold: boolean): string =>
  isTold
    ? 'A mail tells them so.'
    : 'No mailbox of theirs is proved, so no mail leaves: tell them yourself, by the way they came.';

/**
 * The last mail to somebody whose address is about to go: sent before, because afterwards nobody knows where to (decision 026).
 * `nobody`: no mailbox is proved.
 */
async function sendLastMail(
  context: CommandContext,
  row: RightsRequestRow,
  identity: KnownIdentity,
): Promise<'sent' | 'nobody' | 'not-taken'> {
  const { store, mailer, publicUrl } = context;
  const mailbox = await store.transaction((tx) => findMailbox(tx, { ...row, identity }));
  if (!mailbox) return 'nobody';
  const { address, to } = mailbox;
  const isLast = address === row.contact_point;
  const requests = [{ ...row, outcome: 'done' as const }];
  const letter = await composeAnswers(context, { address, requests, link: null, isLast });
  const messageId = `<${row.id}@${new URL(publicUrl).hostname}>`;
  const { outcome } = await mailer.send({ ...letter, to, messageId });
  return outcome === 'sent' ? outcome : 'not-taken';
}

async function findMailbox(tx: Tx, row: RightsRequestRow) {
  const address = await findAnswerAddress(tx, row);
  const to = address === undefined ? undefined : await readMailbox(tx, address, 'request.answer');
  return address !== undefined && to !== undefined ? { address, to } : undefined;
}

/** Nothing is left to do but to tell them; returns whether a mail does. */
export async function closeDone(tx: Tx, { operator }: CommandContext, { identity }: Asked, row: RightsRequestRow) {
  const by = `operator:${operator}`;
  return oweAnswer(tx, await closeRequest(tx, row, { outcome: 'done', identity, by }));
}

/** Their last mail has left, where there was one: nothing more is owed. */
export async function closeForGood(
  tx: Tx,
  { operator }: CommandContext,
  { identity }: Asked,
  row: RightsRequestRow,
  farewell: Farewell,
) {
  const isTold = farewell === 'sent';
  await closeRequest(tx, row, { outcome: 'done', identity, by: `operator:${operator}`, isTold });
}

export async function sayNothingHeld(context: CommandContext, { identity }: Asked, { row }: Taken): Promise<boolean> {
  const by = `operator:${context.operator}`;
  await context.store.transaction((tx) => closeRequest(tx, row, { outcome: 'nothing-held', identity, by }));
  print('Nothing is held about them, and the request is closed so. Tell them yourself, by the way they came.');
  return true;
}

export type Farewell = 'sent' | 'nobody';

/** Undefined: nothing may be taken away yet. */
export async function sayFarewell(
  context: CommandContext,
  asked: Asked,
  row: RightsRequestRow,
): Promise<Farewell | undefined> {
  const outcome = asked.withoutMail ? 'nobody' : await sendLastMail(context, row, asked.identity);
  if (outcome === 'not-taken') {
    print(
      'The mail server did not take the last mail to them, so nothing is erased. Try again, or add --without-mail.',
    );
    return undefined;
  }
  if (asked.withoutMail) print('No mail leaves: tell them yourself, by the way they came.');
  else print(outcome === 'nobody' ? sayTold(false) : 'Their last mail has left.');
  return outcome;
}
