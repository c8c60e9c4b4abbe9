// Lives histories without a rule that a test has taken out, until one notices.
import fc from 'fast-check';
import { vi } from 'vitest';
import type { History } from './command.ts';
import { named } from './named-histories.ts';

/**
 * Returns what the first history that notices says.
 * @param name of the history that needs the rule most: it is lived first
 */
export async function findFailure(name: keyof typeof named): Promise<string> {
  vi.resetModules();
  const { runHistory: runWithout } = await import('./run-history.ts');
  const fresh = await import('./command.ts');
  const property = fc.asyncProperty(fresh.histories, runWithout);
  const examples: [History][] = [named[name], ...Object.values(named)].map((commands) => [{ seed: 1, commands }]);
  const { errorInstance } = await fc.check(property, { numRuns: 40, seed: 20261012, endOnFailure: true, examples });
  return errorInstance instanceof Error ? errorInstance.message : 'nobody noticed';
}
