// Lists of people that a shop already has: checked, taken in with what it states as proof, and counted.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { businessDayAt } from '#domain/business-day.ts';
import { createSheet, dayFileForms } from '#domain/day-file.ts';
import type { Channel } from '#domain/shop-config.ts';
import { preferencesPath } from '../links.ts';
import { listColumns, readListFile } from '../list-file.ts';
import { Refusal } from '../refusal.ts';
import { openBatchAudit, recordAudit, recordBatchSubjects } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { type Fate, fates, type ImportContext, importRow, type ListedRow, planRow } from '../storage/imported.ts';
import { createPageLink, horizons, listAddresses, reportLists } from '../storage/list-report.ts';
import { type Command, type CommandContext, print, printTable } from './command.ts';

const options = { list: { type: 'string' }, 'skip-bad': { type: 'boolean', default: false } } as const;

export const listCommands: readonly Command[] = [
  {
    usage: 'list template',
    summary: 'print the header of a list’s file, and say what stands in each column',
    async run() {
      print(Object.keys(listColumns).join(';'));
      for (const [column, text] of Object.entries(listColumns)) process.stderr.write(`${column.padEnd(14)}${text}\n`);
      return true;
    },
  },
  {
    usage: 'list check <file.csv>',
    summary: 'say what importing a list would do, and which rows are not understood',
    run: checkList,
  },
  {
    usage: 'list import <file.csv> [--list=name --skip-bad]',
    summary: 'take in a list that the shop already has; doing it again changes nothing',
    run: importList,
  },
  {
    usage: 'list report [list]',
    summary: 'count where the people of the lists stand today, and for how many it ends soon',
    async run({ store }, [list]) {
      const { config } = await mustGetCurrentConfig(store);
      const lines = await reportLists(store, { config, now: store.now() }, list);
      printTable(
        lines.map(({ ending, ...line }) => ({
          ...line,
          ...Object.fromEntries(horizons.map((months) => [`ends in ${months} months`, ending[months]])),
        })),
        'No such list, or nobody in it.',
      );
      return lines.length > 0;
    },
  },
  {
    usage: 'list links <list> [--form=excel|csv|jsonl]',
    summary: 'print a link to their own page for each address of a list that may be written to today',
    run: printLinks,
  },
];

type Read = { readonly rows: readonly ListedRow[]; readonly bad: number; readonly context: ImportContext };

async function readList({ store }: CommandContext, args: readonly string[]): Promise<Read & { skipBad: boolean }> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [path = ''] = positionals;
  const { config, digest } = await mustGetCurrentConfig(store);
  const list = toName(values.list ?? basename(path).replace(/\.[^.]*$/, ''));
  const today = businessDayAt(store.now(), config.stores[0]?.timeZone ?? 'UTC');
  const rows: ListedRow[] = [];
  let bad = 0;
  for await (const read of readListFile(path, config, today)) {
    if (read.ok) rows.push(read.row);
    else {
      print(`line ${read.line}: ${read.reason}`);
      bad += 1;
    }
  }
  print(`${rows.length} rows understood, ${bad} not.`);
  return { rows, bad, skipBad: values['skip-bad'], context: { list, config, configDigest: digest } };
}

async function checkList(command: CommandContext, args: readonly string[]): Promise<boolean> {
  const { rows, bad, context } = await readList(command, args);
  const count = createCount();
  const reader = { sql: command.store.sql, keys: command.store.keys, clock: command.store.now() };
  for (const row of rows) count.add(await planRow(reader, row, context));
  count.print();
  return bad === 0;
}

const PORTION = 100;

async function importList(command: CommandContext, args: readonly string[]): Promise<boolean> {
  const { store, operator } = command;
  const { rows, bad, skipBad, context } = await readList(command, args);
  if (bad > 0 && !skipBad) {
    print('Nothing is taken in. Mend these lines, or leave them out with --skip-bad.');
    return false;
  }
  const count = createCount();
  // no tablet waits for all of them; what was taken in before a crash is known when it is done again
  for (let i = 0; i < rows.length; i += PORTION) {
    const planned = await store.transaction(async (tx) => {
      const { list: subject } = context;
      await recordAudit(tx, { actor: `operator:${operator}`, action: 'list-imported', subject });
      const portion = [];
      for (const row of rows.slice(i, i + PORTION)) portion.push(...(await importRow(tx, row, context)));
      return portion;
    });
    count.add(planned);
  }
  count.print();
  print(`The list is called ${context.list}: list report ${context.list}`);
  return true;
}

function createCount() {
  const counts = new Map<Channel, Record<Fate, number>>();
  const none = () => Object.fromEntries(fates.map((fate) => [fate, 0])) as Record<Fate, number>;
  return {
    add(planned: readonly { readonly question: { readonly channel: Channel }; readonly fate: Fate }[]) {
      for (const { question, fate } of planned) {
        const row = counts.get(question.channel) ?? none();
        row[fate] += 1;
        counts.set(question.channel, row);
      }
    },
    print() {
      printTable(
        [...counts].map(([channel, row]) => ({ channel, ...row })),
        'Nobody is in it.',
      );
    },
  };
}

const linkColumns = ['address', 'link'] as const;

async function printLinks({ store, operator, publicUrl }: CommandContext, args: readonly string[]) {
  const { values, positionals } = parseArgs({
    ...{ args: [...args], allowPositionals: true },
    options: { form: { type: 'string', default: 'excel' } },
  });
  const form = dayFileForms.find((name) => name === values.form);
  if (!form) throw new Refusal(`Which form: ${dayFileForms.join(', ')}?`);
  const { config } = await mustGetCurrentConfig(store);
  const contactPoints = await listAddresses(store, positionals[0] ?? '');
  if (contactPoints.length === 0) throw new Refusal('No such list, or no e-mail address in it.');
  const headings = { address: 'address', link: 'link' };
  const sheet = createSheet(form, linkColumns, { country: config.controller.country, headings });
  let printed = 0;
  process.stdout.write(sheet.head);
  for (let i = 0; i < contactPoints.length; i += PORTION) {
    const links = await store.transaction(async (tx) => {
      const portion = contactPoints.slice(i, i + PORTION);
      const created = [];
      for (const id of portion) {
        const link = await createPageLink(tx, id, { config, now: tx.clock });
        if (link) created.push(link);
      }
      const entry = { actor: `operator:${operator}`, action: 'list-links' } as const;
      const batch = await openBatchAudit(tx, entry, portion.length);
      await recordBatchSubjects(
        tx,
        { ...entry, batch },
        created.map(({ contactPoint }) => contactPoint),
      );
      return created;
    });
    for (const { address, token } of links)
      process.stdout.write(sheet.toLine({ address, link: publicUrl + preferencesPath(token), timeZone: 'UTC' }));
    printed += links.length;
  }
  process.stderr.write(`${printed} of ${contactPoints.length} addresses may be written to today.\n`);
  return printed > 0;
}

/** `Été 2024.csv` → `ete-2024`. */
const toName = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64) || 'list';
