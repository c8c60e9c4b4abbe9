import { describe, expect, it } from 'vitest';
import { isAcknowledged, quarantineReasons, takesEffectInQuarantine } from './quarantine.ts';

describe('an event held apart', () => {
  it('stays with the tablet where the back end lacks it or failed to take it in (B3, B5)', () => {
    const kept = quarantineReasons.filter((reason) => !isAcknowledged(reason));
    expect(kept).toEqual(['bytes-missing', 'disclosure-unreadable', 'internal-error']);
  });

  it('takes effect at once if it is a no (B6)', () => {
    const types = ['withdrawal', 'objection', 'answers-given', 'confirmation', 'erasure', ''];
    expect(types.filter(takesEffectInQuarantine)).toEqual(['withdrawal', 'objection']);
  });
});
