import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';
import { noteDisavowal } from './disavowal.ts';
import { eraseSubject } from './erasure.ts';

const EMAIL = 'camille@exemple.fr';

const logged: ActLogEntry[] = [];
let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  logged.length = 0;
  backEnd = await createTestBackEnd({ actLog: createMemoryActLog(logged) });
  device = await enrolTestDevice(backEnd);
});

/** Somebody says yes on the tablet, and the jobs run. */
async function ask(email = EMAIL): Promise<void> {
  await device.sync([await device.answers({ email, yes: ['email-news'] })]);
  await runJobs();
}

async function runJobs(): Promise<void> {
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
}

const newestLink = () => confirmPathIn(backEnd.mails.at(-1));
const deny = (path = newestLink()) => press(backEnd.app, path, { action: 'not-me' });
const confirm = (path = newestLink()) => press(backEnd.app, path, { action: 'confirm' });
const disavowals = () => backEnd.store.sql.selectFrom('disavowals').selectAll().execute();
const grants = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('latest').execute();
  return rows.map(({ status }) => status);
};
const openJobs = () => backEnd.store.sql.selectFrom('jobs').selectAll().where('state', '<>', 'done').execute();
const askForLink = (address = EMAIL) =>
  backEnd.app.request(`${PUBLIC_URL}/preferences`, {
    method: 'POST',
    body: new URLSearchParams({ address }),
    headers: { Origin: PUBLIC_URL },
  });

describe('after "it wasn’t me"', () => {
  it('the next request is recorded, and its mail waits thirty days', async () => {
    await ask();
    await deny();
    const deniedAt = backEnd.clock.now;
    await ask();
    expect(backEnd.mails).toHaveLength(1);
    expect(await grants()).toEqual(['disavowed', 'requested']);
    expect((await openJobs()).map(({ kind, run_at }) => [kind, run_at])).toEqual([
      ['confirmation.send', deniedAt + 30 * DAY],
    ]);
    backEnd.clock.now = deniedAt + 30 * DAY - HOUR;
    await runJobs();
    expect(backEnd.mails).toHaveLength(1);
    backEnd.clock.now = deniedAt + 30 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(2);
    await confirm();
    expect(await grants()).toEqual(['disavowed', 'given']);
  });

  it('so does the mail to another spelling, long after the address was erased, and nobody else’s', async () => {
    await ask();
    await deny();
    backEnd.clock.now += 20 * DAY;
    await runJobs();
    const known = await backEnd.store.sql.selectFrom('contact_points').select('value').execute();
    expect(known).toEqual([{ value: null }]);
    await ask(' Camille@EXEMPLE.fr');
    await ask('alex@exemple.fr');
    expect(backEnd.mails.map(({ to }) => to)).toEqual([EMAIL, 'alex@exemple.fr']);
  });

  it('what is asked for meanwhile goes out as one mail, and expires a week after that', async () => {
    await ask();
    await deny();
    for (let i = 0; i < 3; i += 1) {
      backEnd.clock.now += 5 * DAY;
      await ask();
    }
    backEnd.clock.now += 15 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(2);
    backEnd.clock.now += 7 * DAY - HOUR;
    await runJobs();
    expect(await grants()).toEqual(['disavowed', 'requested', 'requested', 'requested']);
    backEnd.clock.now += 2 * HOUR;
    await runJobs();
    expect(await grants()).toEqual(['disavowed', 'expired', 'expired', 'expired']);
  });

  it('a request that was twenty-nine days old on arrival does not grow too old by waiting', async () => {
    const other = await enrolTestDevice(backEnd);
    const late = await other.answers({ email: EMAIL, yes: ['email-news'] });
    backEnd.clock.now += 29 * DAY;
    await ask();
    await deny();
    await other.sync([late]);
    await runJobs();
    expect(backEnd.mails).toHaveLength(1);
    backEnd.clock.now += 30 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(2);
  });

  it('so does a request after one who confirmed had to say so', async () => {
    await ask();
    await confirm();
    await deny();
    expect(await grants()).toEqual(['withdrawn']);
    backEnd.clock.now += DAY;
    await device.sync([]); // an earliest for what comes: provably later than the end of all
    await ask();
    expect(await grants()).toEqual(['withdrawn', 'requested']);
    expect(backEnd.mails).toHaveLength(1);
  });

  it('waits as long as the shop has chosen', async () => {
    const config = structuredClone(backEnd.config);
    await backEnd.publish({ ...config, confirmation: { ...config.confirmation, waitAfterDisavowalDays: 3 } });
    await ask();
    const path = newestLink();
    expect(await (await deny(path)).text()).toContain('nous attendrons 3\u00a0jours');
    await ask();
    backEnd.clock.now += 3 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(2);
  });

  it('a second "it wasn’t me" begins the wait anew', async () => {
    await ask();
    await deny();
    await ask();
    backEnd.clock.now += 30 * DAY;
    await runJobs();
    await deny();
    await ask();
    backEnd.clock.now += 29 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(2);
    backEnd.clock.now += DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(3);
  });

  it('pressed where nothing is left to end, changes nothing', async () => {
    await ask();
    const path = newestLink();
    await device.sync([await device.stop({ email: EMAIL })]);
    const before = await backEnd.dump();
    await deny(path);
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('the wait ends', () => {
  it('by a confirmation from that mailbox', async () => {
    await ask();
    await backEnd.store.transaction(async (tx) => {
      const [row] = await tx.sql.selectFrom('contact_points').select('id').execute();
      await noteDisavowal(tx, row?.id ?? '');
    });
    await confirm();
    expect(await disavowals()).toEqual([]);
    await ask();
    expect(backEnd.mails).toHaveLength(2);
  });

  it('with its time, and nothing is left of it', async () => {
    await ask();
    await deny();
    expect(await disavowals()).toHaveLength(1);
    backEnd.clock.now += 30 * DAY;
    await runJobs();
    expect(await disavowals()).toEqual([]);
  });
});

describe('a new link to one’s choices', () => {
  it('waits where nothing is known of the address but the request that waits', async () => {
    await ask();
    await deny();
    await ask();
    await askForLink();
    await runJobs();
    expect(backEnd.mails).toHaveLength(1);
    backEnd.clock.now += 30 * DAY;
    await runJobs();
    expect(backEnd.mails).toHaveLength(3);
  });

  it('does not wait where a consent is held: it is the way to see and erase it', async () => {
    await ask();
    await confirm();
    await deny();
    await askForLink();
    await runJobs();
    expect(backEnd.mails.map(({ subject }) => subject)).toEqual([expect.anything(), 'Vos choix – Librairie du Canal']);
  });
});

describe('what is kept of it', () => {
  it('is a keyed hash and an instant, tied to nothing', async () => {
    await ask();
    await deny();
    const [row] = await disavowals();
    expect(Object.keys(row ?? {})).toEqual(['hash', 'at']);
    expect(row?.hash).toBe(backEnd.keys.hash('tombstone', 'email', EMAIL));
    expect(JSON.stringify(logged)).not.toContain(EMAIL);
    const { disavowals: _, ...others } = JSON.parse(await backEnd.dump());
    expect(JSON.stringify(others)).not.toContain(row?.hash);
  });

  it('outlives an erasure: who was erased is not asked any sooner', async () => {
    await ask();
    await deny();
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    backEnd.clock.now += DAY;
    await device.sync([]);
    await ask();
    expect((await grants()).at(-1)).toBe('requested');
    expect(backEnd.mails).toHaveLength(1);
  });
});
