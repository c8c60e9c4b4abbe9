import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  confirmationExpiry,
  disavowalEnd,
  isTooOldOnArrival,
  nextMailAt,
  waitDaysAfterDisavowal,
} from './confirmation.ts';
import { DAY, HOUR } from './instant.ts';

const policy = {
  expiresAfterDays: 7,
  maximumRequestAgeDays: 30,
  mailsPerAddressPerDay: 3,
  mailsPerDevicePerHour: 120,
  mailsPerStorePerHour: 600,
};

describe('a request that arrives', () => {
  const received = 1000 * DAY;
  const custody = { chain: 'tablet-a', seq: 1, earliest: null, latest: received };

  it.each([
    ['31 days old', -31 * DAY, 0, null, true],
    ['30 days old to the millisecond', -30 * DAY, 0, null, false],
    ['30 days and a millisecond old', -30 * DAY - 1, 0, null, true],
    ['a year old by a clock a year slow', -365 * DAY, 365 * DAY, null, false],
    ['a year ahead by its clock', 365 * DAY, 0, null, false],
    ['old by its clock, but provably taken yesterday', -365 * DAY, 0, received - DAY, false],
  ])('%s', (_, age, skew, earliest, expected) => {
    const request = { capturedAt: received + age, skew, custody: { ...custody, earliest } };
    expect(isTooOldOnArrival(request, policy)).toBe(expected);
  });

  it('expires so many days after its mail was sent', () => {
    expect(confirmationExpiry(received, policy)).toBe(received + 7 * DAY);
  });
});

describe('after "it wasn’t me"', () => {
  it.each([
    ['thirty days', policy, 30],
    ['as many as the shop says', { ...policy, waitAfterDisavowalDays: 3 }, 3],
  ])('an address waits %s', (_name, said, days) => {
    expect(waitDaysAfterDisavowal(said)).toBe(days);
    expect(disavowalEnd(5 * DAY, said)).toBe((5 + days) * DAY);
  });
});

describe('the next mail', () => {
  const now = 100 * HOUR;

  it.each([
    ['leaves at once when none was sent', [], now],
    ['leaves at once below the limit', [now - 1, now - 2], now],
    [
      'waits until the oldest of the last three is a day old',
      [now - HOUR, now - 2 * HOUR, now - 3 * HOUR],
      now + 21 * HOUR,
    ],
    ['does not wait for older mails still', [now - HOUR, now - 2 * HOUR, now - DAY], now],
    ['waits for the third last when more than three slipped through', [now, now - 1, now - 2, now - 3], now - 2 + DAY],
  ])('%s', (_, sent, expected) => {
    expect(nextMailAt(now, sent, 3, DAY)).toBe(expected);
  });

  it('keeps every window at its limit, and none is ever dropped', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30 * HOUR), { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), (gaps, max) => {
        const sent: number[] = [];
        let clock = 0;
        for (const gap of gaps) {
          clock = nextMailAt(clock + gap, sent, max, DAY);
          sent.push(clock);
        }
        for (const at of sent)
          expect(sent.filter((other) => other > at - DAY && other <= at).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});
