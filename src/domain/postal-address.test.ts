import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskContact, toContactIdentity } from './contact-identity.ts';
import { POSTAL_MAX_LENGTH, readPostalLines, toPostalIdentity, toPostalText } from './postal-address.ts';

const typed = 'Camille Morel\n3 bis avenue de l’Église\n44000 Nantes';
const identity = 'CAMILLE MOREL\n3 B AV DE L EGLISE\n44000 NANTES';

describe('the identity of a postal address (D10)', () => {
  it.each([
    ['as it stands', typed],
    ['in capitals, as on an envelope', typed.toUpperCase()],
    ['without accents', 'Camille Morel\n3 bis avenue de l Eglise\n44000 Nantes'],
    ['accents as marks of their own', typed.normalize('NFD')],
    ['a straight apostrophe', typed.replace('’', "'")],
    ['a comma after the number', typed.replace('bis', 'bis,')],
    ['3bis, and av.', 'Camille Morel\n3bis av. de l’Église\n44000 Nantes'],
    ['3 B', typed.replace('bis', 'B')],
    ['the last name first', typed.replace('Camille Morel', 'MOREL Camille')],
    ['a title', typed.replace('Camille', 'Mme Camille')],
    ['white space and empty lines', `\n ${typed.replace('\n', '\r\n\r\n').replace('Camille ', 'Camille \t ')}  \n`],
    ['no-break spaces', typed.replaceAll(' ', '\u00a0')],
    ['full-width digits', typed.replace('44000', '４４０００')],
    ['a street in two lines', typed.replace('avenue', '\navenue')],
  ])('is one for %s', (_, text) => {
    expect(toPostalIdentity(text)).toBe(identity);
  });

  it.each([
    ['another name', typed.replace('Camille', 'Claire')],
    ['an initial for the name', typed.replace('Camille', 'C.')],
    ['another number', typed.replace('3', '5')],
    ['numbers the other way round', typed.replace('3 bis avenue de l’Église', '44 rue du 3 mai')],
    ['no bis', typed.replace(' bis', '')],
    ['another street', typed.replace('Église', 'Étoile')],
    ['another town', typed.replace('44000 Nantes', '44100 Nantes')],
    ['a flat', typed.replace('\n44000', '\nAppt 4\n44000')],
  ])('is another for %s', (_, text) => {
    expect(toPostalIdentity(text)).toBeDefined();
    expect(toPostalIdentity(text)).not.toBe(identity);
  });

  it.each([
    ['Œ', 'Zoé Lecœur\n1 place du Sacré-Cœur\n75018 Paris', 'LECOEUR ZOE\n1 PL DU SACRE COEUR\n75018 PARIS'],
    ['ß', 'Jörg Groß\nGroße Straße 4\n50667 Köln', 'GROSS JORG\nGROSSE STR 4\n50667 KOLN'],
    ['another script', 'Ελένη\nΟδός Ερμού 5\n10563 Αθήνα', 'ΕΛΕΝΗ\nΟΔΟΣ ΕΡΜΟΥ 5\n10563 ΑΘΗΝΑ'],
    ['Saint', 'A B\n1 rue St Luc\n44600 Saint-Nazaire', 'A B\n1 R ST LUC\n44600 ST NAZAIRE'],
    ['a title that is all there is', 'Monsieur\n1 quai\n44000 Nantes', 'MONSIEUR\n1 QUAI\n44000 NANTES'],
  ])('of one with %s', (_, text, expected) => {
    expect(toPostalIdentity(text)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['one line', 'Camille Morel, 3 avenue de l’Église, 44000 Nantes'],
    ['no name', '3 avenue de l’Église\n44000 Nantes'],
    ['five lines', 'Camille Morel\nBât. A\nAppt 4\n3 avenue de l’Église\n44000 Nantes'],
    ['no postcode', 'Camille Morel\n3 avenue de l’Église\nNantes'],
    ['no town', 'Camille Morel\n3 avenue de l’Église\n44000'],
    ['a name of signs alone', '🌻 –\n3 avenue de l’Église\n44000 Nantes'],
    ['a mark that turns the direction of text', typed.replace('Morel', '\u202eMorel')],
    ['a null character', typed.replace('Morel', 'Morel\u0000')],
    ['half a character', typed.replace('Morel', 'Morel\ud83c')],
    ['more than it may hold', typed.replace('Morel', 'M'.repeat(POSTAL_MAX_LENGTH))],
    ['100,000 lines', '1a\n'.repeat(100_000)],
  ])('is none for %s', (_, text) => {
    expect(toPostalIdentity(text)).toBeUndefined();
  });

  const tricky = fc.constantFrom(...'aAéŒœßıİſﬁŉΐ\u0345\u0301Ⅷ½①３ 3-’\'.,;\t"=+\u00a0ǰ');
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: tricky, maxLength: 8 }),
    fc.constantFrom('Mme', 'MISS', '12 rue', 'Saint', 'bis'),
  );
  const address = fc.tuple(line, line, line).map(([name, street, town]) => `${name} A\n${street} 1\n${town} 44 B`);

  it('is its own identity, whatever case and white space it comes in, and three lines without a sign', () => {
    fc.assert(
      fc.property(address, (text) => {
        const found = toPostalIdentity(text);
        if (found === undefined) return;
        expect(toPostalIdentity(found)).toBe(found);
        expect(toPostalIdentity(text.normalize('NFD'))).toBe(found);
        expect(toPostalIdentity(` ${text.replaceAll(' ', '  ')}\n`)).toBe(found);
        expect(found).toMatch(/^[\p{L}\p{N} ]+\n[\p{L}\p{N} ]+\n[\p{L}\p{N} ]+$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('meets the name in any order, and never another street', () => {
    const name = fc.uniqueArray(fc.stringMatching(/^[B-Z][a-z]{2,8}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(name, fc.stringMatching(/^[1-9] [a-z]{6,9}$/), (words, street) => {
        const write = (names: readonly string[], at: string) => `${names.join(' ')}\n${at}\n44000 Nantes`;
        const own = toPostalIdentity(write(words, street));
        expect(toPostalIdentity(write(words.toReversed(), street))).toBe(own);
        expect(toPostalIdentity(write(words, `1${street}`))).not.toBe(own);
      }),
    );
  });
});

describe('a postal address as text', () => {
  const fields = { name: ' Camille Morel', street: '3 quai', more: '', postcode: '44000', town: 'Nantes ' };

  it('has a line for what is there', () => {
    expect(toPostalText(fields)).toBe('Camille Morel\n3 quai\n44000 Nantes');
    expect(toPostalText({ ...fields, more: 'Bât. B' })).toBe('Camille Morel\n3 quai\nBât. B\n44000 Nantes');
  });

  it('is read as it was typed, without what white space is too much', () => {
    expect(readPostalLines(' Camille  Morel\r\n3 quai\r44000 Nantes ')).toEqual([
      'Camille Morel',
      '3 quai',
      '44000 Nantes',
    ]);
  });
});

describe('a mask of a postal address', () => {
  it.each([
    [typed, 'C•••••, 3 •••••, 44000 Nantes'],
    ['Zoé Morel\nLieu-dit Le Bois\nBât. B\n44000 Nantes', 'Z•••••, •••••, 44000 Nantes'],
  ])('tells its owner, and nobody else', (text, mask) => {
    expect(maskContact('postal', text)).toBe(mask);
  });

  it('shows nothing of what is none', () => {
    expect(maskContact('postal', 'Camille Morel')).toBeUndefined();
    expect(toContactIdentity('postal', 'Camille Morel')).toBeUndefined();
  });
});
