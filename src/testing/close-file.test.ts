// A close as a real tablet saves it, checked where everything it counted has arrived.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestDevice, type TestDevice, testPassphrase } from '#kiosk/testing/test-device.ts';
import { noToAll, yesToEmail } from '#kiosk/testing/test-journal.ts';
import { createTestPlatform, type TestPlatform } from '#kiosk/testing/test-platform.ts';
import { toCloseFile } from '#protocol/close-file.ts';
import type { CommandContext } from '#server/admin/command.ts';
import { findCommand } from '#server/admin/commands.ts';
import { setDeviceStatus } from '#server/storage/device.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { enrolTestDevice } from '#server/testing/device.ts';

let backEnd: TestBackEnd;
let platform: TestPlatform;
let tablet: TestDevice;
let directory: string;
let printed: string;
let isOnline: boolean;

beforeEach(async () => {
  const clock = { now: Date.parse('2026-10-12T16:00:00Z') };
  backEnd = await createTestBackEnd({ clock });
  platform = createTestPlatform({ now: clock.now, utcOffset: 120 });
  isOnline = true;
  const send = async (request: Request) => {
    if (!isOnline) throw new TypeError('Failed to fetch');
    return backEnd.app.request(request);
  };
  tablet = await startTestDevice({ send, platform, origin: PUBLIC_URL, enrolmentCode: await backEnd.enrolmentCode() });
  directory = await mkdtemp(join(tmpdir(), 'close-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => rm(directory, { recursive: true }));

async function sync() {
  await tablet.kiosk.syncNow();
  await tablet.engine.whenIdle();
}

const no = () => tablet.kiosk.saveAnswers({ id: platform.newId(), ...noToAll });
const yes = () =>
  tablet.kiosk.saveAnswers({
    ...{ id: platform.newId(), ...yesToEmail },
    contacts: [{ kind: 'email', value: 'camille@exemple.fr' }],
  });

/** The text of the file. */
async function close(): Promise<string> {
  const opened = await tablet.kiosk.openClosing(testPassphrase);
  if (opened.outcome !== 'open') throw new Error(opened.outcome);
  const closed = await opened.closing.close();
  if (closed.outcome !== 'closed') throw new Error(closed.code);
  return closed.close.file;
}

async function verify(text: string, from: TestBackEnd = backEnd): Promise<boolean | undefined> {
  printed = '';
  const path = join(directory, 'close.json.txt');
  await writeFile(path, text);
  return findCommand(['closes', 'verify', path])?.({ store: from.store, operator: 'nadia' } as CommandContext);
}
const verdicts = () => printed.split('\n').filter((line) => line.startsWith('BAD') || line.startsWith('good'));

describe('a close that was saved on a tablet', () => {
  it('is signed, in its place, and what the ledger counts', async () => {
    await yes();
    await no();
    await no();
    await sync();
    const first = await close();
    await no();
    await sync();
    const second = await close();
    await sync();
    expect(await verify(first)).toBe(true);
    expect(printed).toMatch(
      /^good {2}Close 1 of nantes caisse-1, .*, fingerprint [0-9a-f ]{14}: signed by that tablet\.\n/,
    );
    expect(printed).toContain('It begins with the first event and ends where close 2 begins.');
    expect(printed).toContain('The ledger has all 3 events that it counts.');
    expect(printed).toContain('Its numbers are those of the ledger: 3 answers taken.');
    expect(await verify(second)).toBe(true);
    expect(printed).toContain('It begins where close 1 ended.');
    expect(verdicts()).toHaveLength(5);
  });

  it('made without a network, is checked as far as its events have come, and again when they have', async () => {
    await no();
    await sync();
    isOnline = false;
    await yes();
    const offline = await close();
    expect(await verify(offline)).toBe(true);
    expect(printed).toContain('It has not arrived here yet: event 3 of the tablet.');
    expect(printed).toContain(
      'Of the 2 events that it counts the ledger has 1; when it was made, 1 waited on the tablet and 0 were missing.',
    );
    isOnline = true;
    await sync();
    expect(await verify(offline)).toBe(true);
    expect(printed).toContain('The ledger has all 2 events that it counts.');
  });

  it('says when it is a lost tablet’s', async () => {
    const file = await close();
    const [device] = await backEnd.store.sql.selectFrom('devices').select('id').execute();
    await backEnd.store.transaction((tx) => setDeviceStatus(tx, device?.id ?? '', 'lost', 'nadia'));
    expect(await verify(file)).toBe(true);
    expect(printed).toContain('The tablet is reported lost: whoever has it can sign.');
  });

  it('is not believed by another back end, nor under another tablet’s name', async () => {
    const file = await close();
    const other = await createTestBackEnd();
    expect(await verify(file, other)).toBe(false);
    expect(printed).toBe('BAD   It is not signed by any tablet known here.\n');

    const stranger = await enrolTestDevice(backEnd, 'caisse-2');
    const forged = await stranger.dayClosed(1, {
      spoil: (event) => Object.assign(event, { chain: JSON.parse(file).close.chain }),
    });
    expect(await verify(toCloseFile(forged.body.jws ?? ''))).toBe(false);
    expect(printed).toBe('BAD   It is not signed by the tablet that it names.\n');
  });

  it('is refused in a sentence when it is something else, or other words than were signed', async () => {
    const file = await close();
    const why = 'That is no close of day, or its words are not those that were signed.\n';
    expect([await verify('Ticket Z'), printed]).toEqual([false, why]);
    expect([await verify(file.replace('"taken": 0', '"taken": 9')), printed]).toEqual([false, why]);
  });
});
