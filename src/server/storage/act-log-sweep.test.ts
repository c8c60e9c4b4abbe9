import { expect, it } from 'vitest';
import { DAY } from '#domain/instant.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { createTestBackEnd } from '../testing/back-end.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { sweepActLog } from './act-log-sweep.ts';

it('takes waits that are over out of the log, and leaves those that run, suppressions and tombstones', async () => {
  const log: ActLogEntry[] = [];
  const { store, actLog, clock } = await createTestBackEnd({ actLog: createMemoryActLog(log) });
  const [old, young] = [clock.now - 91 * DAY, clock.now - 89 * DAY];
  const stay: ActLogEntry[] = [
    { disavowal: 'runs again', at: old },
    { disavowal: 'runs again', at: null },
    { disavowal: 'runs again', at: young },
    { disavowal: 'ended of late', at: young },
    { disavowal: 'ended of late', at: null },
    { suppression: 'stays', at: old },
    { tombstone: 'stays', at: old, stops: [] },
  ];
  const go: ActLogEntry[] = [
    { disavowal: 'over', at: old },
    { disavowal: 'over', at: null },
  ];
  log.push(...stay, ...go);
  expect(await sweepActLog(store, actLog)).toBe(2);
  expect(log).toEqual(stay);
  expect(await sweepActLog(store, actLog)).toBe(0);
});
