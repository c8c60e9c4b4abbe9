// sRGB, Oklab and OKLCH (https://bottosson.github.io/posts/oklab/), and contrast by WCAG 2.2 §1.4.3. Hex in, hex out.

type Triple = readonly [number, number, number];

/** Lightness 0–1, chroma, hue in radians. */
export type Lch = Triple;

const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const toGamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function hexToLinear(hex: string): Triple {
  const value = Number.parseInt(hex.slice(1), 16);
  return [toLinear((value >> 16) / 255), toLinear(((value >> 8) & 255) / 255), toLinear((value & 255) / 255)];
}

function hexToOklab(hex: string): Triple {
  const [r, g, b] = hexToLinear(hex);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function oklabToLinear([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function oklabToHex(lab: Triple): string {
  const channels = oklabToLinear(lab).map((c) => Math.round(255 * toGamma(Math.min(Math.max(c, 0), 1))));
  return `#${channels.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}

export function hexToLch(hex: string): Lch {
  const [l, a, b] = hexToOklab(hex);
  return [l, Math.hypot(a, b), Math.atan2(b, a)];
}

export function lchToHex([lightness, chroma, hue]: Lch): string {
  const l = Math.min(lightness, 1);
  const at = (c: number): Triple => [l, c * Math.cos(hue), c * Math.sin(hue)];
  // a chroma that the screen cannot show is reduced, so that the hue stays
  let c = chroma;
  while (c > 0 && oklabToLinear(at(c)).some((x) => x < -0.0005 || x > 1.0005)) c -= 0.002;
  return oklabToHex(at(Math.max(c, 0)));
}

/** Mix in Oklab. @param share of `other`, 0–1 */
export function mix(base: string, other: string, share: number): string {
  const [l1, a1, b1] = hexToOklab(base);
  const [l2, a2, b2] = hexToOklab(other);
  const between = (x: number, y: number) => x + (y - x) * share;
  return oklabToHex([between(l1, l2), between(a1, a2), between(b1, b2)]);
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = hexToLinear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
