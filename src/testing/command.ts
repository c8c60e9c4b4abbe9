// What can happen in a history, as plain data that fast-check can shrink.
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';

export const emails = ['ana@exemple.fr', 'Bo@exemple.fr'] as const;
export const phones = ['+33612345678', '+33698765432'] as const;

export const addresses = [
  'Ana Morel\n3 rue des Lilas\n44000 Nantes',
  'Bo Nguyen\nbâtiment B\n12 quai de la Fosse\n44100 Nantes',
] as const;

export interface ContactChoice {
  readonly kind: 'email' | 'phone' | 'postal';
  readonly index: number;
}

/** What the spoiled tablet does to an event of its own. */
export type Spoil =
  | 'nothing'
  /** It does not follow its predecessor. */
  | 'chain'
  /** The back end's newest word to another tablet stands in it. */
  | 'word'
  /** Dated back, by an old clock and the oldest word this tablet holds. */
  | 'old'
  /** Another key has signed it. */
  | 'key'
  /** Altered after it was signed. */
  | 'altered'
  /** Another event's seal goes with it. Its own follows with the next exchange. */
  | 'seal';

/** Two real tablets, 0 and 1, and the spoiled one, 2. */
export type Command =
  | {
      readonly do: 'answer';
      readonly tablet: number;
      readonly email: number;
      readonly phone: number;
      /** Of the sample shop: e-mail (double opt-in), SMS, phone. */
      readonly yes: readonly [boolean, boolean, boolean];
      /** On a real tablet: told of letters, they have left their address, one of two; else they object, without. */
      readonly letters?: number;
      /** The cashier has marked a sale: of e-mails people are told, and the first answer is whether they object. */
      readonly sale: boolean;
      readonly spoil: Spoil;
    }
  | {
      readonly do: 'stop';
      readonly tablet: number;
      readonly contact: ContactChoice;
      /** One question of the sample shop; null: everything. */
      readonly question: number | null;
      /** By the spoiled tablet only. */
      readonly isObjection: boolean;
      readonly spoil: Spoil;
    }
  /** On the person's own phone, by a real tablet's code or by the counter card's, which asks for e-mail alone. */
  | {
      readonly do: 'phone';
      readonly by: 'code' | 'card';
      readonly tablet: number;
      readonly email: number;
      readonly phone: number;
      readonly yes: readonly [boolean, boolean, boolean];
    }
  | { readonly do: 'network'; readonly tablet: number; readonly network: 'up' | 'down' | 'cut-answers' }
  | { readonly do: 'sync'; readonly tablet: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  /** So much time, with what the back end does at night. While it is off, nothing is done until an operator has said that its clock is right. */
  | {
      readonly do: 'night';
      readonly days: number;
      readonly isOff: boolean;
      /** The last of them is cut off after so many writes, or one of its writes fails. */
      readonly cut?: { readonly after: number; readonly how: 'killed' | 'fails' };
    }
  /** Told by another system of the shop: a purchase or a click, so many milliseconds ahead of now. */
  | { readonly do: 'activity'; readonly contact: ContactChoice; readonly ahead: number; readonly isTwice: boolean }
  | { readonly do: 'skew'; readonly tablet: number; readonly skew: number }
  /** By the manager. */
  | { readonly do: 'close'; readonly tablet: number }
  | { readonly do: 'restart'; readonly tablet: number }
  /** By the operator: it hands over what it has and wipes itself, and is enrolled again. */
  | { readonly do: 'retire'; readonly tablet: number }
  /** By the manager: a new device takes the place of the old one in the same tablet. */
  | { readonly do: 'replace'; readonly tablet: number }
  /** What waits is gone from its storage. */
  | { readonly do: 'wipe-tail'; readonly tablet: number }
  /** The spoiled tablet wakes up with the profile it had when it was new, and counts from there again. */
  | { readonly do: 'fork' }
  /** The operator reports the spoiled tablet lost. Whoever has it goes on. */
  | { readonly do: 'lose' }
  /** By the operator: one of the events held apart, oldest first, wrapping around. */
  | { readonly do: 'release'; readonly held: number }
  /** By the operator. */
  | { readonly do: 'erase'; readonly contact: ContactChoice }
  /** By the operator: on the suppression list, known here or not. */
  | { readonly do: 'suppress'; readonly contact: ContactChoice }
  /** By the operator: a list says that this person has consented elsewhere. */
  | {
      readonly do: 'import';
      readonly email: number;
      readonly phone: number;
      readonly yes: readonly [boolean, boolean, boolean];
    }
  /** Of the data and, apart, of the keys. */
  | { readonly do: 'backup' }
  /** The data, or data and keys, are again as at the last backup. */
  | { readonly do: 'restore'; readonly keys: boolean }
  | { readonly do: 'jobs'; readonly isCrash: boolean }
  /** In the mailbox: one of the mails so far, oldest first, wrapping around. */
  | { readonly do: 'press'; readonly mail: number; readonly action: 'confirm' | 'not-me' | 'withdraw-all' }
  /** On their own page, opened from such a mail: of e-mail, one topic less, less often, or yes to all of it again. */
  | {
      readonly do: 'choose';
      readonly mail: number;
      readonly choice: 'fewer' | 'less-often' | 'all-again' | 'freeze' | 'lift';
      readonly topic: number;
    };

export type CommandTo<D extends Command['do']> = Extract<Command, { do: D }>;

const anyTablet = fc.nat({ max: 2 });
const realTablet = fc.nat({ max: 1 });
const index = fc.nat({ max: 1 });
const kind = fc.constantFrom(...(['email', 'email', 'phone', 'phone', 'postal'] as const));
const contact: fc.Arbitrary<ContactChoice> = fc.record({ kind, index });
const spoil = fc.constantFrom<Spoil[]>('nothing', 'nothing', 'chain', 'word', 'old', 'key', 'altered', 'seal');

/** A command that is nothing but its name and these. */
const command = <D extends Command['do'], T>(name: D, rest: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record({ do: fc.constant(name), ...rest }) as fc.Arbitrary<{ do: D } & T>;

const network = fc.constantFrom('up' as const, 'down' as const, 'cut-answers' as const);
const milliseconds = fc.constantFrom(MINUTE, 17 * MINUTE, 3 * HOUR, 22 * HOUR, 2 * DAY + 5 * HOUR);
const days = fc.constantFrom(1, 8, 92, 200, 1100);
const cut = fc.record({ after: fc.nat({ max: 30 }), how: fc.constantFrom('killed' as const, 'fails' as const) });
const ahead = fc.constantFrom(0, 0, -DAY, -200 * DAY, MINUTE, 200 * DAY);
const skew = fc.constantFrom(0, -2 * HOUR, 2 * HOUR, 365 * DAY, -90 * DAY);
const action = fc.constantFrom('confirm' as const, 'confirm' as const, 'not-me' as const, 'withdraw-all' as const);
const yes = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());
const sale = fc.constantFrom(false, false, true);
const choice = fc.constantFrom(...(['fewer', 'fewer', 'less-often', 'all-again', 'freeze', 'lift'] as const));
const by = fc.constantFrom('code' as const, 'code' as const, 'card' as const);
const question = fc.option(fc.nat({ max: 2 }), { freq: 2 });

const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: command('answer', { tablet: anyTablet, email: index, phone: index, yes, sale, spoil }) },
  {
    weight: 2,
    arbitrary: command('answer', { tablet: realTablet, email: index, phone: index, letters: index, yes, sale, spoil }),
  },
  { weight: 5, arbitrary: command('stop', { tablet: anyTablet, contact, question, isObjection: fc.boolean(), spoil }) },
  { weight: 4, arbitrary: command('phone', { by, tablet: realTablet, email: index, phone: index, yes }) },
  { weight: 4, arbitrary: command('network', { tablet: realTablet, network }) },
  { weight: 5, arbitrary: command('sync', { tablet: anyTablet }) },
  { weight: 4, arbitrary: command('wait', { milliseconds }) },
  { weight: 3, arbitrary: command('night', { days, isOff: fc.boolean() }) },
  { weight: 2, arbitrary: command('night', { days, isOff: fc.boolean(), cut }) },
  { weight: 3, arbitrary: command('activity', { contact, ahead, isTwice: fc.boolean() }) },
  { weight: 1, arbitrary: command('skew', { tablet: realTablet, skew }) },
  { weight: 3, arbitrary: command('close', { tablet: realTablet }) },
  { weight: 1, arbitrary: command('restart', { tablet: realTablet }) },
  { weight: 1, arbitrary: command('retire', { tablet: realTablet }) },
  { weight: 1, arbitrary: command('replace', { tablet: realTablet }) },
  { weight: 1, arbitrary: command('wipe-tail', { tablet: realTablet }) },
  { weight: 1, arbitrary: command('fork', {}) },
  { weight: 1, arbitrary: command('lose', {}) },
  { weight: 1, arbitrary: command('release', { held: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: command('erase', { contact }) },
  { weight: 2, arbitrary: command('suppress', { contact }) },
  { weight: 3, arbitrary: command('import', { email: index, phone: index, yes }) },
  { weight: 3, arbitrary: command('backup', {}) },
  { weight: 2, arbitrary: command('restore', { keys: fc.boolean() }) },
  { weight: 4, arbitrary: command('jobs', { isCrash: fc.boolean() }) },
  { weight: 5, arbitrary: command('press', { mail: fc.nat({ max: 9 }), action }) },
  { weight: 5, arbitrary: command('choose', { mail: fc.nat({ max: 9 }), choice, topic: fc.nat({ max: 2 }) }) },
);

export const histories = fc.record({
  seed: fc.nat({ max: 1_000_000 }),
  commands: fc.array(commands, { minLength: 4, maxLength: 26 }),
});

export type History = { readonly seed: number; readonly commands: readonly Command[] };
