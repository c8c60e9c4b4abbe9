import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, hexToLch, lchToHex } from './colour.ts';
import { deriveTheme } from './theme.ts';

describe('deriveTheme', () => {
  it('gives the default shop its colours', () => {
    expect(deriveTheme('#0b4f4a', '#ffb38a')).toEqual({
      brand: '#0b4f4a',
      onBrand: '#ffffff',
      actionEdge: '#0b4f4a',
      brandStrong: '#0b4f4a',
      decor: '#ffb38a',
      onDecor: '#121e1d',
      ink: '#121e1d',
      ink2: '#3d4e4c',
      paper: '#fefcf8',
      counter: '#e2dfd2',
      counter2: '#c9ccc0',
      rule: '#9da89b',
    });
  });

  it('puts ink on a light brand, and ink where the brand would not stand out', () => {
    expect(deriveTheme('#f5b921')).toEqual({
      brand: '#f5b921',
      onBrand: '#211b10',
      actionEdge: '#211b10',
      brandStrong: '#211b10',
      decor: '#ffeece',
      onDecor: '#211b10',
      ink: '#211b10',
      ink2: '#524939',
      paper: '#fefcf8',
      counter: '#f3e4c6',
      counter2: '#f2d9a9',
      rule: '#e7c683',
    });
  });

  it('puts black on a middle grey, where neither white nor ink can be read', () => {
    expect(deriveTheme('#808080').onBrand).toBe('#000000');
  });

  it('keeps text at 4.5 : 1, large text and edges at 3 : 1, whatever colours a shop has', () => {
    fc.assert(
      fc.property(colour, fc.option(colour, { nil: undefined }), (brand, decor) => {
        expect(listWeakPairs({ ...deriveTheme(brand, decor), white: '#ffffff' })).toEqual([]);
      }),
      {
        numRuns: 2000,
        examples: [
          ['#808080', undefined],
          ['#ffff00', '#000000'],
          ['#000000', '#767676'],
        ],
      },
    );
  });

  it('leaves yes and no out of it: each is ink on white, and white on ink when chosen', async () => {
    const css = await readFile(new URL('./pair.css', import.meta.url), 'utf8');
    expect(css.match(/var\(--(?:brand|on-brand|brand-strong|action-edge|decor)\)/g)).toBeNull();
  });
});

const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);

/** Text or edge, its ground, and what WCAG 2.2 asks of them: §1.4.3, and §1.4.11 for edges. */
const pairs = [
  ['onBrand', 'brand', 4.5],
  ['brandStrong', 'paper', 4.5],
  ['brandStrong', 'counter', 4.5],
  ['brandStrong', 'white', 4.5],
  ['ink', 'white', 4.5],
  ['ink', 'paper', 4.5],
  ['ink', 'counter', 4.5],
  ['ink', 'counter2', 4.5],
  ['ink2', 'white', 4.5],
  ['ink2', 'paper', 4.5],
  ['ink2', 'counter', 4.5],
  ['actionEdge', 'counter', 3],
  ['actionEdge', 'paper', 3],
  // numerals and keys, all larger than 24 px
  ['onDecor', 'decor', 3],
  ['ink', 'rule', 3],
] as const;

/** E.g. `ink2 on counter: 4.1`. */
function listWeakPairs(colours: Readonly<Record<(typeof pairs)[number][0 | 1], string>>): string[] {
  return pairs.flatMap(([text, ground, least]) => {
    const ratio = contrast(colours[text], colours[ground]);
    return ratio >= least ? [] : [`${text} on ${ground}: ${ratio.toFixed(1)}`];
  });
}

describe('colours', () => {
  it('come back from OKLCH as they went', () => {
    for (const hex of ['#0b4f4a', '#f5b921', '#ffffff', '#000000', '#a8201a'])
      expect(lchToHex(hexToLch(hex))).toBe(hex);
  });

  it('contrast like WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#0b4f4a', '#ffffff')).toBeCloseTo(9.41, 2);
  });
});
