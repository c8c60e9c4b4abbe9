import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderPagesCss } from './stylesheet.ts';
import { COUNTER, contrast, derivePageTheme, NIGHT, NIGHT_COUNTER, PAPER } from './theme.ts';

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#0b4f4a', '#ffffff')).toBeCloseTo(9.41, 2);
});

const colour = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => `#${rgb.toString(16).padStart(6, '0')}`);

it('keeps text readable in pages and mails around any colour, by day and by night', () => {
  fc.assert(
    fc.property(colour, fc.option(colour, { nil: undefined }), (brand, decor) => {
      const theme = derivePageTheme({ colour: brand, ...(decor && { decor }) });
      const pairs = [
        [theme.onBrand, theme.brand],
        ...[PAPER, COUNTER, '#ffffff'].map((ground) => [theme.brandStrong, ground] as const),
        ...[NIGHT, NIGHT_COUNTER].map((ground) => [theme.brandStrongAtNight, ground] as const),
      ] as const;
      expect(pairs.filter(([text, ground]) => contrast(text, ground) < 4.5)).toEqual([]);
    }),
    {
      numRuns: 2000,
      examples: [
        ['#808080', undefined],
        ['#777777', '#000000'],
      ],
    },
  );
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
