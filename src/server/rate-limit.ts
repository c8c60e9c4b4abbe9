// A token bucket per caller, in memory: for noise, not for law. Limits on mails are kept in the database.
import { type Instant, MINUTE } from '#domain/instant.ts';

export interface RateLimit {
  /** False when the caller has used up its budget. */
  take(caller: string): boolean;
}

/** @param perMinute refill, and the most that can be saved up */
export function createRateLimit(perMinute: number, now: () => Instant): RateLimit {
  const buckets = new Map<string, { tokens: number; at: Instant }>();
  return {
    take(caller) {
      const at = now();
      if (buckets.size > 10_000) buckets.clear();
      const bucket = buckets.get(caller) ?? { tokens: perMinute, at };
      const refilled = ((at - bucket.at) / MINUTE) * perMinute;
      const tokens = Math.min(perMinute, bucket.tokens + Math.max(0, refilled));
      buckets.set(caller, { tokens: Math.max(0, tokens - 1), at });
      return tokens >= 1;
    },
  };
}
