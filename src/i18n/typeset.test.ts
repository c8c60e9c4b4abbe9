import { expect, it } from 'vitest';
import { typeset } from './typeset.ts';

it('keeps a French mark on the line of the word before it', () => {
  expect(typeset('Qui ? Moi ; vous ! Ceci : « cela ».', 'fr')).toBe(
    'Qui\u202f? Moi\u202f; vous\u202f! Ceci\u00a0: «\u00a0cela\u00a0».',
  );
});

it('leaves English marks and addresses as they are', () => {
  expect(typeset('Who? “This”: https://shop.example/a:b', 'en')).toBe('Who? “This”: https://shop.example/a:b');
  expect(typeset('e-mail@shop.example', 'fr')).toBe('e-mail@shop.example');
});

it.each(['fr', 'en'] as const)('never lets "e-mail" break (%s)', (language) => {
  expect(typeset('E-mail, e-mails', language)).toBe('E\u2011mail, e\u2011mails');
});
