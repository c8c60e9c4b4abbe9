import { expect, it } from 'vitest';
import { liveTenYears } from './ten-years/live.ts';

const PATIENCE = 600_000;

it('keeps the promise of both clocks to two thousand people for ten years', async () => {
  const lived = await liveTenYears({ people: Number(process.env.PEOPLE ?? 2000), seed: 'a shop in Nantes' });
  console.log(lived);
  expect(lived.events).toBeGreaterThan(1);
}, PATIENCE);
