// A shop gives one brand colour and at most a decoration; everything else follows from them, so that text is readable
// whatever colour a shop has. Nothing here means yes, no, ready or broken: those colours are fixed in tokens.css.
import { contrast, hexToLch, lchToHex, mix } from './colour.ts';

export interface Theme {
  readonly brand: string;
  readonly onBrand: string;
  /** Edge of the main action, where the brand alone would not stand out from the counter. */
  readonly actionEdge: string;
  /** Links, caret, chart. */
  readonly brandStrong: string;
  readonly decor: string;
  /** The countdown's numeral. */
  readonly onDecor: string;
  readonly ink: string;
  readonly ink2: string;
  readonly paper: string;
  readonly counter: string;
  readonly counter2: string;
  readonly rule: string;
}

const WHITE = '#ffffff';
/** Where neither white nor ink can be read on the brand: on a middle grey only this can. */
const BLACK = '#000000';
/** WCAG 2.2 §1.4.3 for text, §1.4.11 for edges. */
const TEXT = 4.5;
const EDGE = 3;

const degrees = (angle: number) => (angle * Math.PI) / 180;

export function deriveTheme(brand: string, decor?: string): Theme {
  const [lightness, chroma, hue] = hexToLch(brand);
  const k = Math.min(chroma / 0.08, 1);
  const ink = lchToHex([0.225, 0.022 * k, hue]);
  const isDark = contrast(WHITE, brand) >= TEXT;
  const [soft, firm, line] = isDark ? [0.07, 0.17, 0.3] : [0.16, 0.34, 0.5];
  const counter = mix('#f2ebdd', brand, soft);
  const ornament =
    decor ?? lchToHex(isDark ? [lightness + 0.13, chroma, hue] : [0.955, Math.min(0.33 * chroma, 0.055), hue]);
  return {
    brand,
    onBrand: isDark ? WHITE : contrast(ink, brand) >= TEXT ? ink : BLACK,
    actionEdge: contrast(brand, counter) >= EDGE ? brand : ink,
    brandStrong: contrast(brand, counter) >= TEXT ? brand : ink,
    decor: ornament,
    onDecor: contrast(ink, ornament) >= EDGE ? ink : WHITE,
    ink,
    ink2: lchToHex([0.41, 0.028 * k, hue]),
    paper: lchToHex([0.992, 0.006, degrees(85)]),
    counter,
    counter2: mix('#efe8da', brand, firm),
    rule: mix('#d9d0c0', brand, line),
  };
}

/** `brandStrong` becomes `--brand-strong`, `ink2` becomes `--ink-2`. */
export function applyTheme(theme: Theme, root: HTMLElement): void {
  for (const [name, colour] of Object.entries(theme))
    root.style.setProperty(`--${name.replace(/[A-Z0-9]/g, (c) => `-${c.toLowerCase()}`)}`, colour);
}
