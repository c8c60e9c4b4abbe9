// Looks at a seal from outside.
import type { GeneralJWE } from 'jose';
import type { Seal } from '../seal.ts';

/** The names of the keys it was sealed to, as it says; none when it is no seal. */
export function recipientsOf(seal: Seal): string[] {
  try {
    const { recipients } = JSON.parse(seal) as GeneralJWE;
    return recipients.flatMap(({ header }) => (typeof header?.kid === 'string' ? [header.kid] : []));
  } catch {
    return [];
  }
}
