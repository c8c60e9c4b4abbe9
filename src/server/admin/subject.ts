// One person's rights over their data, done by an operator. Each command wants to know how the person was known, answers the request
// it belongs to, and leaves an audit row.
import { writeFile } from 'node:fs/promises';
import { toContactIdentity } from '#domain/contact-identity.ts';
import { contactKindByChannel } from '#domain/contact-point.ts';
import type { Right } from '#domain/rights-request.ts';
import { channels } from '#domain/shop-config.ts';
import { readContactClaim } from '../contact-claim.ts';
import { makeOwnData, toCopyText } from '../own-copy.ts';
import { mustBeFree, Refusal } from '../refusal.ts';
import { isContactRestricted } from '../storage/acts.ts';
import { eraseFromArchive } from '../storage/archive-erasure.ts';
import { recordAudit } from '../storage/audit.ts';
import { identifyContactPoint, readValue } from '../storage/contact-point.ts';
import { eraseAndEndAll } from '../storage/erasure.ts';
import { isKnown, rectify } from '../storage/rectification.ts';
import { changeRestriction } from '../storage/restriction.ts';
import { keepOwedProof, todayOf } from '../storage/retention.ts';
import type { Tables } from '../storage/schema.ts';
import { recordStop } from '../storage/stop.ts';
import type { Tx } from '../storage/store.ts';
import { storeOfContactPoint } from '../storage/withdrawal.ts';
import {
  type Asked,
  closeDone,
  closeForGood,
  readAsked,
  sayFarewell,
  sayNothingHeld,
  sayTold,
  takeRequest,
} from './answering.ts';
import { type Command, type CommandContext, print } from './command.ts';

export const subjectCommands: readonly Command[] = [
  {
    usage: `subject export <contact> [file.json] --identity=`,
    summary: 'write a copy of what is held about a person, as they can download it themselves (GDPR 15, 20)',
    run: exportData,
  },
  {
    usage: `subject rectify <wrong contact> <right contact> --identity= [--both-theirs]`,
    summary: 'correct a contact: the wrong one is erased, the right one awaits its confirmation (GDPR 16)',
    run: rectifySubject,
  },
  {
    usage: `subject erase <contact> --identity=`,
    summary: 'erase an e-mail address, a number or a postal address, for good (GDPR 17)',
    run: erase,
  },
  {
    usage: `subject restrict <contact> --identity=`,
    summary: 'keep what is held and do not use it (GDPR 18)',
    run: (context, args) => restrict(context, args, 'restriction'),
  },
  {
    usage: `subject unrestrict <contact> --identity=`,
    summary: 'lift a restriction, as the person asks (GDPR 18(3))',
    run: (context, args) => restrict(context, args, 'lifting'),
  },
  {
    usage: `subject object <contact> --identity= [--purpose= --channel=]`,
    summary: 'record an objection, to everything or to one purpose on one channel (GDPR 21)',
    run: object,
  },
];

async function exportData(context: CommandContext, args: readonly string[]): Promise<boolean> {
  const { store, operator } = context;
  const asked = await readAsked(context, args);
  if (!asked) return false;
  const [path] = asked.rest;
  if (path !== undefined) await mustBeFree(path);
  const taken = await takeRequest(context, asked, ['access', 'portability']);
  if (!taken) return false;
  const { contactPoint, row } = taken;
  if (!contactPoint) return sayNothingHeld(context, asked, taken);
  // of who has only said no, as they are typed here: the value itself is not kept (D7)
  const value = (await readValue(store, contactPoint)) ?? asked.claim.value;
  // before the copy is made: none leaves unrecorded
  await store.transaction((tx) =>
    recordAudit(tx, { actor: `operator:${operator}`, action: 'data-copied', subject: contactPoint.id }),
  );
  const data = await makeOwnData(context, { id: contactPoint.id, kind: contactPoint.kind, value });
  if (!data) return sayNothingHeld(context, asked, taken);
  const file = path ?? `my-data-${row.id.slice(0, 8)}.json`;
  await writeFile(file, toCopyText(data), { mode: 0o600, flag: 'wx' });
  const isTold = await store.transaction((tx) => closeDone(tx, context, asked, row));
  print(`${file}: for them, and for nobody else. ${sayTold(isTold)}`);
  return true;
}

async function rectifySubject(context: CommandContext, args: readonly string[]): Promise<boolean> {
  const { store, archive, mailbox } = context;
  const asked = await readAsked(context, args);
  if (!asked) return false;
  const { claim, config } = asked;
  const right = readContactClaim(asked.rest[0] ?? '', config.controller.country);
  if (right?.kind !== claim.kind || isSame(claim, right)) {
    print(
      'What is it to be? After the wrong one, another of its kind: an address for an address, a number for a number.',
    );
    return false;
  }
  if (!asked.bothTheirs && (await isKnown(store, right)))
    throw new Refusal(
      'Somebody is known by the right one already. Are you sure that both are this person’s? Then add --both-theirs: what was stopped or frozen at the wrong one goes over to it.',
    );
  const taken = await takeRequest(context, asked, ['rectification']);
  if (!taken) return false;
  if (!taken.contactPoint) return sayNothingHeld(context, asked, taken);
  // whoever was seen in the right mailbox has proved nothing of the wrong one: it may be anybody's
  const identity = taken.row.came_by === 'page' ? asked.identity : 'seen';
  const farewell = await sayFarewell(context, { ...asked, identity }, taken.row);
  if (!farewell) return false;
  const { stopped, carried } = await store.transaction(async (tx) => {
    await closeForGood(tx, context, asked, taken.row, farewell);
    await keepOwedProof(tx, archive, claim, config);
    const done = await rectify(tx, claim, right);
    await audit(tx, context, 'rectification', done.from);
    return done;
  });
  eraseArchived(context, asked);
  await mailbox?.forget(claim.value);
  const counts =
    carried > 0
      ? `${carried} of what they had said yes to is asked for at the right address, and counts once it is confirmed from there.`
      : 'Nothing they had said yes to goes over to the right one: it takes a new yes.';
  print(`Corrected: the wrong one is erased. ${counts}`);
  if (stopped > 0) print(`${stopped} of what they had ended or objected to stays so at the right one.`);
  return true;
}

