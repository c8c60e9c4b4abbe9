// The register of what people ask for by their rights, as a data protection officer works from it.
import { parseArgs } from 'node:util';
import {
  doneRights,
  extensionReasons,
  findClosingProblem,
  findExtensionProblem,
  refusalReasons,
  rights,
  stateOf,
  urgencyOf,
} from '#domain/rights-request.ts';
import { toReference } from '../answer-letter.ts';
import { CONTACT_FORMS, readContactClaim } from '../contact-claim.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { findContactPoint, mustGetContactPoint, readValue } from '../storage/contact-point.ts';
import { oweAnswer } from '../storage/rights-answer.ts';
import {
  closeRequest,
  extendRequest,
  findRequest,
  listRequests,
  openRequest,
  readRequestText,
  readToday,
  toFacts,
} from '../storage/rights-request.ts';
import type { RightsRequestRow, Tables } from '../storage/schema.ts';
import type { Tx } from '../storage/store.ts';
import { sayTold } from './answering.ts';
import { at, type Command, type CommandContext, print, printTable } from './command.ts';
import { closeSchema, extendSchema, openSchema, readArguments } from './request-arguments.ts';

export const requestCommands: readonly Command[] = [
  {
    usage: 'requests list [--all]',
    summary: 'what people have asked for by their rights, by the day on which it is due; with --all what is closed too',
    run: list,
  },
  {
    usage: 'requests open <kind> <contact> --came-by= [--identity= --received=]',
    summary: `note a request: ${rights.join(', ')}`,
    run: open,
  },
  {
    usage: 'requests show <reference>',
    summary: 'who asks, and what they wrote; that it was read is noted',
    run: show,
  },
  {
    usage: 'requests extend <reference> --reason=',
    summary: `two months more, told to the person: ${extensionReasons.join(' or ')} (GDPR 12(3))`,
    run: extend,
  },
  {
    usage: 'requests close <reference> --outcome= [--note-code= --identity=]',
    summary: 'close a request that no other command answers, and tell the person',
    run: close,
  },
];

async function list({ store }: CommandContext, args: readonly string[]): Promise<boolean> {
  const { today } = await readToday(store, store.now());
  const all = await listRequests(store, { all: true });
  const { values } = parseArgs({ args: [...args], options: { all: { type: 'boolean', default: false } } });
  const rows = values.all ? all : all.filter(({ closed_at }) => closed_at === null);
  const references = new Map<string, number>();
  for (const row of all) references.set(toReference(row), (references.get(toReference(row)) ?? 0) + 1);
  // whoever writes by a form of their own brings an id of their own
  const isShared = (row: RightsRequestRow) => (references.get(toReference(row)) ?? 0) > 1;
  printTable(
    rows.map((row) => ({
      ...{
        reference: isShared(row) ? row.id : toReference(row),
        kind: row.kind,
        'came by': row.came_by,
        received: row.received_on,
      },
      ...{ due: row.due_on, urgent: urgencyOf(toFacts(row), today) ?? '', identity: row.identity },
      ...{ state: stateOf(toFacts(row)), outcome: row.refusal_reason ?? row.outcome ?? row.extension_reason ?? '' },
      ...{ 'told at': at(row.told_at) },
    })),
    'Nobody waits for an answer.',
  );
  return true;
}

async function open({ store, operator }: CommandContext, args: readonly string[]): Promise<boolean> {
  const { config } = await mustGetCurrentConfig(store);
  const { today } = await readToday(store, store.now());
  const given = readArguments(args, openSchema, {
    names: ['kind', 'contact'],
    example: `requests open access someone@example.com --came-by=post --identity=none --received=${today}`,
  });
  if (!given) return false;
  const claim = readContactClaim(given.positionals[1], config.controller.country);
  if (!claim) {
    print(`That is none of these: ${CONTACT_FORMS}.`);
    return false;
  }
  if ((given.values.received ?? today) > today) {
    print(`--received=${given.values.received} has not come yet: today is ${today}.`);
    return false;
  }
  const { 'came-by': cameBy, identity, received: receivedOn } = given.values;
  const row = await store.transaction(async (tx) => {
    const contactPoint = (await findContactPoint(tx, claim))?.id ?? null;
    const asked = { kind: given.positionals[0], contactPoint, cameBy, identity, receivedOn };
    const opened = await openRequest(tx, { ...asked, by: `operator:${operator}` });
    await audit(tx, operator, 'request-opened', opened);
    return opened;
  });
  print(`${toReference(row)}: to be answered by ${row.due_on}.`);
  if (row.contact_point === null)
    print('Nothing is held about this address or number, and it is not kept here either.');
  return true;
}

