import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import type { CommandContext } from '../admin/command.ts';
import { retentionCommands } from '../admin/retention.ts';
import { createLog, silentLog } from '../log.ts';
import { createFileMailbox } from '../mailer/file-mailbox.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { createNight, type NightDeps, runNightIfDue } from './night.ts';
import { startJobRunner } from './runner.ts';

let backEnd: TestBackEnd;
let device: TestDevice;
let logged: string[];

beforeEach(async () => {
  backEnd = await createTestBackEnd(); // its stores are in France
  device = await enrolTestDevice(backEnd);
  logged = [];
});

const deps = (more: Partial<NightDeps> = {}): NightDeps => {
  const { store, archive, actLog } = backEnd;
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  return { store, archive, actLog, mailbox: null, log, ...more };
};
const runAt = (time: string, more?: Partial<NightDeps>) => {
  backEnd.clock.now = Date.parse(time);
  return runNightIfDue(deps(more));
};
const nights = () => logged.filter((line) => line.includes('night: what is over')).length;

describe('the night', () => {
  it('is due once a day, from three in the morning by the store’s own clock', async () => {
    expect(await runAt('2026-10-13T02:59:59+02:00')).toBe(false);
    expect(await runAt('2026-10-13T03:00:00+02:00')).toBe(true);
    expect(await runAt('2026-10-13T03:01:00+02:00')).toBe(false);
    expect(await runAt('2026-10-14T02:59:59+02:00')).toBe(false);
    expect(await runAt('2026-10-14T23:59:59+02:00')).toBe(true);
    expect(nights()).toBe(2);
  });

  it('comes once when the clocks go back, and when they skip its hour', async () => {
    for (const minute of ['00:59', '01:00', '01:30', '02:00', '02:30']) await runAt(`2026-10-25T${minute}:00Z`);
    expect(nights()).toBe(1);
    for (const minute of ['00:30', '01:00', '01:30', '02:00']) await runAt(`2027-03-28T${minute}:00Z`);
    expect(nights()).toBe(2);
  });

  it('is made up for at any hour after a day without one', async () => {
    await runAt('2026-10-13T04:00:00+02:00');
    expect(await runAt('2026-10-15T00:30:00+02:00')).toBe(true);
  });

  it('does not wait for a day that a clock ahead has noted', async () => {
    await runAt('2036-01-01T04:00:00+01:00');
    expect(await runAt('2026-10-14T02:59:59+02:00')).toBe(false);
    expect(await runAt('2026-10-14T04:00:00+02:00')).toBe(true);
    expect(await runAt('2026-10-14T04:01:00+02:00')).toBe(false);
    expect(await runAt('2026-10-15T04:00:00+02:00')).toBe(true);
  });

  it('goes on once a clock that was ten years ahead is set right, and meanwhile asks once a day', async () => {
    const night = createNight(deps());
    const lookAt = async (time: string) => {
      backEnd.clock.now = Date.parse(time);
      await night(() => false);
    };
    await lookAt('2026-10-13T04:00:00+02:00');
    for (const time of ['04:00', '04:01', '23:00']) await lookAt(`2036-10-13T${time}:00+02:00`);
    expect(logged.filter((line) => line.includes('is the clock right'))).toHaveLength(1);
    expect(nights()).toBe(1);
    for (const day of [14, 15, 16]) await lookAt(`2026-10-${day}T04:00:00+02:00`);
    expect(nights()).toBe(4);
  });

  it('says until when what comes in is dated too late, after a clock was ahead', async () => {
    await runAt('2026-10-13T04:00:00+02:00');
    expect(logged.join()).not.toContain('dated too late');
    backEnd.clock.now = Date.parse('2036-10-13T12:00:00Z');
    await device.sync([]);
    await runAt('2026-10-14T04:00:00+02:00');
    expect(logged.join()).toMatch(/"until":"2036-10-13T12:00:00\.\d{3}Z".*dated too late/);
  });

  it('that is stopped on its way is due again, and does the rest', async () => {
    for (let i = 0; i < 3; i += 1)
      await device.sync([await device.answers({ phone: `+3361234567${i}`, yes: ['sms-events'] })]);
    backEnd.clock.now = Date.parse('2029-10-13T04:00:00+02:00');
    let looks = 0;
    await runNightIfDue(deps(), () => ++looks > 1);
    expect(backEnd.archive.list()).toHaveLength(1);
    expect(nights()).toBe(0);
    expect(await runNightIfDue(deps())).toBe(true);
    expect(backEnd.archive.list()).toHaveLength(3);
    expect(nights()).toBe(1);
  });

  it('goes on with the others where one fails, and says so without a word of theirs', async () => {
    for (const phone of ['+33612345670', '+33612345671'])
      await device.sync([await device.answers({ phone, yes: ['sms-events'] })]);
    const { archive } = backEnd;
    let puts = 0;
    const failing: typeof archive = {
      ...archive,
      put: async (...entry) => (++puts === 1 ? Promise.reject(new Error('+33612345670')) : archive.put(...entry)),
    };
    await runAt('2029-10-13T04:00:00+02:00', { archive: failing });
    expect(archive.list()).toHaveLength(1);
    expect(logged.join()).toContain('"where":"retention"');
    expect(logged.join()).not.toContain('33612345670');
    await runAt('2029-10-14T04:00:00+02:00');
    expect(archive.list()).toHaveLength(2);
  });

  it('goes on with the others where one cannot even be judged', async () => {
    for (const phone of ['+33612345670', '+33612345671'])
      await device.sync([await device.answers({ phone, yes: ['sms-events'] })]);
    await sql`update grants set question = 'gone' where contact_point = (select min(contact_point) from grants)`.execute(
      backEnd.store.sql,
    );
    await runAt('2029-10-13T04:00:00+02:00');
    expect(backEnd.archive.list()).toHaveLength(1);
    expect(logged.join()).toContain('"where":"retention"');
    expect(nights()).toBe(1);
  });

  it('that fails is tried again in an hour, not at once', async () => {
    const { archive } = backEnd;
    let tries = 0;
    const night = createNight(
      deps({
        archive: {
          ...archive,
          list() {
            tries += 1;
            throw new Error('the disk is full');
          },
        },
      }),
    );
    backEnd.clock.now = Date.parse('2029-10-13T04:00:00+02:00');
    for (let minute = 0; minute < 90; minute += 1) {
      await night(() => false);
      backEnd.clock.now += MINUTE;
    }
    expect(tries).toBe(2);
    expect(logged.filter((line) => line.includes('"where":"night"'))).toHaveLength(2);
  });

  it('waits for an operator when the clock has jumped, and goes on once they have run it', async () => {
    await device.sync([await device.answers({ phone: '+33612345670', yes: ['sms-events'] })]);
    const night = createNight(deps());
    backEnd.clock.now = Date.parse('2026-10-13T04:00:00+02:00');
    await night(() => false);
    expect(nights()).toBe(1);
    backEnd.clock.now = Date.parse('2036-10-13T04:00:00+02:00');
    await night(() => false);
    expect([nights(), backEnd.archive.list()]).toEqual([1, []]);
    expect(logged.join()).toContain('"last":"2026-10-13","today":"2036-10-13"');
    expect((await readHeldContacts(backEnd.store)).length).toBeGreaterThan(0);

    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await retentionCommands[0]?.run({ ...backEnd, log: silentLog } as unknown as CommandContext, []);
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    backEnd.clock.now += DAY;
    await night(() => false);
    expect(nights()).toBe(2);
  });

  it('run by the server and by an operator’s command at the same time does everything once', async () => {
    for (let i = 0; i < 4; i += 1)
      await device.sync([await device.answers({ phone: `+3361234567${i}`, yes: ['sms-events'] })]);
    backEnd.clock.now = Date.parse('2029-10-13T04:00:00+02:00');
    await Promise.all([runNightIfDue(deps()), runNightIfDue(deps())]);
    expect(backEnd.archive.list()).toHaveLength(4);
    expect(backEnd.archive.listUnsettled()).toEqual([]);
    const facts = await backEnd.store.sql.selectFrom('events').select('id').where('type', '=', 'expiry').execute();
    expect(facts).toHaveLength(4);
  });

  it('lets a tablet in between two people', async () => {
    for (let i = 0; i < 5; i += 1)
      await device.sync([await device.answers({ phone: `+3361234567${i}`, yes: ['sms-events'] })]);
    backEnd.clock.now = Date.parse('2029-10-13T04:00:00+02:00');
    const night = runNightIfDue(deps());
    await device.sync([await device.answers({})]);
    expect(backEnd.archive.list().length).toBeLessThan(5);
    await night;
    expect(backEnd.archive.list()).toHaveLength(5);
  });

  it('is looked for by the job runner, which waits for it when it stops', async () => {
    const { store } = backEnd;
    const mailer = { send: async () => ({ outcome: 'sent' as const }), close: async () => {} };
    let isDone = false;
    const begun = Promise.withResolvers<void>();
    const runner = startJobRunner(
      { store, mailer, publicUrl: 'https://shop.example', log: silentLog },
      async (isStopping) => {
        begun.resolve();
        while (!isStopping()) await new Promise((resolve) => setTimeout(resolve, 1));
        isDone = true;
      },
    );
    await begun.promise;
    await runner.stop();
    expect(isDone).toBe(true);
  });

  it('takes mails that development keeps in files after 30 days', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mailbox-'));
    const mailbox = createFileMailbox({ directory, from: 'a@b.example', now: () => backEnd.clock.now });
    const mail = { to: 'c@d.example', subject: 's', text: 't', html: 'h', messageId: '<1@b.example>' };
    await mailbox.send(mail);
    const sentAt = backEnd.clock.now;
    await runAt(new Date(sentAt + 29 * DAY).toISOString(), { mailbox });
    await mailbox.send(mail);
    await runAt(new Date(sentAt + 31 * DAY).toISOString(), { mailbox, log: silentLog });
    expect(await mailbox.list()).toHaveLength(1);
    expect(await readdir(directory)).toHaveLength(2);
    await rm(directory, { recursive: true });
  });
});
