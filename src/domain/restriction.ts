// GDPR 18: what is held stays, and is not used, until the restriction is lifted (D13).
import { type Custody, isProvablyLater } from './custody.ts';

export interface Restriction {
  readonly kind: 'restriction' | 'lifting';
  /** Whose restriction it is: one is lifted for whom it was asked. */
  readonly contactPoint: string;
  readonly custody: Custody;
}

/** In doubt it stands. */
export function isRestricted(restrictions: readonly Restriction[]): boolean {
  return restrictions.some(
    ({ kind, contactPoint, custody }) =>
      kind === 'restriction' &&
      !restrictions.some(
        (other) =>
          other.kind === 'lifting' && other.contactPoint === contactPoint && isProvablyLater(other.custody, custody),
      ),
  );
}
