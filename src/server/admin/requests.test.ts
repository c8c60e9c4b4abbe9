import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { listAudit } from '../storage/audit.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, preferencesPathIn, press } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { requestCommands } from './requests.ts';

const EMAIL = 'camille.martin@exemple.fr';
const STRANGER = 'nobody@exemple.fr';

let backEnd: TestBackEnd;
let device: TestDevice;
let printed: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd(); // 12 October 2026, a Monday
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  await later(MINUTE);
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(console, 'table').mockImplementation((rows) => {
    printed += JSON.stringify(rows);
  });
});
afterEach(() => vi.restoreAllMocks());

async function later(milliseconds: number): Promise<void> {
  backEnd.clock.now += milliseconds;
  await backEnd.runJobs();
}

async function requests(name: string, ...args: string[]): Promise<boolean | undefined> {
  printed = '';
  const context = { store: backEnd.store, operator: 'ada', publicUrl: PUBLIC_URL } as unknown as CommandContext;
  return requestCommands.find(({ usage }) => usage.startsWith(`requests ${name}`))?.run(context, args);
}

/** Opens one and returns its reference. */
async function open(kind: string, ...options: string[]): Promise<string> {
  expect(await requests('open', kind, EMAIL, ...options)).toBe(true);
  return printed.slice(0, 8);
}

async function list(...options: string[]): Promise<Record<string, unknown>[]> {
  await requests('list', ...options);
  return printed.startsWith('[') ? JSON.parse(printed) : [];
}

/** Confirms from the mailbox; that mail is out of the way. */
async function confirm(): Promise<string> {
  const page = await openOwnPage(backEnd);
  backEnd.mails.length = 0;
  return page;
}

describe('a request that is noted', () => {
  it('is due after a month from the day it reached the shop, and says so until it is closed', async () => {
    const reference = await open('access', '--came-by=post', '--received=2026-10-09');
    expect(printed).toContain('to be answered by 2026-11-09');
    expect(await list()).toMatchObject([
      { reference, kind: 'access', 'came by': 'post', received: '2026-10-09', due: '2026-11-09', state: 'open' },
    ]);
    const urgent = async () => (await list()).map((row) => row.urgent);
    expect(await urgent()).toEqual(['']);
    await later(21 * DAY);
    expect(await urgent()).toEqual(['soon']);
    await later(8 * DAY);
    expect(await urgent()).toEqual(['overdue']);
    await requests('close', reference, '--outcome=done', '--identity=seen');
    expect(await list()).toEqual([]);
    expect(await list('--all')).toMatchObject([{ reference, state: 'closed', outcome: 'done', identity: 'seen' }]);
  });

  it('is counted by the store’s day, not by UTC', async () => {
    backEnd.clock.now = Date.parse('2026-10-12T22:30:00Z'); // the 13th in Paris
    await open('access', '--came-by=phone');
    expect(await list()).toMatchObject([{ received: '2026-10-13', due: '2026-11-13' }]);
  });

  it('keeps nothing of somebody of whom nothing is held', async () => {
    expect(await requests('open', 'access', STRANGER, '--came-by=mail')).toBe(true);
    expect(printed).toContain('Nothing is held');
    expect(await list()).toHaveLength(1);
    expect(await backEnd.dump()).not.toContain('nobody');
    expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toHaveLength(1);
  });

  it.each([
    ['There is no kind “nonsense”: it is one of access, ', 'nonsense', EMAIL, '--came-by=post'],
    ['The contact is missing.', 'access', '--came-by=post'],
    ['There is a word too many: ', 'access', 'no', 'address', '--came-by=post'],
    ['That is none of these: ', 'access', 'no address', '--came-by=post'],
    ['--came-by is missing: it is one of ', 'access', EMAIL],
    ['--came-by=page is not understood: it is one of ', 'access', EMAIL, '--came-by=page'],
    ['--received=2026-10-13 has not come yet: today is ', 'access', EMAIL, '--came-by=post', '--received=2026-10-13'],
    ['--received=yesterday is not understood: it is a day', 'access', EMAIL, '--came-by=post', '--received=yesterday'],
    ["Unknown option '--recieved'.", 'access', EMAIL, '--came-by=post', '--recieved=2026-10-09'],
  ])('is not opened, and “%s…” is said, for %s %s %s %s', async (said, ...args) => {
    expect(await requests('open', ...args)).toBe(false);
    expect(printed.startsWith(said), printed).toBe(true);
    expect(await list()).toEqual([]);
  });

  it('shows who asks and what they wrote, and that it was read', async () => {
    const page = await confirm();
    await press(backEnd.app, `${page}/complain`, { id: crypto.randomUUID(), text: 'Vous m’écrivez trop.' });
    const [{ reference } = { reference: '' }] = await list();
    expect(await requests('show', String(reference))).toBe(true);
    for (const text of [EMAIL, 'Vous m’écrivez trop.', 'complaint', 'mailbox']) expect(printed).toContain(text);
    expect((await listAudit(backEnd.store, 100)).map(({ actor, action }) => `${actor} ${action}`)).toContain(
      'operator:ada request-read',
    );
  });

  it('is listed by more than its beginning where another has the same', async () => {
    const page = await confirm();
    const ids = ['3f2a9c1e-0000-4000-8000-000000000001', '3f2a9c1e-0000-4000-8000-000000000002'];
    for (const id of ids) await press(backEnd.app, `${page}/complain`, { id, text: 'Bonjour' });
    const references = (await list()).map(({ reference }) => String(reference));
    expect(references.sort()).toEqual(ids);
    for (const reference of references) expect(await requests('show', reference)).toBe(true);
    expect(await requests('close', String(ids[0]), '--outcome=done')).toBe(true);
    expect(await list()).toMatchObject([{ reference: ids[1] }]); // a closed one is found by it too
  });

  it('is not found by what two references begin with, nor by anything else', async () => {
    for (const reference of ['', '%', '3f2', 'zzzz', '00000000'])
      for (const name of ['show', 'extend', 'close'])
        expect(await requests(name, reference, ...(name === 'close' ? ['--outcome=done'] : []))).toBe(false);
  });
});

