import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, CODE_LENGTH, enrolmentRequestSchema, enrolmentSchema, toCode } from './enrolment.ts';

describe('a code as typed', () => {
  it.each([
    ['7K3Q-9XZ2', '7K3Q9XZ2'],
    ['7k3q9xz2', '7K3Q9XZ2'],
    [' 7k3q 9xz2 ', '7K3Q9XZ2'],
    ['oOiIlL00', '00111100'],
    ['7K3Q‑9XZ2', undefined], // a hyphen that no keyboard types
    ['7K3Q9XZ', undefined],
    ['7K3Q9XZ22', undefined],
    ['7K3Q9XZU', undefined],
    ['', undefined],
  ])('%j is %s', (typed, code) => {
    expect(toCode(typed)).toBe(code);
  });

  it('is known however it is grouped and whatever its case', () => {
    const character = fc.constantFrom(...CODE_ALPHABET);
    const code = fc.array(character, { minLength: CODE_LENGTH, maxLength: CODE_LENGTH }).map((all) => all.join(''));
    fc.assert(
      fc.property(code, fc.nat(CODE_LENGTH), (code, at) => {
        expect(toCode(`${code.slice(0, at)}-${code.slice(at)}`.toLowerCase())).toBe(code);
      }),
    );
  });
});

describe('an enrolment', () => {
  const enrolment = {
    code: '7K3Q-9XZ2',
    key: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43), kid: 'A'.repeat(43) },
    appVersion: '0.1.0',
    replaces: null,
  };

  it.each([
    ['as it is', {}, true],
    ['in the place of another', { replaces: 'e30.e30.c2ln' }, true],
    ['without a key', { key: undefined }, false],
    ['without saying whether it replaces one', { replaces: undefined }, false],
    ['with an endless code', { code: 'A'.repeat(33) }, false],
    ['with an endless version', { appVersion: '1'.repeat(65) }, false],
  ])('is understood %s: %s', (_name, change, understood) => {
    expect(enrolmentSchema.safeParse({ ...enrolment, ...change }).success).toBe(understood);
  });

  it.each([
    ['e30.e30.c2ln', true],
    ['a'.repeat(8193), false],
  ])('travels as a signed word of bounded length', (word, understood) => {
    expect(enrolmentRequestSchema.safeParse({ enrolment: word }).success).toBe(understood);
  });
});
