// punycode.js ships no types; this is the part we use.
declare module 'punycode.js' {
  /** The domain with every non-ASCII label as an A-label (RFC 3492). Throws RangeError on overflow. */
  export function toASCII(domain: string): string;
}
