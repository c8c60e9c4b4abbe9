// On Node's own Web Locks, which follow the same specification as the browser's.
import { describe, expect, it } from 'vitest';
import { holdKiosk } from './lock.ts';

const locks = navigator.locks as unknown as LockManager;

// one story, because a lock is held until the tab ends
describe('the kiosk’s lock', () => {
  it('is one tab’s, can be stolen, and tells the loser', async () => {
    const first = await holdKiosk(locks, 'if-free');
    expect(first).toBeDefined();
    expect(await holdKiosk(locks, 'if-free')).toBeUndefined();

    const giveUp = new AbortController();
    const waiting = holdKiosk(locks, 'wait', giveUp.signal);
    giveUp.abort();
    expect(await waiting).toBeUndefined();

    const thief = await holdKiosk(locks, 'steal');
    expect(thief).toBeDefined();
    await first?.lost;
    expect(await holdKiosk(locks, 'if-free')).toBeUndefined();
  });
});
