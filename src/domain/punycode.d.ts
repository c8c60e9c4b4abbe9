// punycode.js ships no types; this is the part we use.
declare module 'punycode.js' {
  const punycode: {
    /** The domain with every non-ASCII label as an A-label (RFC 3492). Throws RangeError on overflow. */
    toASCII(domain: string): string;
  };
  export default punycode;
}
