import { expect, it } from 'vitest';
import { holdsClearText } from './find-clear-text.ts';

const secret = 'Camille@exemple.fr';

it.each([
  ['plain', `…${secret}…`],
  ['in small letters', secret.toLowerCase()],
  ['UTF-16', Buffer.from(secret, 'utf16le').toString('latin1')],
  ...['', 'a', 'ab', 'abc'].map((before) => [
    `base64 after ${before.length}`,
    Buffer.from(`${before}${secret}?`).toString('base64'),
  ]),
])('finds it %s', (_form, text = '') => {
  expect(holdsClearText(text, secret)).toBe(true);
});

it('finds nothing where nothing is', () => {
  expect(holdsClearText(Buffer.from('Camille and others').toString('base64'), secret)).toBe(false);
});
