// The mails of a history: those the back end sends, and the buttons that people press in them.
import { DAY } from '#domain/instant.ts';
import { hashSecret } from '#server/storage/token.ts';
import { confirmPathIn, postForm, press } from '#server/testing/link.ts';
import type { CommandTo } from './command.ts';
import { expectedOf, expectedUnrestricted, type ModelGrant } from './model.ts';
import { isRestricted } from './model-choices.ts';
import { fail, type ModelMail, observeArrivals, type Run } from './run.ts';

export const LINK_LIFETIME = 7 * DAY;
/** How long an address is left alone after "it wasn't me". */
export const DISAVOWAL_WAIT = 30 * DAY;

export async function runJobs(run: Run, isCrash: boolean): Promise<void> {
  const { world, model, mails, disavowals, lapses } = run;
  const { backEnd } = world;
  await observeArrivals(run);
  for (const [grant, at] of lapses)
    if (at <= world.now() && expectedOf(grant, model) === 'requested' && isRestricted(grant.contact, model) === 'no')
      grant.lapsedAt = world.now();
  if (isCrash) backEnd.mailFates.push('crash');
  const before = world.mails.length;
  await backEnd.runJobs();
  if (isCrash && backEnd.mailFates.splice(0).length === 0) run.forgottenMails += 1;
  for (const mail of world.mails.slice(before)) {
    if (!mail.text.includes('/confirm/')) {
      checkAcknowledgement(run, mail.to);
      continue;
    }
    const path = confirmPathIn(mail);
    const grants = await listedIn(run, path);
    // D4: no mail leaves for a request that is dead at that moment
    for (const grant of grants)
      if (expectedOf(grant, model) !== 'requested' && expectedOf(grant, model) !== 'unsure')
        fail(`a mail left for a dead request: ${grant.question} of ${grant.contact}`);
    const contact = grants[0]?.contact ?? '';
    if (world.now() < (disavowals.get(contact) ?? 0) + DISAVOWAL_WAIT)
      fail(`a mail left for ${contact}, who has said that it was somebody else`);
    mails.push({ path, contact, grants, sentAt: world.now(), isDead: false });
    for (const grant of grants) lapses.set(grant, world.now() + LINK_LIFETIME);
  }
}

/** What has ended is told to an address that was confirmed, and to nobody before something was ended. */
function checkAcknowledgement({ model }: Run, to: string): void {
  const isProved = model.grants.some((grant) => grant.contact === to && grant.confirmedAt !== undefined);
  const hasStopped = model.stops.some((stop) => stop.kind !== 'erasure' && stop.kind !== 'refusal');
  if (!isProved || !hasStopped) fail(`a mail told ${to} that something has ended`);
}

async function listedIn({ world, model }: Run, path: string): Promise<ModelGrant[]> {
  const hash = hashSecret(path.slice('/confirm/'.length));
  const { answers } = await world.backEnd.store.sql
    .selectFrom('tokens')
    .select('answers')
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow();
  return (JSON.parse(answers) as { event: string; question: string }[]).map(
    ({ event, question }) =>
      model.grants.find((grant) => grant.id === event && grant.question === question) ??
      fail('a mail lists what nobody said'),
  );
}

/** @param endAll notes that a person has ended everything for a contact point */
export async function pressIn(run: Run, command: CommandTo<'press'>, endAll: (contact: string) => void): Promise<void> {
  const { world, model, mails } = run;
  const mail = mails[command.mail % Math.max(1, mails.length)];
  if (!mail) return;
  await observeArrivals(run);
  const before = new Map(mail.grants.map((grant) => [grant, expectedUnrestricted(grant, model)]));
  if ([...before.values()].includes('unsure')) return;
  const isConfirmed = [...before.values()].includes('given');
  const isOpen = !mail.isDead && world.now() < mail.sentAt + LINK_LIFETIME;
  if (command.action === 'withdraw-all') {
    const page = await openPreferences(run, mail);
    if ((page !== undefined) !== (isConfirmed && isOpen))
      fail('a mailbox proves itself by a confirmation, and only so');
    if (page === undefined) return;
    await press(world.backEnd.app, page, { action: 'withdraw-all' });
    return endAll(mail.contact);
  }
  await press(world.backEnd.app, mail.path, { action: command.action });
  if (command.action === 'confirm') {
    for (const [grant, expected] of before) {
      if (!isOpen || expected !== 'requested') continue;
      grant.confirmedAt = world.now();
      run.disavowals.delete(mail.contact);
    }
    return;
  }
  if (mail.isDead) return;
  const pending = model.grants.filter((g) => g.contact === mail.contact && expectedOf(g, model) === 'requested');
  if (isConfirmed || pending.length > 0) run.disavowals.set(mail.contact, world.now());
  if (isConfirmed) endAll(mail.contact);
  for (const grant of pending) grant.deniedAt = world.now();
}

/** Undefined when the mail's link does not prove the mailbox. */
export async function openPreferences({ world }: Run, mail: ModelMail): Promise<string | undefined> {
  const answer = await postForm(world.backEnd.app, mail.path, { action: 'preferences' });
  const page = answer.headers.get('location') ?? '';
  return page.startsWith('/preferences/') ? page : undefined;
}
