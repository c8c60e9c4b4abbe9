import { expect, it } from 'vitest';
import { loadStrength, SCORE_NEEDED } from './strength.ts';

it.each([
  'motdepasse',
  'azertyuiop1',
  'correcthorse',
  'librairie2026',
  'Nantes2026!',
  'soleil&marguerite',
  'aaaaaaaaaaaaaaaaaaaa',
])('%j could be guessed', async (passphrase) => {
  const measure = await loadStrength();
  expect(measure(passphrase, [])).toBeLessThan(SCORE_NEEDED);
});

it.each(['tiroir lune violon carotte', 'xkR9#pQ2vLw7'])('%j withstands', async (passphrase) => {
  const measure = await loadStrength();
  expect(measure(passphrase, [])).toBeGreaterThanOrEqual(SCORE_NEEDED);
});

it('counts what everybody in the shop knows as known', async () => {
  const measure = await loadStrength();
  const known = ['Librairie du Canal', 'Nantes'];
  expect(measure('librairie du canal', known)).toBeLessThan(measure('librairie du canal', []));
});
