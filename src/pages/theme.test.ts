import { expect, it } from 'vitest';
import { renderPagesCss } from './stylesheet.ts';
import { CHALK, contrast, derivePageTheme, INK, NIGHT, PAPER } from './theme.ts';

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0b4f4a', '#ffffff')).toBeCloseTo(9.41, 2);
});

const colours = [
  '#0b4f4a',
  '#f5b921',
  '#8b0000',
  '#ff0000',
  '#0000ff',
  '#40e0d0',
  '#008000',
  '#000000',
  '#ffffff',
  '#777777',
];

it.each(colours)('keeps text readable around %s, by day and by night', (colour) => {
  const theme = derivePageTheme({ colour });
  expect(contrast(theme.onBrand, theme.brand)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(theme.brandStrong, PAPER)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(theme.brandStrongAtNight, NIGHT)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(CHALK, NIGHT)).toBeGreaterThan(contrast(INK, NIGHT));
});

it('puts the shop’s colours into the stylesheet and loads nothing but our own fonts', () => {
  const css = renderPagesCss({ colour: '#0b4f4a', decor: '#ffb38a' });
  expect(css).toContain('--brand:#0b4f4a');
  expect(css).toContain('--decor:#ffb38a');
  expect(css.match(/url\([^)]*\)/g)).toEqual([
    'url(/assets/fonts/young-serif.woff2)',
    'url(/assets/fonts/atkinson.woff2)',
  ]);
});
