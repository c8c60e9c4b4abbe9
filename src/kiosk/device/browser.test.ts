import { describe, expect, it } from 'vitest';
import { findObstacle } from './browser.ts';

function browser(parts: object): typeof globalThis {
  const capable = { isSecureContext: true, navigator: { locks: {} }, CompressionStream: class {}, String };
  return { ...capable, ...parts } as never;
}

describe('a kiosk’s browser', () => {
  it('is taken when it can store, sign and send', () => {
    expect(findObstacle(browser({}))).toBeUndefined();
  });

  it('is told of a page without HTTPS before anything else, because that takes the rest away', () => {
    expect(findObstacle(browser({ isSecureContext: false, navigator: {} }))).toBe('insecure');
  });

  it.each([
    ['Web Locks', { navigator: {} }],
    ['isWellFormed', { String: { prototype: {} } }],
  ])('is too old without %s', (_, parts) => {
    expect(findObstacle(browser(parts))).toBe('old-browser');
  });

  it('is too old without CompressionStream', () => {
    const { CompressionStream: _, ...rest } = browser({}) as { CompressionStream: unknown };
    expect(findObstacle(rest as never)).toBe('old-browser');
  });
});
