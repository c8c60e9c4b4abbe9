// Instants are epoch milliseconds (UTC) in code and ISO 8601 text in events. The offset is the device's
// own, so that a reader of the ledger sees what the device's clock showed (RFC 3339).

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const two = (n: number) => String(n).padStart(2, '0');

/** RFC 3339 text with a numeric offset, e.g. `2026-10-12T18:07:09.123+02:00`. `offset` is in minutes east of UTC. */
export function toOffsetText(instant: Instant, offset: number): string {
  const local = new Date(instant + offset * MINUTE).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/** Epoch milliseconds of an RFC 3339 text; NaN when it is none. */
export function fromOffsetText(text: string): Instant {
  return Date.parse(text);
}
