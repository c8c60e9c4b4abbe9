import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';

let backEnd: TestBackEnd;
let here: TestDevice;
let there: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  here = await enrolTestDevice(backEnd);
  there = await enrolTestDevice(backEnd, 'caisse-2');
});

const yes = (device: TestDevice, email: string) => device.answers({ email, yes: ['email-news'] });
const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('latest').execute();
  return rows.map((row) => row.status);
};

describe('limits on mails, which delay them and never drop one', () => {
  const limit = (limits: Partial<ShopConfig['confirmation']>) => {
    const config = structuredClone(backEnd.config);
    Object.assign(config.confirmation, limits);
    return backEnd.publish(config);
  };

  /** The addresses written to by each tablet so far, after another hour. */
  async function runForAnHour() {
    await backEnd.runJobs();
    backEnd.clock.now += HOUR + MINUTE;
    const to = backEnd.mails.map((mail) => mail.to);
    return { here: to.filter((one) => one.startsWith('here')), there: to.filter((one) => one.startsWith('there')) };
  }

  async function askEverybody() {
    await here.sync([await yes(here, 'here-1@exemple.fr'), await yes(here, 'here-2@exemple.fr')]);
    await there.sync([await yes(there, 'there-1@exemple.fr'), await yes(there, 'there-2@exemple.fr')]);
  }

  it('count for one tablet by itself', async () => {
    await limit({ mailsPerDevicePerHour: 1 });
    await askEverybody();
    const first = await runForAnHour();
    expect([first.here.length, first.there.length]).toEqual([1, 1]);
    const second = await runForAnHour();
    expect([new Set(second.here).size, new Set(second.there).size]).toEqual([2, 2]);
    expect(backEnd.mails).toHaveLength(4);
  });

  it('count for all tablets of a store together', async () => {
    await limit({ mailsPerStorePerHour: 3 });
    await askEverybody();
    await runForAnHour();
    expect(backEnd.mails).toHaveLength(3);
    await runForAnHour();
    expect(new Set(backEnd.mails.map((mail) => mail.to)).size).toBe(4);
    expect(backEnd.mails).toHaveLength(4);
  });
});

it('confirms nothing by a link that is too old, although a newer mail keeps the request alive', async () => {
  await here.sync([await yes(here, 'camille@exemple.fr')]);
  await backEnd.runJobs();
  backEnd.clock.now += 6 * DAY;
  await here.sync([await yes(here, 'camille@exemple.fr')]);
  await backEnd.runJobs();
  backEnd.clock.now += 2 * DAY;
  await backEnd.runJobs();
  const [old, young] = backEnd.mails.map(confirmPathIn) as [string, string];
  const refused = await press(backEnd.app, old, { action: 'confirm' });
  expect(await refused.text()).not.toContain('value="confirm"');
  expect(await statuses()).toEqual(['requested', 'requested']);
  await press(backEnd.app, young, { action: 'confirm' });
  expect(await statuses()).toEqual(['given', 'given']);
});
