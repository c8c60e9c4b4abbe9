import { expect, it } from 'vitest';
import { liveTenYears } from './ten-years/live.ts';

/** A bound for what hangs, not a measure of speed. */
const PATIENCE = 900_000;

it(
  'two thousand people and a shop for ten years: nobody contactable beyond their clock, nothing kept beyond both',
  async () => {
    const { events, mails, archived, cut } = await liveTenYears({ people: 2000, seed: 'a shop in Nantes' });
    // people have really come, been written to, been put away, and been let go of
    for (const many of [events, mails, archived, cut]) expect(many).toBeGreaterThan(20);
  },
  PATIENCE,
);
