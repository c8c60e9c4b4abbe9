// What ten years would not notice they do not show. Each mutant takes one piece of the end of data out; some night must tell.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as UseClock from '#domain/use-clock.ts';
import type * as Mailbox from '#server/mailer/file-mailbox.ts';

/** A bound for what hangs, not a measure of speed. */
const PATIENCE = 600_000;
const SHOP = { people: 100, seed: 'a shop in Lille' };

interface Mutant {
  readonly name: string;
  readonly module: string;
  mutate(original: object): object;
  readonly told: RegExp;
}

const mutants: readonly Mutant[] = [
  {
    name: 'whoever was erased or suppressed, and is seen again, has said nothing',
    module: '#server/storage/tombstone.ts',
    mutate: () => ({ followTombstone: async () => {}, listRemaining: async () => [] }),
    told: /who had said no|yes \(given\), must be no/,
  },
  {
    name: 'the night ends nobody',
    module: '#server/storage/retention.ts',
    mutate: () => ({ judgeRetention: async function* () {} }),
    told: /past their clock|is still held/,
  },
  {
    name: 'a use clock never runs out',
    module: '#domain/use-clock.ts',
    mutate: (original) => {
      const { readUseClock } = original as typeof UseClock;
      const readEndless: typeof readUseClock = (...all) => ({ ...readUseClock(...all), endsOn: '9999-12-31' });
      return { readUseClock: readEndless };
    },
    told: /yes \(given\), must be no|past their clock/,
  },
  {
    name: 'a checkpoint does not cut',
    module: '#server/storage/checkpoint.ts',
    mutate: () => ({ cutChain: async () => 0 }),
    told: /still says something/,
  },
  {
    name: 'the mailbox keeps its mails',
    module: '#server/mailer/file-mailbox.ts',
    mutate: (original) => {
      const { createFileMailbox } = original as typeof Mailbox;
      const createHoarder: typeof createFileMailbox = (...all) => ({
        ...createFileMailbox(...all),
        removeBefore: async () => 0,
      });
      return { createFileMailbox: createHoarder };
    },
    told: /the mailbox still has an old mail/,
  },
];

describe('ten years notice', () => {
  afterEach(() => {
    for (const { module } of mutants) vi.doUnmock(module);
    vi.resetModules();
  });

  async function findFailure(): Promise<string> {
    vi.resetModules();
    const { liveTenYears } = await import('./ten-years/live.ts');
    return liveTenYears(SHOP).then(
      () => 'nobody noticed',
      (error: unknown) => String(error),
    );
  }

  it.each(mutants)(
    'when $name',
    async ({ module, mutate, told }) => {
      vi.doMock(module, async (original) => {
        const whole = await original<object>();
        return { ...whole, ...mutate(whole) };
      });
      expect(await findFailure()).toMatch(told);
    },
    PATIENCE,
  );
});
