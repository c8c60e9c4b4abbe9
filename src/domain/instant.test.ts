import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromOffsetText, toOffsetText } from './instant.ts';

describe('an instant as text', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000+00:00'],
    [120, '1970-01-01T02:00:00.000+02:00'],
    [-300, '1969-12-31T19:00:00.000-05:00'],
    [345, '1970-01-01T05:45:00.000+05:45'],
    [-210, '1969-12-31T20:30:00.000-03:30'],
    [840, '1970-01-01T14:00:00.000+14:00'],
  ])('shows what a clock %i minutes east of UTC showed', (offset, text) => {
    expect(toOffsetText(0, offset)).toBe(text);
  });

  it('comes back as it went, to the millisecond, whatever the offset', () => {
    const instant = fc.date({ min: new Date('1971-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: -720, max: 840 }), (date, offset) => {
        expect(fromOffsetText(toOffsetText(date.getTime(), offset))).toBe(date.getTime());
      }),
    );
  });

  it('is no number when the text is none', () => {
    expect(fromOffsetText('demain')).toBeNaN();
  });
});