async function show({ store, operator }: CommandContext, [reference = '']: readonly string[]): Promise<boolean> {
  const found = await store.transaction(async (tx) => {
    const row = await findRequest(tx, reference);
    if (!row) return undefined;
    await audit(tx, operator, 'request-read', row);
    const contactPoint = row.contact_point === null ? undefined : await mustGetContactPoint(tx, row.contact_point);
    return {
      row,
      contact: contactPoint && (await readValue(tx, contactPoint)),
      text: await readRequestText(tx, row),
    };
  });
  if (!found) return sayUnknown();
  const { row, contact, text } = found;
  const lines: [string, string][] = [
    ['kind', row.kind],
    ['came by', `${row.came_by}, on ${row.received_on}; noted by ${row.opened_by}`],
    ['due', row.due_on],
    ['from', contact ?? 'not held'],
    ['identity', row.identity],
    [
      'state',
      [stateOf(toFacts(row)), row.outcome, row.refusal_reason ?? row.extension_reason].filter(Boolean).join(', '),
    ],
    ['told at', at(row.told_at)],
  ];
  print([`Request ${row.id}`, ...lines.map(([name, value]) => `  ${name.padEnd(10)}${value}`)].join('\n'));
  if (text !== undefined) print(`\n${text}`);
  return true;
}

async function extend({ store, operator }: CommandContext, args: readonly string[]): Promise<boolean> {
  const given = readArguments(args, extendSchema, {
    names: ['reference'],
    example: `requests extend 3f2a9c1e --reason=${extensionReasons[0]}`,
  });
  if (!given) return false;
  const { today } = await readToday(store, store.now());
  const result = await store.transaction(async (tx) => {
    const row = await findRequest(tx, given.positionals[0]);
    if (!row) return 'unknown';
    const problem = findExtensionProblem(toFacts(row), today);
    if (problem) return problem;
    const extended = await extendRequest(tx, row, given.values.reason);
    await audit(tx, operator, 'request-extended', row);
    return { extended, isTold: await oweAnswer(tx, extended), before: row.due_on };
  });
  if (result === 'unknown') return sayUnknown();
  if (typeof result === 'string') {
    print(extensionProblems[result]);
    return false;
  }
  const { extended, isTold, before } = result;
  print(
    `To be answered by ${extended.due_on}. ${sayTold(isTold)}${isTold ? '' : ` They must hear of it by ${before}.`}`,
  );
  return true;
}

const extensionProblems = {
  closed: 'It is closed.',
  'extended-before': 'It was extended before, and can be only once.',
  'too-late': 'Its first month is over: it can be extended no more, only answered.',
} as const;

async function close({ store, operator }: CommandContext, args: readonly string[]): Promise<boolean> {
  const given = readArguments(args, closeSchema, {
    names: ['reference'],
    example: `requests close 3f2a9c1e --outcome=refused --note-code=${refusalReasons[0]}`,
  });
  if (!given) return false;
  const { outcome, 'note-code': reason = null, identity } = given.values;
  const result = await store.transaction(async (tx) => {
    const row = await findRequest(tx, given.positionals[0]);
    if (!row) return 'unknown';
    const closing = { outcome, reason, identity: identity ?? row.identity, by: `operator:${operator}` };
    const facts = { ...toFacts(row), identity: closing.identity };
    const isElsewhere = outcome === 'done' && doneRights.includes(row.kind);
    const problem = findClosingProblem(facts, outcome, reason) ?? (isElsewhere ? 'not-by-hand' : undefined);
    if (problem) return problem;
    const closed = await closeRequest(tx, row, closing);
    await audit(tx, operator, 'request-closed', row);
    const isTold = await oweAnswer(tx, closed);
    return outcome === 'taken-back' ? 'Closed.' : `Closed. ${sayTold(isTold)}`;
  });
  if (result === 'unknown') return sayUnknown();
  const problem = closingProblems.get(result);
  print(problem ?? result);
  return problem === undefined;
}

const closingProblems: ReadonlyMap<string, string> = new Map([
  ['closed', 'It is closed already.'],
  ['identity-missing', 'Make sure who asks first, and say how: --identity=mailbox or --identity=seen.'],
  ['reason-missing', `A refusal says why: --note-code=${refusalReasons.join('|')}.`],
  ['reason-unwanted', 'A note-code is the reason of a refusal.'],
  ['not-by-hand', '`subject erase`, `restrict`, `unrestrict` and `object` do what is asked, and close the request.'],
]);

function sayUnknown(): boolean {
  print('There is no request under this reference, or more than one: give more of it.');
  return false;
}

const audit = (tx: Tx, operator: string, action: Tables['audit']['action'], { id }: RightsRequestRow) =>
  recordAudit(tx, { actor: `operator:${operator}`, action, subject: id });
