// One day, two files: the tablet's own, and the one that head office has of the same tablet.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DayRow, dayColumns } from '#domain/day-row.ts';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { HOUR, SECOND } from '#domain/instant.ts';
import type { AnswersDraft } from '#kiosk/kiosk.ts';
import { openDay } from '#kiosk/testing/open-day.ts';
import { startTestDevice, type TestDevice, testPassphrase } from '#kiosk/testing/test-device.ts';
import { noToAll, yesToEmail } from '#kiosk/testing/test-journal.ts';
import { createTestPlatform, type TestPlatform } from '#kiosk/testing/test-platform.ts';
import type { CommandContext } from '#server/admin/command.ts';
import { exportCommands } from '#server/admin/export.ts';
import { eraseSubject } from '#server/storage/erasure.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { confirmPathIn, press } from '#server/testing/link.ts';

let backEnd: TestBackEnd;
let platform: TestPlatform;
let tablet: TestDevice;
let directory: string;

beforeEach(async () => {
  const clock = { now: Date.parse('2026-10-12T16:00:00Z') };
  backEnd = await createTestBackEnd({ clock });
  // set to Tokyo, a minute slow: neither is the shop's
  platform = createTestPlatform({ now: clock.now - 60 * SECOND, utcOffset: 540 });
  const send = (request: Request) => Promise.resolve(backEnd.app.request(request));
  tablet = await startTestDevice({ send, platform, origin: PUBLIC_URL, enrolmentCode: await backEnd.enrolmentCode() });
  directory = await mkdtemp(join(tmpdir(), 'day-file-'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(() => rm(directory, { recursive: true }));

const save = (draft: Omit<AnswersDraft, 'id'>) => tablet.kiosk.saveAnswers({ id: platform.newId(), ...draft });
const saveEmail = (value: string) => save({ ...yesToEmail, contacts: [{ kind: 'email', value }] });

async function atTablet(businessDay: string): Promise<DayRow[]> {
  await tablet.kiosk.syncNow();
  await tablet.engine.whenIdle();
  const written = await openDay(tablet.kiosk, testPassphrase, { businessDay });
  if (!('opened' in written)) throw new Error(written.outcome);
  return written.opened;
}

async function atHeadOffice(businessDay: string, id?: string): Promise<DayRow[]> {
  const [device] = await backEnd.store.sql.selectFrom('devices').select('id').execute();
  const out = join(directory, `${businessDay}.jsonl`);
  const args = [businessDay, '--device', id ?? device?.id ?? '', '--form', 'jsonl', '--out', out];
  const context = { store: backEnd.store, operator: 'nadia' } as CommandContext;
  expect(await exportCommands[0]?.run(context, args)).toBe(true);
  const lines = (await readFile(out, 'utf8')).split('\n').filter(Boolean);
  await rm(out);
  await rm(`${out}.manifest.txt`);
  return lines.map((line) => JSON.parse(line));
}

const withoutClock = (rows: readonly DayRow[]) => rows.map(({ asOf: _, ...row }) => row);

describe('a day at the tablet and at head office', () => {
  it('has the same rows, captured columns and standing', async () => {
    await saveEmail('camille@exemple.fr');
    await saveEmail('dominique@exemple.fr');
    await saveEmail('erased@exemple.fr');
    await save(noToAll);
    const phone = { kind: 'phone', value: '+33612345678' } as const;
    const answers = noToAll.answers.map((a) => (a.question === 'sms-events' ? { ...a, answer: 'yes' as const } : a));
    await save({ ...noToAll, answers, contacts: [phone] });
    await tablet.kiosk.saveStop({ id: platform.newId(), locale: 'fr', scope: null, contact: phone });
    const closing = await tablet.kiosk.openClosing(testPassphrase);
    if (closing.outcome === 'open') expect((await closing.closing.close()).outcome).toBe('closed');
    await tablet.kiosk.syncNow();
    await tablet.engine.whenIdle();
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails.find(({ to }) => to === 'camille@exemple.fr')), {
      action: 'confirm',
    });
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: 'erased@exemple.fr' }));
    platform.advance(HOUR);

    const own = await atTablet('2026-10-12');
    expect(withoutClock(await atHeadOffice('2026-10-12'))).toEqual(withoutClock(own));
    expect(Object.keys(own[0] ?? {})).toEqual([...dayColumns]);
    const told = own.filter((row) => row.answer !== 'no').map((row) => [row.type, row.email, row.phone, row.status]);
    expect(told).toEqual([
      ['answers-given', 'camille@exemple.fr', '', 'confirmed'],
      ['answers-given', 'dominique@exemple.fr', '', 'requested'],
      ['answers-given', '', '', 'erased'],
      ['answers-given', '', '+33612345678', 'withdrawn'],
      ['withdrawal', '', '', 'synced'], // of whom, nobody is told (D7)
    ]);
  });

  it('has a postal address in its lines, beside the letters that it is for, and says who was told instead of asked', async () => {
    await backEnd.publish(bookshopOfAllKinds);
    const clock = { now: Date.parse('2026-10-12T16:00:00Z') };
    platform = createTestPlatform({ now: clock.now, utcOffset: 120 });
    const send = (request: Request) => Promise.resolve(backEnd.app.request(request));
    await backEnd.store.sql.updateTable('devices').set({ status: 'retired' }).execute();
    tablet = await startTestDevice({
      send,
      platform,
      origin: PUBLIC_URL,
      enrolmentCode: await backEnd.enrolmentCode(),
    });
    const value = 'CAMILLE MOREL\n12 RUE DU PORT\n44000 NANTES';
    const asked = ['email-news', 'sms-events', 'phone-invitations', 'letters', 'card'];
    const answers = asked.map((question) => ({ question, answer: question === 'letters' ? 'yes' : 'no' }) as const);
    expect(await save({ ...noToAll, answers, contacts: [{ kind: 'postal', value }] })).toMatchObject({
      outcome: 'saved',
    });
    const own = await atTablet('2026-10-12');
    expect(own.map(({ channel, answer, regime, postal, status }) => [channel, answer, regime, postal, status])).toEqual(
      [
        ['email', 'no', 'opt-in', '', 'synced'],
        ['sms', 'no', 'opt-in', '', 'synced'],
        ['phone', 'no', 'opt-in', '', 'synced'],
        ['post', 'yes', 'opt-out', value, 'synced'],
        ['email', 'no', 'contract', '', 'synced'],
      ],
    );
    expect(own.filter(({ postal }) => postal !== '')).toHaveLength(1);
    const devices = await backEnd.store.sql.selectFrom('devices').select('id').where('status', '=', 'active').execute();
    expect(withoutClock(await atHeadOffice('2026-10-12', devices[0]?.id))).toEqual(withoutClock(own));
  });

  it.each([
    ['spring, when the day has 23 hours', '2026-03-28T23:00:00Z', '2026-03-29', 23],
    ['autumn, when it has 25', '2026-10-24T22:00:00Z', '2026-10-25', 25],
    ['a leap year, on 29 February', '2028-02-28T23:00:00Z', '2028-02-29', 24],
  ])('ends at the same second in %s', async (_, midnight, day, hours) => {
    const start = Date.parse(midnight);
    for (const instant of [start - SECOND, start, start + hours * HOUR - SECOND, start + hours * HOUR]) {
      platform.setClock(instant);
      await saveEmail('camille@exemple.fr');
    }
    const own = await atTablet(day);
    expect(new Set(own.map(({ seq }) => seq))).toEqual(new Set([2, 3]));
    expect(withoutClock(await atHeadOffice(day))).toEqual(withoutClock(own));
  });

  it('is the day that the tablet’s clock showed, although it was a year ahead at closing', async () => {
    platform.setClock(Date.parse('2027-10-12T16:00:00Z'));
    await saveEmail('camille@exemple.fr');
    const own = await atTablet('2027-10-12');
    expect(own).toHaveLength(3);
    expect(withoutClock(await atHeadOffice('2027-10-12'))).toEqual(withoutClock(own));
    expect(await atHeadOffice('2026-10-12')).toEqual([]);
  });
});
