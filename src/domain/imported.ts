// A consent that the shop says it already has, from a list of another system. It is a claim of the shop's, and so is its date: it
// proves no "not before" (D1), and counts only where the claim holds all that a proof needs and the law takes it (D6).
import { z } from 'zod';
import { type BusinessDay, businessDayAt } from './business-day.ts';
import { eventIdSchema, frequency, link, name, sd } from './event-part.ts';
import { DAY, type Instant } from './instant.ts';
import { findForbiddenDay } from './lawfulness.ts';
import { regimeOf } from './question.ts';
import { clocksFor, type Facts, factsAboutProspect } from './regime.ts';
import { audiences, type Regime } from './rules/rule.ts';
import { type Channel, channels, languages, type Question, type ShopConfig } from './shop-config.ts';
import { addYears } from './use-clock.ts';

/** How people had been asked. */
export const means = ['web', 'paper', 'till', 'phone', 'email', 'event', 'other'] as const;

/** Under which people can have been asked to be written to, texted or called. */
export const regimesStated = [
  ...(['opt-in', 'separate-opt-in', 'soft-opt-in', 'opt-out'] as const),
] satisfies readonly Regime[];

export const TEXT_MAX_LENGTH = 2000;
export const SOURCE_MAX_LENGTH = 200;

/** What the shop states as proof. Stays in the ledger: nothing that names a person. null: not stated. */
export const statedSchema = z.strictObject({
  askedOn: z.iso.date().nullable(),
  means: z.enum(means).nullable(),
  /** The words that they were shown or told. */
  text: z.string().min(1).max(TEXT_MAX_LENGTH).nullable(),
  /** The system that it comes from. */
  source: z.string().min(1).max(SOURCE_MAX_LENGTH).nullable(),
  regime: z.enum(regimesStated).nullable(),
  /** The last purchase: what a soft opt-in rests on. */
  purchasedOn: z.iso.date().nullable(),
  audience: z.enum(audiences),
});

/** On the chain of a store. It is no answer given here: what is unlike one is not named like it. */
export const imported = z.strictObject({
  type: z.literal('imported'),
  ...link,
  id: eventIdSchema,
  store: name,
  ...sd,
  /** The shop's name for it. */
  list: name,
  locale: z.enum(languages),
  stated: statedSchema,
  /** What it is taken to be a yes to: the question of that purpose and channel on the day of the import. */
  answers: z
    .array(
      z.strictObject({
        question: name,
        purpose: name,
        channel: z.enum(channels),
        answer: z.literal('yes'),
        topics: z.array(name).max(32),
        frequency,
      }),
    )
    .min(1)
    .max(12),
});

export type Imported = z.infer<typeof imported>;
export type Stated = z.infer<typeof statedSchema>;

/** Where no regime is stated, nobody had objected, and nothing is known of more. */
export const regimeStated = ({ regime }: Stated): Regime => regime ?? 'opt-out';

/** What it is taken to be a yes to: of several questions for that purpose and channel, the one that asks such people in that way. */
export function questionFor(
  { questions }: Pick<ShopConfig, 'questions'>,
  purpose: string,
  channel: Channel,
  stated: Stated,
): Question | undefined {
  const asked = questions.filter((question) => question.purpose === purpose && question.channel === channel);
  const same = asked.filter(({ audience = 'consumer' }) => audience === stated.audience);
  return same.find((question) => regimeOf(question) === regimeStated(stated)) ?? same[0] ?? asked[0];
}

/** A customer is who is stated to have bought, and to have been told when the address was taken. */
export function factsStated(stated: Stated, { use, channel }: Question, country: string): Facts {
  const isCustomer = stated.regime === 'soft-opt-in' && stated.purchasedOn !== null && stated.askedOn !== null;
  const told = { realSale: isCustomer, ownSimilarProducts: isCustomer, toldAtCollection: isCustomer };
  return { ...factsAboutProspect(country, use ?? channel, stated.audience), ...told };
}

/**
 * Whether the statement is whole (when, how, by which words, from where: GDPR 7(1)), and the law of that day, and of every one on which
 * it may have been given (D6), takes it. What lacks anything stays without effect until the person answers anew.
 */
export function isProven(stated: Stated, facts: Facts, day: BusinessDay): boolean {
  const { askedOn, means: how, text, source } = stated;
  const isWhole = askedOn !== null && how !== null && text !== null && source !== null && stated.regime !== null;
  return isWhole && findForbiddenDay(regimeStated(stated), facts, { earliest: null, latest: day }) === null;
}

/** Whether the use clock had run out before it came. Where no contact is stated none runs: it waits for an answer, a while. */
export function isUseOver(stated: Stated, facts: Facts, today: BusinessDay): boolean {
  const last = lastContactDay(stated);
  return last !== undefined && addYears(last, clocksFor(facts, today).use.years) <= today;
}

/**
 * The last contact from the person that is stated, as an instant of that day in UTC and in the store's zone alike; 0 where none is: then no
 * clock runs. Never the import.
 */
export function lastContactStated(stated: Stated, timeZone: string): Instant {
  const day = lastContactDay(stated);
  if (day === undefined) return 0;
  const noon = Date.parse(`${day}T12:00:00Z`);
  // on Wallis it is the next day by then
  return businessDayAt(noon, timeZone) === day ? noon : noon - DAY / 2;
}

function lastContactDay({ askedOn, purchasedOn }: Stated): BusinessDay | undefined {
  return [askedOn, purchasedOn]
    .filter((one) => one !== null)
    .sort()
    .at(-1);
}
