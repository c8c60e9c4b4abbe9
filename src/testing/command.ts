// What can happen in a history, as plain data that fast-check can shrink.
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';

export const emails = ['ana@exemple.fr', 'Bo@exemple.fr'] as const;
export const phones = ['+33612345678', '+33698765432'] as const;

export interface ContactChoice {
  readonly kind: 'email' | 'phone';
  readonly index: number;
}

export type Command =
  | {
      readonly do: 'answer';
      /** 0 and 1: tablets; 2: the spoiled one. */
      readonly tablet: number;
      readonly email: number;
      readonly phone: number;
      /** Of the sample shop: e-mail (double opt-in), SMS, phone. */
      readonly yes: readonly [boolean, boolean, boolean];
      /** By the spoiled tablet only: held apart; or with the back end's newest word to another tablet as its own. */
      readonly spoil: 'nothing' | 'chain' | 'word';
    }
  | {
      readonly do: 'stop';
      readonly tablet: number;
      readonly contact: ContactChoice;
      /** One question of the sample shop; null: everything. */
      readonly question: number | null;
      /** By the spoiled tablet only. */
      readonly isObjection: boolean;
      readonly isSpoiled: boolean;
    }
  | { readonly do: 'network'; readonly tablet: number; readonly network: 'up' | 'down' | 'cut-answers' }
  | { readonly do: 'sync'; readonly tablet: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'skew'; readonly tablet: number; readonly skew: number }
  /** The spoiled tablet wakes up with the profile it had when it was new, and counts from there again. */
  | { readonly do: 'fork' }
  /** By the operator. */
  | { readonly do: 'erase'; readonly contact: ContactChoice }
  | { readonly do: 'restart'; readonly tablet: number }
  | { readonly do: 'jobs'; readonly isCrash: boolean }
  /** In the mailbox: one of the mails so far, oldest first, wrapping around. */
  | { readonly do: 'press'; readonly mail: number; readonly action: 'confirm' | 'not-me' | 'withdraw-all' };

const anyTablet = fc.nat({ max: 2 });
const realTablet = fc.nat({ max: 1 });
const index = fc.nat({ max: 1 });
const contact: fc.Arbitrary<ContactChoice> = fc.record({
  kind: fc.constantFrom('email' as const, 'phone' as const),
  index,
});

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      tablet: anyTablet,
      email: index,
      phone: index,
      yes: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      spoil: fc.constantFrom('nothing' as const, 'chain' as const, 'word' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('stop' as const),
      tablet: anyTablet,
      contact,
      question: fc.option(fc.nat({ max: 2 }), { freq: 2 }),
      isObjection: fc.boolean(),
      isSpoiled: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('network' as const),
      tablet: realTablet,
      network: fc.constantFrom('up' as const, 'down' as const, 'cut-answers' as const),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sync' as const), tablet: anyTablet }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(MINUTE, 17 * MINUTE, 3 * HOUR, 22 * HOUR, 2 * DAY + 5 * HOUR),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('skew' as const),
      tablet: realTablet,
      skew: fc.constantFrom(0, -2 * HOUR, 2 * HOUR, 365 * DAY, -90 * DAY),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), tablet: realTablet }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fork' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), contact }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('jobs' as const), isCrash: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      mail: fc.nat({ max: 9 }),
      action: fc.constantFrom('confirm' as const, 'confirm' as const, 'not-me' as const, 'withdraw-all' as const),
    }),
  },
);

export const histories = fc.record({
  seed: fc.nat({ max: 1_000_000 }),
  commands: fc.array(command, { minLength: 4, maxLength: 26 }),
});

export type History = { readonly seed: number; readonly commands: readonly Command[] };
