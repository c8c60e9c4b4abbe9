// The day's file for head office, and the check of any day's file by its manifest.
import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readDayManifest } from '#protocol/day-manifest.ts';
import { writeDay } from '../day-file.ts';
import { checkDayFile } from '../day-file-check.ts';
import { mustBeFree, mustBeReadable, readGivenFile } from '../refusal.ts';
import { recordAudit } from '../storage/audit.ts';
import { listDayChains } from '../storage/day.ts';
import { type Command, type CommandContext, print, printChecks } from './command.ts';
import { type ExportOrder, readExportOrder } from './export-order.ts';

export const exportCommands: readonly Command[] = [
  {
    usage: 'export day <YYYY-MM-DD> [options]',
    summary: 'write a day’s file and its manifest: --store id, --device id, --form excel|csv|jsonl, --out file|-',
    async run(context, args) {
      const order = readExportOrder(args);
      if (typeof order === 'string') return refuse(order);
      if ((await listDayChains(context.store, order.scope)).length === 0)
        return refuse('No such store, or no such tablet in it.');
      for (const path of Object.values(order.paths)) if (path !== null) await mustBeFree(path);
      await exportDay(context, order);
      return true;
    },
  },
  {
    usage: 'export verify <manifest> <file>',
    summary: 'check a day’s file, from here or from a tablet, by its signed manifest',
    async run({ store }, [manifestPath = '', filePath = '']) {
      if (filePath === '') return refuse('Which manifest, and which file?');
      await mustBeReadable(filePath);
      const read = readDayManifest(`${await readGivenFile(manifestPath)}`);
      if (!read) return refuse('That is no manifest of a day’s file, or its words are not those that were signed.');
      return printChecks(await checkDayFile(store, read, filePath));
    },
  },
];

async function exportDay({ store, operator }: CommandContext, { scope, form, name, paths }: ExportOrder) {
  // what goes to standard output is the file alone
  const say = paths.answers === null ? (text: string) => void process.stderr.write(`${text}\n`) : print;
  // before the first line: whatever becomes of the file, contact data is read from here on
  const subject = [scope.businessDay, scope.store, scope.device].filter((part) => part !== null).join(' ');
  await store.transaction((tx) => recordAudit(tx, { actor: `operator:${operator}`, action: 'day-exported', subject }));
  const opened: string[] = [];
  try {
    const { files, manifest } = await writeDay(store, {
      ...{ scope, form, operator },
      open(part) {
        const path = paths[part];
        if (path === null) return { name, stream: process.stdout };
        opened.push(path);
        return { name: basename(path), stream: createWriteStream(path, { flags: 'wx', mode: 0o600 }) };
      },
    });
    await writeFile(paths.manifest, manifest, { flag: 'wx', mode: 0o600 });
    for (const { part, name: written, rows } of files)
      say(`${written}: ${part === 'answers' ? count(rows, 'row') : `held apart, ${count(rows, 'record')}`}.`);
    say(`${basename(paths.manifest)}: the signed manifest.`);
  } catch (error) {
    await Promise.all(opened.map((path) => rm(path, { force: true }))); // half a file is none
    throw error;
  }
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

function refuse(why: string): false {
  print(why);
  return false;
}
