import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/instant.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const yes = (email: string) => device.answers({ email, yes: ['email-news'] });
const jobs = () => backEnd.store.sql.selectFrom('jobs').selectAll().execute();

describe('one request, one mail', () => {
  it('repeats a mail with the same Message-ID when the process died after the mail server had taken it', async () => {
    await device.sync([await yes('a@exemple.fr')]);
    backEnd.mailFates.push('crash');
    await backEnd.runJobs();
    await backEnd.runJobs();
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(2);
    expect(backEnd.mails[0]?.messageId).toBe(backEnd.mails[1]?.messageId);
    expect(backEnd.mails[0]?.text).not.toBe(backEnd.mails[1]?.text); // each attempt draws a new token (E2)
  });

  it('asks once for two pending answers of one address', async () => {
    await device.sync([await yes('a@exemple.fr'), await yes('A@exemple.fr')]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
    expect(backEnd.mails[0]?.text.match(/vous écrire/g)).toHaveLength(1); // said twice, told once
  });

  it('sends nothing for a request that was withdrawn before the mail could leave', async () => {
    await device.sync([await yes('a@exemple.fr'), await device.stop({ email: 'a@exemple.fr' })]);
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
    expect((await jobs()).map((job) => job.state)).toEqual(['done']);
  });

  it('records a request that took longer than the shop allows as expired, and sends nothing', async () => {
    const stale = await yes('a@exemple.fr');
    backEnd.clock.now += 31 * DAY;
    await device.sync([stale]);
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').execute();
    expect(grants).toEqual([{ status: 'expired' }]);
  });
});

describe('mail servers', () => {
  it('tries again after a passing failure, later each time', async () => {
    await device.sync([await yes('a@exemple.fr')]);
    backEnd.mailFates.push({ outcome: 'retry', reason: 'ETIMEDOUT' }, { outcome: 'retry', reason: '421' });
    for (const pause of [0, MINUTE, 2 * MINUTE]) {
      backEnd.clock.now += pause + SECOND;
      await backEnd.runJobs();
    }
    expect(backEnd.mails).toHaveLength(1);
    expect((await jobs()).map((job) => [job.state, job.attempts])).toEqual([['done', 2]]);
  });

  it('keeps what is refused for good as a dead letter that an operator can see and retry', async () => {
    await device.sync([await yes('a@exemple.fr')]);
    backEnd.mailFates.push({ outcome: 'refused', reason: '550' });
    await backEnd.runJobs();
    expect((await jobs()).map((job) => [job.state, job.last_error])).toEqual([['dead', '550']]);
    const { retryDeadJob } = await import('../storage/job.ts');
    const [dead] = await jobs();
    expect(await backEnd.store.transaction((tx) => retryDeadJob(tx, dead?.id ?? ''))).toBe(true);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });
});

it('erases the address of a request whose mail could never leave, once its time is over', async () => {
  await device.sync([await yes('a@exemple.fr')]);
  backEnd.mailFates.push({ outcome: 'refused', reason: '550' });
  await backEnd.runJobs();
  backEnd.clock.now += 7 * DAY + MINUTE;
  await backEnd.runJobs();
  const grants = await backEnd.store.sql.selectFrom('grants').select('status').execute();
  const contacts = await backEnd.store.sql.selectFrom('contact_points').select('value').execute();
  expect({ grants, contacts }).toEqual({ grants: [{ status: 'expired' }], contacts: [{ value: null }] });
});

describe('limits delay and never drop', () => {
  it('writes to one address at most three times in 24 hours, and then again', async () => {
    for (let i = 0; i < 5; i += 1) {
      await device.sync([await yes('victim@exemple.fr')]);
      await backEnd.runJobs();
      backEnd.clock.now += HOUR;
    }
    expect(backEnd.mails).toHaveLength(3);
    backEnd.clock.now += DAY;
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(4); // the fourth lists the two that waited
  });

  it('delivers all 200 mails of three offline days, a few at a time', async () => {
    const sent = [];
    for (let i = 0; i < 200; i += 1) sent.push(await yes(`person-${i}@exemple.fr`));
    backEnd.clock.now += 3 * DAY;
    await device.sync(sent);
    const sentAt: number[] = [];
    for (let i = 0; i < 24; i += 1) {
      await backEnd.runJobs();
      while (sentAt.length < backEnd.mails.length) sentAt.push(backEnd.clock.now);
      backEnd.clock.now += 10 * MINUTE;
    }
    expect(new Set(backEnd.mails.map((mail) => mail.to)).size).toBe(200);
    expect(backEnd.mails).toHaveLength(200);
    const { mailsPerDevicePerHour } = backEnd.config.confirmation;
    for (const start of sentAt)
      expect(sentAt.filter((at) => at >= start && at < start + HOUR).length).toBeLessThanOrEqual(mailsPerDevicePerHour);
    expect((await jobs()).map((job) => job.state)).toEqual(Array(200).fill('done'));
  });
});

it('goes on after the machine’s clock has jumped a year ahead and back', async () => {
  backEnd.clock.now += 365 * DAY;
  await device.sync([]);
  backEnd.clock.now -= 365 * DAY;
  for (let i = 0; i < 130; i += 1) await device.sync([await yes(`person-${i}@exemple.fr`)]);
  await backEnd.runJobs();
  expect(backEnd.mails).toHaveLength(120);
  backEnd.clock.now += HOUR + MINUTE;
  await backEnd.runJobs();
  expect(backEnd.mails).toHaveLength(130);
});

it('counts a mail whose sending was cut off against the limits', async () => {
  await device.sync([await yes('a@exemple.fr')]);
  for (let i = 0; i < 3; i += 1) {
    backEnd.mailFates.push('crash');
    await backEnd.runJobs();
  }
  await backEnd.runJobs();
  expect(backEnd.mails).toHaveLength(3); // the fourth waits for tomorrow
});

it('lists both wordings when the question has changed between two answers', async () => {
  await device.sync([await yes('a@exemple.fr')]);
  const config = structuredClone(backEnd.config);
  (config.questions[0] as { detail: object }).detail = { fr: 'Une lettre par an.', en: 'One letter a year.' };
  await backEnd.publish(config);
  await device.sync([await device.answers({ email: 'a@exemple.fr', yes: ['email-news'], config })]);
  await backEnd.runJobs();
  expect(backEnd.mails[0]?.text).toContain('deux par mois');
  expect(backEnd.mails[0]?.text).toContain('Une lettre par an.');
});

it('writes to the domain that was confirmed, whatever look-alike was typed', async () => {
  await device.sync([await yes(' Camille@EXEMPLE．fr ')]);
  await backEnd.runJobs();
  expect(backEnd.mails[0]?.to).toBe('Camille@exemple.fr');
});

it('serves who asked first first, also after a limit', async () => {
  for (let i = 0; i < 125; i += 1) await device.sync([await yes(`early-${i}@exemple.fr`)]);
  await backEnd.runJobs();
  backEnd.clock.now += HOUR + MINUTE;
  await device.sync([await yes('late@exemple.fr')]);
  await backEnd.runJobs();
  expect(backEnd.mails.at(-1)?.to).toBe('late@exemple.fr');
});

it('leaves no address in jobs', async () => {
  await device.sync([await yes('camille.martin@exemple.fr')]);
  expect(JSON.stringify(await jobs())).not.toMatch(/camille|exemple/);
});