describe('extending', () => {
  it('gives two months more, once, in the first month, and tells the person why', async () => {
    await confirm();
    const reference = await open('access', '--came-by=phone');
    expect(await requests('extend', reference, '--reason=complexity')).toBe(true);
    expect(printed).toContain('To be answered by 2027-01-12. A mail tells them so.');
    await later(MINUTE);
    expect(backEnd.mails).toMatchObject([{ to: EMAIL, subject: 'Votre demande – Librairie du Canal' }]);
    expect(backEnd.mails[0]?.text).toContain('Vous aurez notre réponse le 12\u00a0janvier 2027 au plus tard.');
    expect(await requests('extend', reference, '--reason=number')).toBe(false);
    expect(printed).toContain('only once');
    expect(await list()).toMatchObject([{ state: 'extended', due: '2027-01-12' }]);
  });

  it('wants a reason that the law knows', async () => {
    const reference = await open('access', '--came-by=phone');
    for (const option of [[], ['--reason=holidays']])
      expect(await requests('extend', reference, ...option)).toBe(false);
  });

  it('is too late after the first month', async () => {
    const reference = await open('access', '--came-by=phone');
    await later(32 * DAY);
    expect(await requests('extend', reference, '--reason=number')).toBe(false);
    expect(printed).toContain('first month is over');
  });

  it('says that somebody without a proved mailbox must be told otherwise, and by when', async () => {
    const reference = await open('access', '--came-by=phone'); // nobody has confirmed the address
    expect(await requests('extend', reference, '--reason=number')).toBe(true);
    expect(printed).toContain('They must hear of it by 2026-11-12.');
  });
});

