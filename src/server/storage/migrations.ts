// The schema's history, one file a step. A migration that has shipped is never edited; a change is a new one.
import type { Migration } from 'kysely/migration';
import { first } from './migrations/001-first.ts';
import { inboundMessages } from './migrations/002-inbound-messages.ts';
import { phoneVisits } from './migrations/003-phone-visits.ts';
import { bounces } from './migrations/004-bounces.ts';
import { disavowals } from './migrations/005-disavowals.ts';
import { choices } from './migrations/006-choices.ts';
import { publications } from './migrations/007-publications.ts';
import { businessDays } from './migrations/008-business-days.ts';
import { uses } from './migrations/009-uses.ts';
import { checkpoints } from './migrations/010-checkpoints.ts';
import { rightsRequests } from './migrations/011-rights-requests.ts';
import { lists } from './migrations/012-lists.ts';
import { regimes } from './migrations/013-regimes.ts';
import { activityRuns } from './migrations/014-activity-runs.ts';

export const migrations: Record<string, Migration> = {
  '001-first': first,
  '002-inbound-messages': inboundMessages,
  '003-phone-visits': phoneVisits,
  '004-bounces': bounces,
  '005-disavowals': disavowals,
  '006-choices': choices,
  '007-publications': publications,
  '008-business-days': businessDays,
  '009-uses': uses,
  '010-checkpoints': checkpoints,
  '011-rights-requests': rightsRequests,
  '012-lists': lists,
  '013-regimes': regimes,
  '014-activity-runs': activityRuns,
};
