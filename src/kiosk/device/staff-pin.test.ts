import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '#domain/instant.ts';
import { makeClosingKey } from './closing-key.ts';
import { type StaffPin, setPin, tryPin, waitAfter } from './staff-pin.ts';

const PASSPHRASE = 'tiroir lune violon carotte';
const FEW = 1000;
const closing = await makeClosingKey(PASSPHRASE, FEW);
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

function createStorage() {
  let stored: StaffPin | undefined;
  return {
    stored: () => stored,
    getStaffPin: async () => stored,
    putStaffPin: async (pin: StaffPin | undefined) => {
      stored = pin;
    },
  };
}

async function storageWith(pin: string) {
  const storage = createStorage();
  expect(await setPin(storage, closing, PASSPHRASE, pin, randomBytes, FEW)).toBe('set');
  return storage;
}

describe('the team’s code', () => {
  it('opens, and no other does', async () => {
    const storage = await storageWith('4071');
    expect(await tryPin(storage, '4071', 0)).toEqual({ outcome: 'open' });
    expect(await tryPin(storage, '4072', 0)).toEqual({ outcome: 'wrong', wait: 0 });
  });

  it('is set and taken away by the closing passphrase alone', async () => {
    const storage = await storageWith('4071');
    const kept = storage.stored();
    expect(await setPin(storage, closing, 'another one', '0000', randomBytes, FEW)).toBe('wrong-passphrase');
    expect(await setPin(storage, closing, 'another one', null, randomBytes, FEW)).toBe('wrong-passphrase');
    expect(storage.stored()).toEqual(kept);
    expect(await setPin(storage, closing, PASSPHRASE, null, randomBytes, FEW)).toBe('set');
    expect(await tryPin(storage, '', 0)).toEqual({ outcome: 'open' });
  });

  it.each(['407', '407112345', '40a1', ''])('is not %j', async (typed) => {
    const storage = createStorage();
    expect(await setPin(storage, closing, PASSPHRASE, typed, randomBytes, FEW)).toBe('not-set');
    expect(storage.stored()).toBeUndefined();
  });

  it('is stored as a slow hash with a salt of its own', async () => {
    const [one, two] = [await storageWith('4071'), await storageWith('4071')];
    expect(JSON.stringify(one.stored())).not.toContain('4071');
    expect(one.stored()?.hash).not.toBe(two.stored()?.hash);
    const storage = createStorage();
    await setPin(storage, closing, PASSPHRASE, '4071', randomBytes);
    expect(storage.stored()?.iterations).toBe(210_000);
  });

  it('lets three be wrong, then makes each wait longer than the one before, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50].map((failed) => waitAfter(failed) / SECOND)).toEqual([
      0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
  });

  it('does not open during the wait, not even to itself, and opens after it', async () => {
    const storage = await storageWith('4071');
    for (const wrong of ['1', '2', '3']) await tryPin(storage, wrong, 1000);
    expect(await tryPin(storage, '4071', 1000 + 29 * SECOND)).toEqual({ outcome: 'wait', wait: SECOND });
    expect(await tryPin(storage, '4071', 1000 + 30 * SECOND)).toEqual({ outcome: 'open' });
    expect(await tryPin(storage, '1', 1000 + 31 * SECOND)).toEqual({ outcome: 'wrong', wait: 0 });
  });

  it('counts a try before it judges it, so that turning the tablet off saves nobody one', async () => {
    const storage = await storageWith('4071');
    const cut = { ...storage, putStaffPin: (pin?: StaffPin) => storage.putStaffPin(pin).then(() => Promise.reject()) };
    await expect(tryPin(cut, '1', 0)).rejects.toBeUndefined();
    expect(storage.stored()?.failed).toBe(1);
  });

  it('makes nobody wait longer for a clock that was set back', async () => {
    const storage = await storageWith('4071');
    for (const wrong of ['1', '2', '3']) await tryPin(storage, wrong, 900 * MINUTE);
    expect(await tryPin(storage, '4071', 0)).toEqual({ outcome: 'wait', wait: 30 * SECOND });
    expect(await tryPin(storage, '4071', 30 * SECOND)).toEqual({ outcome: 'open' });
  });
});
