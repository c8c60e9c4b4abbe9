// The suppression list: who is not to be contacted, whoever said so. Files with addresses are read, never kept, and told by line.
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { readContactClaim } from '../contact-claim.ts';
import { CsvFileError, type CsvRow, readCsvRows } from '../csv-file.ts';
import { mustBeFree, Refusal } from '../refusal.ts';
import { openBatchAudit, recordAudit, recordBatchSubjects } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { mustGetIdentity } from '../storage/contact-identity.ts';
import type { Store, Tx } from '../storage/store.ts';
import { matchSuppression, suppress } from '../storage/suppress.ts';
import { listSuppressions } from '../storage/suppression.ts';
import { listTombstones } from '../storage/tombstone.ts';
import { at, type Command, type CommandContext, print, printTable } from './command.ts';

const options = { column: { type: 'string' }, 'only-new': { type: 'boolean', default: false } } as const;

export const suppressionCommands: readonly Command[] = [
  {
    usage: 'suppression import <file> [--column= --only-new]',
    summary: 'nobody in this file is to be contacted: one contact a line, or a column of a CSV file',
    run: importFile,
  },
  {
    usage: 'suppression match <file> <output> [--column=]',
    summary: 'say of each line of another system’s list whether it is suppressed, in a file of line numbers',
    run: matchFile,
  },
  {
    usage: 'suppression export',
    summary: 'print the list, as keyed hashes and how they are made',
    async run({ store, operator }) {
      const entries = await listAll(store);
      const subject = `${entries.length} entries`;
      await store.transaction((tx) =>
        recordAudit(tx, { actor: `operator:${operator}`, action: 'suppression-exported', subject }),
      );
      const rows = entries.map(({ hash, since, why }) => `${hash};${at(since)};${why}`);
      print([...METHOD.map((line) => `# ${line}`), 'hash;since;why', ...rows].join('\n'));
      return true;
    },
  },
  {
    usage: 'suppression list [number]',
    summary: 'the newest entries: hash, since when, why',
    async run({ store }, [number = '50']) {
      if (!/^[1-9]\d*$/.test(number)) throw new Refusal('How many? A number, for example 50.');
      const newest = (await listAll(store)).toReversed().slice(0, Number(number));
      printTable(
        newest.map(({ hash, since, why }) => ({ hash: hash.slice(0, 12), since: at(since), why })),
        'The suppression list is empty.',
      );
      return true;
    },
  },
  {
    usage: 'suppression count',
    summary: 'how many there are',
    async run({ store }) {
      const suppressed = (await listSuppressions(store)).length;
      print(`${suppressed} suppressed, ${(await listTombstones(store)).length} erased.`);
      return true;
    },
  },
];

const METHOD = [
  'HMAC-SHA-256 of the kind (email, phone or postal), a zero byte and the identity, in UTF-8; base64url without padding (RFC 2104, RFC 4648).',
  'Identity of an e-mail address: trimmed, NFC, in lower case, its domain as an A-label (punycode). Of a number: E.164, such as +33612345678.',
  'Of a postal address: the words of name, street and town in plain capitals, a line each; the names in alphabetical order, without titles; street words as src/domain/postal-address.ts shortens them.',
  'The key is the tombstone key of the key store. It never leaves it: without it the hashes match nothing. To compare a list, use: suppression match.',
];

/** Suppressed, and erased: of neither may anybody make use. Oldest first. */
async function listAll(store: Store) {
  const suppressed = (await listSuppressions(store)).map((row) => ({
    hash: row.hash,
    since: row.at,
    why: 'suppressed',
  }));
  const erased = (await listTombstones(store)).map((row) => ({ hash: row.tombstone, since: row.at, why: 'erased' }));
  return [...suppressed, ...erased].sort((a, b) => a.since - b.since);
}

async function importFile({ store, operator }: CommandContext, args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { config } = await mustGetCurrentConfig(store);
  const lines = await readClaims(positionals[0] ?? '', values.column, config.controller.country);
  const claims = [
    ...new Map(lines.flatMap(({ claim }) => (claim ? [[mustGetIdentity(claim), claim] as const] : []))).values(),
  ];
  const count = { added: 0, again: 0, known: 0 };
  await inPortions(store, claims, async (tx, portion) => {
    for (const claim of portion) count[await suppress(tx, claim, { onlyNew: values['only-new'] })] += 1;
    const subject = `${portion.length} entries`;
    await recordAudit(tx, { actor: `operator:${operator}`, action: 'suppression-imported', subject });
  });
  print(
    `${count.added} added, ${count.again} known and entered again from now on, ${count.known} known and left as they were.`,
  );
  return tellNotUnderstood(lines);
}

async function matchFile({ store, operator }: CommandContext, args: readonly string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const { config } = await mustGetCurrentConfig(store);
  const lines = await readClaims(positionals[0] ?? '', values.column, config.controller.country);
  const [, output] = positionals;
  if (output === undefined) throw new Refusal('Into which file?');
  await mustBeFree(output);
  const file = await open(output, 'wx', 0o600);
  const count: Record<string, number> = {};
  try {
    await file.write('line;match\n');
    await inPortions(store, lines, async (tx, portion) => {
      const actor = { actor: `operator:${operator}`, action: 'suppression-matched' } as const;
      const batch = await openBatchAudit(tx, actor, portion.length);
      const known: string[] = [];
      for (const { line, claim } of portion) {
        const { match, contactPoint } = claim
          ? await matchSuppression(tx, claim)
          : { match: 'not-understood', contactPoint: null };
        if (contactPoint !== null) known.push(contactPoint);
        count[match] = (count[match] ?? 0) + 1;
        await file.write(`${line};${match}\n`);
      }
      await recordBatchSubjects(tx, { ...actor, batch }, known);
    });
  } finally {
    await file.close();
  }
  print(
    `${
      Object.entries(count)
        .map(([match, n]) => `${n} ${match}`)
        .join(', ') || 'The file is empty'
    }.`,
  );
  return true;
}

interface Line {
  readonly line: number;
  readonly claim: ContactClaim | undefined;
}

/** @param column its name in the header; without one every line is an address or a number, and there is no header */
async function readClaims(path: string, column: string | undefined, country: string): Promise<Line[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsvRows(path)) rows.push(row);
  const index = column === undefined ? 0 : (rows.shift()?.fields.indexOf(column) ?? -1);
  if (index < 0) throw new CsvFileError('The first line does not name that column.');
  if (column === undefined && rows.some(({ fields }) => fields.slice(1).some((field) => field !== '')))
    throw new CsvFileError('The file has several columns. Say which: --column=email');
  return rows
    .map(({ line, fields }) => ({ line, text: fields[index] ?? '' }))
    .filter(({ text }) => text !== '')
    .map(({ line, text }) => ({ line, claim: readContactClaim(text, country) }));
}

const PORTION = 200;

/** No tablet waits for all of them. */
async function inPortions<T>(store: Store, all: readonly T[], work: (tx: Tx, some: readonly T[]) => Promise<void>) {
  for (let i = 0; i < all.length; i += PORTION) await store.transaction((tx) => work(tx, all.slice(i, i + PORTION)));
}

function tellNotUnderstood(lines: readonly Line[]): boolean {
  const bad = lines.filter(({ claim }) => claim === undefined);
  for (const { line } of bad) print(`line ${line}: no e-mail address, telephone number or postal address`);
  if (bad.length > 0) print(`${bad.length} not understood. All others are taken in.`);
  return bad.length === 0;
}