describe('closing', () => {
  it('tells the person, also one who has withdrawn everything, with a link to their page', async () => {
    await press(backEnd.app, await confirm(), { action: 'withdraw-all' });
    await later(MINUTE);
    backEnd.mails.length = 0;
    const reference = await open('complaint', '--came-by=post');
    expect(await requests('close', reference, '--outcome=done', '--identity=seen')).toBe(true);
    expect(printed).toContain('A mail tells them so.');
    await later(MINUTE);
    expect(backEnd.mails).toMatchObject([{ to: EMAIL }]);
    expect(backEnd.mails[0]?.text).toContain('Votre message du 12\u00a0octobre 2026');
    expect((await backEnd.app.request(preferencesPathIn(backEnd.mails[0]))).status).toBe(200);
    expect(await list('--all')).toMatchObject([{ 'told at': new Date(backEnd.clock.now).toISOString() }]);
    await later(DAY);
    expect(backEnd.mails).toHaveLength(1);
  });

  it('puts what is answered together into one mail', async () => {
    await confirm();
    const [one, other] = [await open('access', '--came-by=post'), await open('complaint', '--came-by=post')];
    await requests('close', one, '--outcome=done', '--identity=seen');
    await requests('close', other, '--outcome=refused', '--note-code=unfounded');
    await later(MINUTE);
    expect(backEnd.mails).toHaveLength(1);
    for (const text of [one, other, 'manifestement infondée', 'CNIL']) expect(backEnd.mails[0]?.text).toContain(text);
  });

  it('is told to nobody where no mailbox is proved: the address may be a stranger’s', async () => {
    backEnd.mails.length = 0;
    const reference = await open('complaint', '--came-by=post');
    await requests('close', reference, '--outcome=done', '--identity=seen');
    expect(printed).toContain('No mailbox of theirs is proved');
    await later(MINUTE);
    expect(backEnd.mails).toEqual([]);
  });

  it.each([
    ['complaint', ['--outcome=done'], 'Make sure who asks'],
    ['complaint', ['--outcome=refused'], 'A refusal says why'],
    ['complaint', ['--outcome=done', '--identity=seen', '--note-code=law'], 'reason of a refusal'],
    ['complaint', ['--outcome=forgotten'], '--outcome=forgotten is not understood: it is one of done'],
    ['complaint', [], '--outcome is missing'],
    ['erasure', ['--outcome=done', '--identity=seen'], 'subject erase'],
    ['objection', ['--outcome=done', '--identity=seen'], 'subject erase'],
  ])('is refused for %s with %s', async (kind, options, said) => {
    const reference = await open(kind, '--came-by=post');
    expect(await requests('close', reference, ...options)).toBe(false);
    expect(printed).toContain(said);
    expect(await list()).toHaveLength(1);
  });

  it('cannot be done twice', async () => {
    const reference = await open('complaint', '--came-by=post');
    expect(await requests('close', reference, '--outcome=taken-back')).toBe(true);
    expect(await requests('close', reference, '--outcome=taken-back')).toBe(false);
    expect(await requests('extend', reference, '--reason=number')).toBe(false);
  });

  it('keeps the address of a yes that lapses until whoever waits is answered', async () => {
    const reference = await open('complaint', '--came-by=post');
    await later(30 * DAY); // nobody has confirmed it
    const value = async () =>
      (await backEnd.store.sql.selectFrom('contact_points').select('value').execute())[0]?.value;
    expect(await value()).not.toBeNull();
    await requests('close', reference, '--outcome=done', '--identity=seen');
    expect(await value()).toBeNull();
    expect(await backEnd.store.sql.selectFrom('rights_requests').select('contact_point').execute()).toEqual([
      { contact_point: null },
    ]);
  });
});

it('counts among what the operator did', async () => {
  const reference = await open('complaint', '--came-by=post');
  await requests('extend', reference, '--reason=number');
  await requests('close', reference, '--outcome=taken-back');
  const entries = (await listAudit(backEnd.store, 100)).filter(({ actor }) => actor === 'operator:ada');
  expect(new Set(entries.map(({ action }) => action))).toEqual(
    new Set(['request-opened', 'request-extended', 'request-closed']),
  );
});
