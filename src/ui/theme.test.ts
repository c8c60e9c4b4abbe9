import { describe, expect, it } from 'vitest';
import { contrast, hexToLch, lchToHex } from './colour.ts';
import { deriveTheme, listThemeProblems } from './theme.ts';

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

  it.each(['#7d1510', '#e2001a', '#0057b8', '#30d5c8', '#2e7d32', '#000000', '#ffffff', '#ff69b4', '#ffff00'])(
    'keeps text readable on %s',
    (brand) => {
      expect(listThemeProblems(deriveTheme(brand))).toEqual([]);
    },
  );
});

describe('listThemeProblems', () => {
  it('names the pair that fails', () => {
    // on a middle grey neither white nor ink can be read
    expect(listThemeProblems(deriveTheme('#808080'))).toEqual(['onBrand on brand: 4.3']);
  });
});

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