async function erase(context: CommandContext, args: readonly string[]): Promise<boolean> {
  const { store, archive, mailbox } = context;
  const asked = await readAsked(context, args);
  const taken = asked && (await takeRequest(context, asked, ['erasure']));
  const farewell = taken && (await sayFarewell(context, asked, taken.row));
  if (!farewell) return false;
  const { hasOthers } = await store.transaction(async (tx) => {
    await closeForGood(tx, context, asked, taken.row, farewell);
    await keepOwedProof(tx, archive, asked.claim, asked.config);
    const erased = await eraseAndEndAll(tx, asked.claim, 'operator');
    await audit(tx, context, 'erasure', erased.subject);
    return erased;
  });
  eraseArchived(context, asked);
  await mailbox?.forget(asked.claim.value);
  print(
    'Erased. Tablets that still hold it drop it with their next exchange. Copies of the key store from before are to be deleted within a week.',
  );
  if (hasOthers)
    print(
      'Another address or number was given with it: what was said for that one has ended too, but it is still held. If they want it gone as well, `subject erase` it by itself.',
    );
  return true;
}

function eraseArchived({ store, archive }: CommandContext, { claim, config }: Asked): void {
  const { keptUntil } = eraseFromArchive({ archive, keys: store.keys }, claim, todayOf(config, store.now()));
  if (keptUntil !== null)
    print(`A law obliges you to keep the proof until ${keptUntil}: it stays in the archive, and nowhere else.`);
}

async function restrict(
  context: CommandContext,
  args: readonly string[],
  kind: 'restriction' | 'lifting',
): Promise<boolean> {
  const asked = await readAsked(context, args);
  const taken = asked && (await takeRequest(context, asked, [kind]));
  if (!taken) return false;
  const { contactPoint, row } = taken;
  if (!contactPoint) return sayNothingHeld(context, asked, taken);
  const { isNew, isTold } = await context.store.transaction(async (tx) => {
    const isNew = await changeRestriction(tx, { contactPoint: contactPoint.id, kind, via: 'operator' });
    await audit(tx, context, kind, contactPoint.id);
    // D13: frozen by the other one still, and nobody may be told that it is lifted
    const isOpen = kind === 'lifting' && (await isContactRestricted(tx, contactPoint.id));
    return { isNew, isTold: isOpen ? undefined : await closeDone(tx, context, asked, row) };
  });
  const [done, before] = { restriction: ['Frozen.', 'It was frozen.'], lifting: ['Unfrozen.', 'It was not frozen.'] }[
    kind
  ];
  if (isTold === undefined)
    print(
      `${isNew ? done : before} But an address or number given with it is frozen, and this with it, so nobody is told. Unfreeze that one if they ask for it too, then do this again.`,
    );
  else print(`${isNew ? done : before} ${sayTold(isTold)}`);
  return isTold !== undefined;
}

async function object(context: CommandContext, args: readonly string[]): Promise<boolean> {
  const asked = await readAsked(context, args);
  if (!asked) return false;
  const { purpose } = asked.scope;
  const channel = channels.find((name) => name === asked.scope.channel);
  const isWhole = purpose === undefined && asked.scope.channel === undefined;
  const isOne = purpose !== undefined && channel && contactKindByChannel[channel] === asked.claim.kind;
  if (!isWhole && !isOne) {
    print(
      'Neither --purpose nor --channel for everything; both for one thing, on a channel of that address or number.',
    );
    return false;
  }
  const taken = await takeRequest(context, asked, ['objection']);
  if (!taken) return false;
  const isTold = await context.store.transaction(async (tx) => {
    // also of somebody unknown: what a tablet still holds must not count
    const { id } = await identifyContactPoint(tx, asked.claim);
    const scope = isOne ? { purpose, channel } : null;
    const store = await storeOfContactPoint(tx, id);
    await recordStop(tx, { store, contactPoint: id, kind: 'objection', scope, via: 'operator' });
    await audit(tx, context, 'objection', id);
    return closeDone(tx, context, asked, taken.row);
  });
  print(`Noted, from now on. ${sayTold(isTold)}`);
  return true;
}

const isSame = (a: Asked['claim'], b: Asked['claim']): boolean =>
  toContactIdentity(a.kind, a.value) === toContactIdentity(b.kind, b.value);

type Action = Tables['audit']['action'] & (Right | 'data-copied');

const audit = (tx: Tx, { operator }: CommandContext, action: Action, subject: string) =>
  recordAudit(tx, { actor: `operator:${operator}`, action, subject });
