// Answering on one's own phone: how long a tablet's code opens, and what the code of a counter card may ask.
import { type Custody, correctedInstant } from './custody.ts';
import { HOUR, type Instant } from './instant.ts';
import type { Question, ShopConfig } from './shop-config.ts';
import { questionsOnPhone } from './visit.ts';

type Policy = NonNullable<ShopConfig['handOver']>;

const usual: Policy = { validHours: 24, cardAnswersPerHour: 60 };

export function handOverPolicyOf(config: ShopConfig): Policy {
  return config.handOver ?? usual;
}

/**
 * E5, C3: whether a code was shown too long ago. A clock that runs fast makes no code too new.
 * @param skew milliseconds the back end is ahead of the device
 */
export function isHandOverTooOld(issuedAt: Instant, skew: number, now: Instant, { validHours }: Policy): boolean {
  const unproven: Custody = { chain: '', seq: 0, earliest: null, latest: now };
  return now - correctedInstant(issuedAt, skew, unproven) > validHours * HOUR;
}

/**
 * A counter card's code proves nothing of who scans it, and where: it asks only what the mailbox can confirm (D5), and asks for
 * that confirmation whatever the question says. Where it has nothing to ask, or may not, the shop has no card.
 */
export function questionsOfCard(config: ShopConfig): Question[] {
  if (handOverPolicyOf(config).cardAnswersPerHour === 0) return [];
  return questionsOnPhone(config).filter(({ channel }) => channel === 'email');
}
