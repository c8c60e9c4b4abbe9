import fc from 'fast-check';
import { describe, it } from 'vitest';
import { histories } from './command.ts';
import { named } from './named-histories.ts';
import { runHistory } from './run-history.ts';

it('keeps the rules in every history', async () => {
  await fc.assert(fc.asyncProperty(histories, runHistory), { numRuns: 60, seed: 20261012 });
}, 600_000);

describe('named histories', () => {
  it.each(Object.entries(named))('%s', async (_name, commands) => {
    await runHistory({ seed: 1, commands });
  });
});
