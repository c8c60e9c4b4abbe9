// The browser of the end-to-end tests: Debian's Chromium, or the one that CHROMIUM names.
export const chromiumPath = process.env.CHROMIUM || '/usr/bin/chromium';

export const chromiumArguments = [
  '--no-sandbox', // Chromium refuses its sandbox to root, and tests run as root in containers
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
