// The few colours a phone page or mail takes from the shop, each chosen by WCAG 2.x contrast so that text always reaches 4.5 : 1.
import type { ShopConfig } from '#domain/shop-config.ts';

export const PAPER = '#fefcf8';
export const COUNTER = '#e2dfd2';
export const INK = '#121e1d';
/** Paper, counter and ink of the dark mode. */
export const NIGHT = '#161d1c';
export const NIGHT_COUNTER = '#262f2d';
export const CHALK = '#f3f0e8';

export interface PageTheme {
  readonly brand: string;
  /** Text on the brand colour. */
  readonly onBrand: string;
  /** Links and the edge of the main action, on paper and counter: the brand colour where it can be read, else ink. */
  readonly brandStrong: string;
  /** The same in dark mode. */
  readonly brandStrongAtNight: string;
  /** Carries no meaning, so its contrast does not matter. */
  readonly decor: string;
}

export function derivePageTheme({ colour, decor }: ShopConfig['brand']): PageTheme {
  const onBrand = firstReadable(colour, '#ffffff', INK);
  return {
    brand: colour,
    onBrand,
    brandStrong: firstReadable(COUNTER, colour, INK),
    brandStrongAtNight: firstReadable(NIGHT_COUNTER, colour, CHALK),
    decor: decor ?? onBrand,
  };
}

/** Black where none of them reads: on a colour too light for white it always does. */
function firstReadable(ground: string, ...candidates: string[]): string {
  return candidates.find((candidate) => contrast(candidate, ground) >= 4.5) ?? '#000000';
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
