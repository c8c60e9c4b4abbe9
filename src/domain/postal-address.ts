// A postal address as one text: a name, one or two lines of street, then postcode and town, in the shop's own country. Which
// two spellings are one address (D10) is decision 031.

/** As it is asked for; `more` is what else finds the letter box, and may be empty. */
export interface PostalFields {
  readonly name: string;
  readonly street: string;
  readonly more: string;
  readonly postcode: string;
  readonly town: string;
}

/** Characters; one line of an envelope is 38 (NF Z10-011). */
export const POSTAL_MAX_LENGTH = 240;

const MOST_LINES = 4;

/** The lines as typed, without what white space is too much. Undefined when they are no address. */
export function readPostalLines(typed: string): string[] | undefined {
  if (typed.length > POSTAL_MAX_LENGTH) return undefined;
  const lines = typed.split(/\r\n|[\r\n]/).map((line) => line.replace(/\s+/g, ' ').trim());
  const filled = lines.filter((line) => line !== '');
  if (filled.length < 3 || filled.length > MOST_LINES) return undefined;
  const [last = ''] = filled.slice(-1);
  const isWhole = filled.every((line) => wordsOf(line).length > 0 && !/\p{C}/u.test(line));
  return isWhole && /\p{N}/u.test(last) && /\p{L}/u.test(last) ? filled : undefined;
}

export function toPostalText({ name, street, more, postcode, town }: PostalFields): string {
  const lines = [name, street, more, `${postcode.trim()} ${town.trim()}`];
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * The address as identity: name, street, postcode and town, each as plain capitals. `Mme Zoé Morel, 3 bis, av. de l’Église` and
 * `MOREL Zoe / 3bis avenue de l'eglise` are one. Undefined when it is no address.
 */
export function toPostalIdentity(typed: string): string | undefined {
  const lines = readPostalLines(typed);
  if (!lines) return undefined;
  const [name = '', ...rest] = lines;
  const place = [rest.slice(0, -1).join(' '), rest.at(-1) ?? ''];
  return [nameWordsOf(name), ...place.map((line) => wordsOf(line).map(shorten))]
    .map((words) => words.join(' '))
    .join('\n');
}

/** `Z•••••, 3 •••••, 44000 Nantes`: enough for its owner to recognise, too little for anybody else. */
export function maskPostalAddress(typed: string): string | undefined {
  const [name = '', street = '', ...rest] = readPostalLines(typed) ?? [];
  const town = rest.at(-1);
  if (town === undefined) return undefined;
  const [number] = /^\d{1,4}(?!\d)/.exec(street) ?? [];
  return `${[...name][0]}•••••, ${number === undefined ? '' : `${number} `}•••••, ${town}`;
}

/** Whether its name or street stands in a text, in whole words, however they are written. One word alone tells of nobody. */
export function isPostalAddressIn(text: string, typed: string): boolean {
  const plain = (line: string) =>
    wordsOf(line)
      .filter((word) => !titles.has(word))
      .map(shorten);
  const within = ` ${plain(text).join(' ')} `;
  const lines = readPostalLines(typed)?.slice(0, -1) ?? [];
  return lines.map(plain).some((words) => words.length > 1 && within.includes(` ${words.join(' ')} `));
}

/** Letters apart from digits, so that `3bis` is `3 bis`; without accents, punctuation and case. */
function wordsOf(line: string): string[] {
  return (
    withoutMarks(withoutMarks(line).toUpperCase())
      .replaceAll('Œ', 'OE')
      .replaceAll('Æ', 'AE')
      .match(/\p{L}+|\p{N}+/gu) ?? []
  );
}

const withoutMarks = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '');

const titles = new Set('M MR MME MLLE MS MRS MISS MONSIEUR MADAME MADEMOISELLE HERR FRAU'.split(' '));

/** In no order, because people write either name first. */
function nameWordsOf(line: string): string[] {
  const words = wordsOf(line);
  const names = words.filter((word) => !titles.has(word));
  return (names.length > 0 ? names : words).sort();
}

/** Words that are as often written short, also by the post office itself. */
const shortByWord: ReadonlyMap<string, string> = new Map(
  [
    ...[
      'ALLEE ALL',
      'AVENUE AV',
      'AVE AV',
      'BOULEVARD BD',
      'BLD BD',
      'BVD BD',
      'CHEMIN CHE',
      'FAUBOURG FG',
      'IMPASSE IMP',
    ],
    ...['PLACE PL', 'RESIDENCE RES', 'ROUTE RTE', 'RUE R', 'SQUARE SQ', 'STREET ST', 'ROAD RD', 'STRASSE STR'],
    ...['SAINT ST', 'SAINTE STE', 'BIS B', 'TER T', 'APPARTEMENT APT', 'APPT APT', 'BATIMENT BAT'],
  ].map((pair) => pair.split(' ') as [string, string]),
);

const shorten = (word: string): string => shortByWord.get(word) ?? word;
