// The file of a list that a shop already has: its columns, and each row as read, or why not. The reason never repeats the row.
import { z } from 'zod';
import { contactKindByChannel, contactKinds } from '#domain/contact-point.ts';
import {
  means,
  regimesStated,
  SOURCE_MAX_LENGTH,
  type Stated,
  statedSchema,
  TEXT_MAX_LENGTH,
} from '#domain/imported.ts';
import { isPostalAddressIn } from '#domain/postal-address.ts';
import { audiences } from '#domain/rules/rule.ts';
import { channels, languages, type ShopConfig } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { readContactClaim } from './contact-claim.ts';
import { CsvFileError, readCsvRows } from './csv-file.ts';
import type { ListedRow } from './storage/imported.ts';

/** Each column, and what stands in it. An empty one, or one left out, says nothing. */
export const listColumns = {
  email: 'e-mail address',
  phone: 'telephone number, national or +33…',
  postal: 'postal address in quotes: name, one or two lines of street, postcode and town, each on a line',
  channels: `what they said yes to: ${channels.join(', ')}; several with blanks between`,
  purpose: 'as in the shop config. Empty: marketing',
  asked_on: 'day of the yes: 2024-05-31 or 31/05/2024',
  how: means.join(', '),
  text: `the words that they were shown, ${TEXT_MAX_LENGTH} characters at most`,
  source: `the system that it comes from, ${SOURCE_MAX_LENGTH} characters at most`,
  regime: `how they were asked: ${regimesStated.join(', ')}`,
  purchased_on: 'day of the last purchase',
  audience: `${audiences.join(', ')}. Empty: consumer`,
  language: `${languages.join(', ')}. Empty: the shop’s first`,
  store: 'id in the shop config. Empty: its first',
} as const;
type Column = keyof typeof listColumns;
const isColumn = (name: string): name is Column => Object.hasOwn(listColumns, name);

export type ReadRow =
  | { readonly line: number; readonly ok: true; readonly row: ListedRow }
  | { readonly line: number; readonly ok: false; readonly reason: string };

/**
 * @param today of the shop
 * @throws Refusal when the file cannot be read, or its header is not understood
 */
export async function* readListFile(path: string, config: ShopConfig, today: string): AsyncGenerator<ReadRow> {
  let header: Column[] | undefined;
  for await (const { line, fields } of readCsvRows(path)) {
    if (!header) {
      header = readHeader(fields);
      continue;
    }
    if (fields.length > header.length) {
      yield { line, ok: false, reason: 'has more fields than the header: is a text with a separator not in quotes?' };
      continue;
    }
    const cells = Object.fromEntries(header.map((name, i) => [name, fields[i] ?? ''])) as Partial<
      Record<Column, string>
    >;
    const row = readRow((name) => cells[name] ?? '', config, today);
    yield typeof row === 'string' ? { line, ok: false, reason: row } : { line, ok: true, row };
  }
  if (!header) throw new CsvFileError('The file is empty. `list template` prints the header.');
}

/** A file without a header begins with somebody's data: a name that is unknown is told by its place. */
function readHeader(fields: readonly string[]): Column[] {
  const header = fields.map((field) => field.toLowerCase().replaceAll(/[ -]/g, '_'));
  const unknown = header.findIndex((name) => !isColumn(name));
  if (unknown >= 0)
    throw new CsvFileError(
      `Column ${unknown + 1} of the first line is none of: ${Object.keys(listColumns).join(', ')}.`,
    );
  if (new Set(header).size < header.length) throw new CsvFileError('The first line names a column twice.');
  return header.filter(isColumn);
}

/** Or why not. */
function readRow(cell: (name: Column) => string, config: ShopConfig, today: string): ListedRow | string {
  const contacts: ContactClaim[] = [];
  for (const kind of contactKinds) {
    if (cell(kind) === '') continue;
    const claim = readContactClaim(cell(kind), config.controller.country);
    if (claim?.kind !== kind) return `${kind}: is none`;
    contacts.push(claim);
  }
  if (contacts.length === 0) return 'email, phone, postal: none is there';

  const kinds = contacts.map(({ kind }) => kind);
  const purpose = cell('purpose') || 'marketing';
  const asked = config.questions.filter((question) => question.purpose === purpose);
  const given = cell('channels')
    .toLowerCase()
    .split(/[\s,+|]+/)
    .filter(Boolean);
  const named = channels.filter((channel) => given.includes(channel));
  if (named.length === 0 || named.length < new Set(given).size)
    return `channels: one is none of ${channels.join(', ')}, or none is there`;
  if (named.some((channel) => !kinds.includes(contactKindByChannel[channel])))
    return 'channels: one has no address or number in the row';
  if (named.some((channel) => !asked.some((question) => question.channel === channel)))
    return 'channels, purpose: the shop has no such question today';

  const read = statedSchema.safeParse({
    askedOn: readDay(cell('asked_on')),
    means: cell('how') || null,
    text: cell('text') || null,
    source: cell('source') || null,
    regime: cell('regime') || null,
    purchasedOn: readDay(cell('purchased_on')),
    audience: cell('audience') || 'consumer',
  });
  if (!read.success) return `${columnOf[read.error.issues[0]?.path[0] as keyof Stated]}: is not understood`;
  const stated = read.data;
  if ([stated.askedOn, stated.purchasedOn].some((day) => day !== null && day > today))
    return 'asked_on, purchased_on: a day that has not come yet';
  if ([stated.text, stated.source].some((text) => text !== null && contacts.some((claim) => isIn(text, claim, cell))))
    return 'text, source: the person’s own address or number stands in it, and could never be erased there';

  const locale = z.enum(languages).safeParse(cell('language') || config.languages[0]).data;
  if (!locale || !config.languages.includes(locale)) return 'language: the shop does not speak it';
  const store = config.stores.find(({ id }) => id === (cell('store') || config.stores[0]?.id));
  if (!store) return 'store: is none of the shop’s';
  return { contacts, channels: named, purpose, stated, locale, store };
}

const columnOf: Readonly<Record<keyof Stated, Column>> = {
  ...{ askedOn: 'asked_on', means: 'how', text: 'text', source: 'source', regime: 'regime' },
  ...{ purchasedOn: 'purchased_on', audience: 'audience' },
};

/** As ISO 8601 has it, or as Excel does in France; what is neither fails where it is checked. */
function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return text === '' ? null : year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
}

function isIn(text: string, { kind, value }: ContactClaim, cell: (name: Column) => string): boolean {
  const found = (written: string) => text.toLowerCase().includes(written.toLowerCase());
  if (kind === 'email') return found(value.trim());
  if (kind === 'postal') return isPostalAddressIn(text, value);
  // however it is written, with or without the country: 06.39.98.01.23
  return found(cell('phone')) || text.replaceAll(/[\s.()/-]/g, '').includes(value.slice(-NATIONAL_DIGITS));
}

/** Of a number, its last digits, which tell whose it is. */
const NATIONAL_DIGITS = 8;
