import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import type { Mail, SendOutcome } from '../mailer/mailer.ts';
import { type OwnData, ownDataSchema } from '../proof/own-data.ts';
import { listAudit } from '../storage/audit.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { verifyLedger } from '../storage/ledger.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { proofCommands } from './proof.ts';
import { requestCommands } from './requests.ts';
import { subjectCommands } from './subject.ts';

const EMAIL = 'camile.martin@exemple.fr';
const RIGHT = 'camille.martin@exemple.fr';
const PHONE = '+33639980123';
const SEEN = ['--identity=seen', '--came-by=till'];

let backEnd: TestBackEnd;
let device: TestDevice;
let directory: string;
let printed: string;
/** What the mail server makes of a mail that a command sends. */
let fate: SendOutcome;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'subject-'));
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  fate = { outcome: 'sent' };
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

function context(): CommandContext {
  const send = async (mail: Mail) => {
    if (fate.outcome === 'sent') backEnd.mails.push(mail);
    return fate;
  };
  const { store, archive } = backEnd;
  return {
    store,
    archive,
    operator: 'ada',
    publicUrl: PUBLIC_URL,
    mailer: { send },
    mailbox: null,
  } as unknown as CommandContext;
}

async function subject(name: string, ...args: string[]): Promise<boolean | undefined> {
  printed = '';
  return subjectCommands.find(({ usage }) => usage.startsWith(`subject ${name} `))?.run(context(), args);
}

async function later(): Promise<void> {
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
}

/** Yes to e-mail and SMS at the tablet. */
async function answer(): Promise<void> {
  await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] })]);
  await later();
}

/** The same, confirmed; its mail is out of the way. */
async function confirm(): Promise<string> {
  await answer();
  const page = await openOwnPage(backEnd);
  backEnd.mails.length = 0;
  await later();
  return page;
}

const requests = () => backEnd.store.sql.selectFrom('rights_requests').selectAll().orderBy('opened_at').execute();
const statuses = async (channel: 'email' | 'sms') => {
  const grants = backEnd.store.sql.selectFrom('grants').select('status').where('channel', '=', channel);
  return (await grants.orderBy('latest').execute()).map(({ status }) => status);
};
const stopsOf = ({ store }: TestBackEnd) =>
  store.sql.selectFrom('stops').selectAll().where('kind', '<>', 'refusal').where('kind', '<>', 'erasure').execute();
const audited = async () =>
  (await listAudit(backEnd.store, 100)).filter(({ actor }) => actor === 'operator:ada').map(({ action }) => action);

describe('whoever asks must be known', () => {
  const commands: [string, ...string[]][] = [
    ['export', EMAIL],
    ['rectify', EMAIL, RIGHT],
    ['erase', EMAIL],
    ['restrict', EMAIL],
    ['unrestrict', EMAIL],
    ['object', EMAIL],
  ];

  it.each(commands)(
    'subject %s is not done without --identity, nor for a request that came no way',
    async (...args) => {
      await confirm();
      const before = await backEnd.dump();
      for (const options of [['--came-by=till'], ['--identity=none', '--came-by=till'], ['--identity=seen']])
        expect(await subject(args[0], ...args.slice(1), ...options)).toBe(false);
      expect(printed).toContain('--came-by=');
      expect(await backEnd.dump()).toBe(before);
    },
  );

  it.each(commands)('subject %s notes how they were known, answers the request, and is audited', async (...args) => {
    await confirm();
    const file = args[0] === 'export' ? [join(directory, 'own.json')] : [];
    expect(await subject(args[0], ...args.slice(1), ...file, ...SEEN)).toBe(true);
    expect(await requests()).toMatchObject([
      { identity: 'seen', came_by: 'till', outcome: 'done', opened_by: 'operator:ada', closed_by: 'operator:ada' },
    ]);
    expect(await audited()).toHaveLength(1);
    await later();
    const ours = backEnd.mails.filter(({ subject: title }) => title.startsWith('Votre demande'));
    expect(ours.map(({ to }) => to)).toEqual([EMAIL]);
    expect(ours[0]?.text).not.toMatch(/cami|639980123/);
  });

  it('answers the request that is open, or the one that is named, and no other’s', async () => {
    await confirm();
    await requestCommands[1]?.run(context(), ['restriction', EMAIL, '--came-by=post']);
    await requestCommands[1]?.run(context(), ['complaint', EMAIL, '--came-by=post']);
    const [first, second] = await requests();
    expect(await subject('restrict', EMAIL, '--identity=seen', `--request=${second?.id}`)).toBe(false);
    expect(await subject('restrict', PHONE, '--identity=seen', `--request=${first?.id}`)).toBe(false);
    expect(await subject('restrict', EMAIL, '--identity=mailbox')).toBe(true);
    expect(await requests()).toMatchObject([
      { kind: 'restriction', outcome: 'done', identity: 'mailbox', came_by: 'post' },
      { kind: 'complaint', outcome: null },
    ]);
  });

  it('is told that nothing is held, where nothing is', async () => {
    for (const args of [['export'], ['rectify', 'jo@exemple.fr'], ['restrict']] as const)
      expect(await subject(args[0], 'nobody@exemple.fr', ...args.slice(1), ...SEEN)).toBe(true);
    expect((await requests()).map(({ outcome }) => outcome)).toEqual(Array(3).fill('nothing-held'));
    expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toEqual([]);
  });

  it.each([[['export', 'nonsense']], [['object', EMAIL, '--purpose=marketing']], [['rectify', EMAIL, PHONE]]])(
    'is asked again for what is not understood: %s',
    async ([name = '', ...args]) => {
      await confirm();
      expect(await subject(name, ...args, ...SEEN)).toBe(false);
      expect(await requests()).toEqual([]);
    },
  );
});

describe('export', () => {
  it('writes what the person can download themselves, for its owner alone, and over nothing', async () => {
    const page = await confirm();
    const file = join(directory, 'own.json');
    await subject('export', EMAIL, file, ...SEEN);
    const copy = ownDataSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const own = (await (await backEnd.app.request(`${page}/data`)).json()) as OwnData;
    expect(copy.events).toEqual(own.events);
    expect(copy.answers).toEqual(own.answers);
    expect(copy.contactPoint).toEqual({ kind: 'email', value: EMAIL });
    await expect(subject('export', EMAIL, file, ...SEEN)).rejects.toThrow('is there already');
  });
});

describe('erase', () => {
  it('sends the last mail before the address goes, and closes what else was open', async () => {
    await confirm();
    await requestCommands[1]?.run(context(), ['complaint', EMAIL, '--came-by=post']);
    await subject('erase', EMAIL, ...SEEN);
    expect(backEnd.mails).toMatchObject([{ to: EMAIL, subject: 'Votre demande – Librairie du Canal' }]);
    expect(backEnd.mails[0]?.text).toContain('Ce message est le dernier à cette adresse.');
    expect(await requests()).toMatchObject([
      { kind: 'complaint', outcome: 'erased', contact_point: null },
      { kind: 'erasure', outcome: 'done', contact_point: null, told_at: backEnd.clock.now },
    ]);
    await later();
    expect(backEnd.mails).toHaveLength(1);
    expect(await readHeldContacts(backEnd.store)).toEqual([PHONE]);
  });

  it('does nothing while the mail server does not take that mail, and goes on with the same request', async () => {
    await confirm();
    fate = { outcome: 'retry', reason: '421' };
    expect(await subject('erase', EMAIL, ...SEEN)).toBe(false);
    expect(printed).toContain('nothing is erased');
    expect(await statuses('email')).toEqual(['given']);
    expect(await subject('erase', EMAIL, '--identity=seen', '--without-mail')).toBe(true);
    expect(await requests()).toMatchObject([{ kind: 'erasure', outcome: 'done' }]);
    expect(await statuses('email')).toEqual(['erased']);
  });

  it('ends what was said for the number given with it, as on the person’s own page, and says that it is still held', async () => {
    await confirm();
    await subject('erase', EMAIL, ...SEEN);
    expect([await statuses('email'), await statuses('sms')]).toEqual([['erased'], ['withdrawn']]);
    expect(printed).toContain('what was said for that one has ended too, but it is still held');
    await subject('erase', PHONE, ...SEEN);
    expect(printed).not.toContain('still held');
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    for (const { bad } of await verifyLedger(backEnd.store)) expect(bad).toBeNull();
  });

  it('ends it also in an answer that a tablet brings later', async () => {
    const late = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await subject('erase', EMAIL, ...SEEN);
    await device.sync([late]);
    expect([await statuses('email'), await statuses('sms')]).toEqual([['erased'], ['withdrawn']]);
  });

  it('of a number tells the mailbox that was confirmed beside it: it is used no more either, and kept', async () => {
    await confirm();
    await subject('erase', PHONE, ...SEEN);
    expect(backEnd.mails.map(({ to, text }) => [to, text.includes('le dernier')])).toEqual([[EMAIL, false]]);
    expect(backEnd.mails[0]?.text).toContain('ne sert plus non plus');
    expect(await statuses('email')).toEqual(['withdrawn']);
    expect(await readHeldContacts(backEnd.store)).toEqual([EMAIL]);
  });

  it('works for somebody never seen: what a tablet still holds of them will not count', async () => {
    const event = await device.answers({ email: EMAIL, yes: ['email-news'] });
    expect(await subject('erase', EMAIL, ...SEEN)).toBe(true);
    expect((await device.sync([event])).outcomes).toMatchObject([{ outcome: 'erased' }]);
  });
});

describe('restrict, unrestrict and object', () => {
  it('freezes and unfreezes', async () => {
    await confirm();
    await subject('restrict', EMAIL, ...SEEN);
    expect(await statuses('email')).toEqual(['restricted']);
    await subject('unrestrict', EMAIL, ...SEEN);
    expect(await statuses('email')).toEqual(['given']);
    expect((await requests()).map(({ kind }) => kind).sort()).toEqual(['lifting', 'restriction']);
  });

  it('tells nobody that a freeze is lifted which the other of their two asked for', async () => {
    await confirm();
    await subject('restrict', EMAIL, ...SEEN);
    await later();
    backEnd.mails.length = 0;
    expect(await subject('unrestrict', PHONE, ...SEEN)).toBe(false);
    expect(printed).toContain('nobody is told');
    await later();
    expect([await statuses('sms'), backEnd.mails]).toEqual([['restricted'], []]);
    expect(await subject('unrestrict', EMAIL, ...SEEN)).toBe(true);
    expect(await subject('unrestrict', PHONE, '--identity=seen')).toBe(true); // the request was still open
    expect(await statuses('sms')).toEqual(['given']);
    expect((await requests()).every(({ closed_at }) => closed_at !== null)).toBe(true);
  });

  it('objects to everything, or to one thing on one channel', async () => {
    await confirm();
    await subject('object', PHONE, '--purpose=marketing', '--channel=sms', ...SEEN);
    expect([await statuses('email'), await statuses('sms')]).toEqual([['given'], ['withdrawn']]);
    await subject('object', EMAIL, ...SEEN);
    expect(await statuses('email')).toEqual(['withdrawn']);
    await later();
    expect(backEnd.mails.map(({ subject: title }) => title)).toEqual(['Votre demande – Librairie du Canal']);
  });
});

describe('rectify', () => {
  it('asks the right address for what was said at the wrong one, and counts it once it is confirmed from there', async () => {
    await answer(); // the mail has gone to a stranger
    backEnd.mails.length = 0;
    expect(await subject('rectify', EMAIL, RIGHT, ...SEEN)).toBe(true);
    expect(printed).toContain('1 of what they had said yes to is asked for at the right address');
    expect(await statuses('email')).toEqual(['erased', 'requested']);
    await later();
    expect(backEnd.mails.map(({ to }) => to)).toEqual([RIGHT]); // nobody had proved the wrong one
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await statuses('email')).toEqual(['erased', 'given']);
    expect(await statuses('sms')).toEqual(['given']);
    const held = await readHeldContacts(backEnd.store);
    expect(held.sort()).toEqual([PHONE, RIGHT]);
    for (const { bad } of await verifyLedger(backEnd.store)) expect(bad).toBeNull();
  });

  it('writes to no wrong address that nobody has proved, from whatever mailbox the person has asked', async () => {
    await answer();
    backEnd.mails.length = 0;
    expect(await subject('rectify', EMAIL, RIGHT, '--identity=mailbox', '--came-by=mail')).toBe(true);
    expect(backEnd.mails).toEqual([]);
  });

  it('ends at once what a confirmed address had said, whether or not the new one ever answers', async () => {
    await confirm();
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    expect(await statuses('email')).toEqual(['erased', 'requested']);
    expect(backEnd.mails.map(({ to }) => to)).toEqual([EMAIL]);
    backEnd.clock.now += 40 * DAY;
    await backEnd.runJobs();
    backEnd.clock.now += 40 * DAY;
    await backEnd.runJobs();
    expect(await statuses('email')).toEqual(['erased', 'expired']);
  });

  it('can be proven: the dossier says where it comes from, and every check holds', async () => {
    await answer();
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    await later();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    const file = join(directory, 'proof.zip');
    printed = '';
    await proofCommands[0]?.run(context(), [RIGHT, file]);
    expect(printed).toMatch(/Of \d+ checks, 0 failed/);
    const files = unzipSync(await readFile(file));
    const page = new TextDecoder().decode(files['proof.html']);
    expect(page).toContain('Reporté par l’équipe sur une adresse corrigée');
    expect(page).not.toContain('L’équipe a lu le texte');
  });

  it('tells the person on their page where it comes from', async () => {
    await answer();
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    await later();
    const page = await openOwnPage(backEnd);
    expect(await (await backEnd.app.request(page)).text()).toContain('Reporté sur cette adresse');
  });

  it('carries a no over: an objection stands at the right address', async () => {
    await confirm();
    await device.sync([await device.stop({ email: EMAIL, kind: 'objection' })]);
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    expect(printed).toContain('it takes a new yes');
    await later();
    await device.sync([]); // the tablet's next yes is provably later
    await device.sync([await device.answers({ email: RIGHT, yes: ['email-news'] })]);
    expect((await statuses('email')).at(-1)).toBe('requested'); // D3
  });

  /** A yes at the right address, taken by another tablet that sends it later; what was stopped lies between. */
  async function answerElsewhere() {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    return { other, event: await other.answers({ email: RIGHT, yes: ['email-news'] }) };
  }

  it('carries a withdrawal of everything over: an older yes at the right address does not count, whenever it comes', async () => {
    const { other, event } = await answerElsewhere();
    const page = await confirm();
    await press(backEnd.app, page, { action: 'withdraw-all' });
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    expect(printed).toContain('1 of what they had ended or objected to stays so at the right one.');
    await later();
    await other.sync([event]);
    expect(await statuses('email')).toEqual(['erased', 'withdrawn']);
    for (const { bad } of await verifyLedger(backEnd.store)) expect(bad).toBeNull();
  });

  it('carries a withdrawal of one thing over, and one by STOP at a number', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const right = '+33639980199';
    const event = await other.answers({ phone: right, yes: ['sms-events', 'phone-invitations'] });
    await confirm();
    await device.sync([await device.stop({ phone: PHONE, scope: { purpose: 'marketing', channel: 'sms' } })]);
    await subject('rectify', PHONE, right, ...SEEN);
    await later();
    await other.sync([event]);
    const grants = await backEnd.store.sql
      .selectFrom('grants')
      .selectAll()
      .where('event', '=', event.line[1])
      .execute();
    expect(grants.map(({ channel, status }) => [channel, status]).sort()).toEqual([
      ['phone', 'given'],
      ['sms', 'withdrawn'],
    ]);
  });

  it('does not reach a yes that the right address has given since, and its dossier bears that out', async () => {
    const page = await confirm();
    await press(backEnd.app, page, { action: 'withdraw-all' });
    await later();
    backEnd.mails.length = 0;
    await device.sync([]); // what comes next is provably later
    await device.sync([await device.answers({ email: RIGHT, yes: ['email-news'] })]);
    await later();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    expect(await subject('rectify', EMAIL, RIGHT, '--both-theirs', ...SEEN)).toBe(true);
    expect(await statuses('email')).toEqual(['erased', 'given']);
    printed = '';
    await proofCommands[0]?.run(context(), [RIGHT, join(directory, 'proof.zip')]);
    expect(printed).toMatch(/Of \d+ checks, 0 failed/);
  });

  it('does not forget it in a restore: it comes back with the instant that it had', async () => {
    const page = await confirm();
    await press(backEnd.app, page, { action: 'withdraw-all' });
    await later();
    const stopped = await stopsOf(backEnd);
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    const { keys, actLog, clock } = backEnd;
    const restored = await createTestBackEnd({ keys, actLog, clock });
    const right = await restored.store.transaction((tx) => findContactPoint(tx, { kind: 'email', value: RIGHT }));
    const [stop] = (await stopsOf(restored)).filter((row) => row.contact_point === right?.id);
    expect(stop).toMatchObject({ kind: 'withdrawal', latest: stopped[0]?.latest, cause: null });
  });

  it('is not done to an address that somebody is known by, until staff say that both are the same person’s', async () => {
    const { other, event } = await answerElsewhere();
    await other.sync([event]);
    await confirm();
    await device.sync([await device.stop({ email: EMAIL, kind: 'objection' })]);
    await subject('restrict', EMAIL, ...SEEN);
    const before = await backEnd.dump();
    await expect(subject('rectify', EMAIL, RIGHT, ...SEEN)).rejects.toThrow(
      'Somebody is known by the right one already',
    );
    expect(await backEnd.dump()).toBe(before);
    expect(await subject('rectify', EMAIL, RIGHT, '--both-theirs', ...SEEN)).toBe(true);
    expect(await statuses('email')).toEqual(['withdrawn', 'erased']);
  });

  it('carries a restriction over: nothing is asked for until it is lifted', async () => {
    await confirm();
    await subject('restrict', EMAIL, ...SEEN);
    await later();
    backEnd.mails.length = 0;
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    await later();
    expect(backEnd.mails.filter(({ to }) => to === RIGHT)).toEqual([]);
    await subject('unrestrict', RIGHT, ...SEEN);
    await later();
    expect(backEnd.mails.filter(({ to }) => to === RIGHT)).toHaveLength(1);
  });

  it('carries over no more than what was left of it', async () => {
    const page = await confirm();
    await press(backEnd.app, page, { action: 'withdraw-all' });
    await subject('rectify', EMAIL, RIGHT, ...SEEN);
    expect(printed).toContain('it takes a new yes');
    expect(await statuses('email')).toEqual(['erased']);
  });

  it('leaves the proof of calls that a law obliges to keep, in the archive (UWG § 7a)', async () => {
    const { config } = backEnd;
    const german = { ...config, controller: { ...config.controller, country: 'DE' } };
    await backEnd.publish(german);
    await device.sync([await device.answers({ phone: PHONE, yes: ['phone-invitations'], config: german })]);
    expect(await subject('rectify', PHONE, '+33639980124', ...SEEN)).toBe(true);
    expect(printed).toContain('keep the proof until 2031-10-12');
    expect(await readHeldContacts(backEnd.store)).toEqual([]);
    await backEnd.liveUntil('2026-10-14');
    expect(backEnd.archive.list()).toMatchObject([{ kind: 'phone', dutyUntil: '2031-10-12' }]);
  });

  it('takes what was put away under the wrong one out of the archive at once', async () => {
    const yes = () => device.answers({ phone: PHONE, yes: ['sms-events'] });
    await device.sync([await yes()]);
    await backEnd.liveUntil('2029-10-12');
    expect(backEnd.archive.list()).toHaveLength(1);
    await device.sync([await yes()]); // given again since
    expect(await subject('rectify', PHONE, '+33639980124', ...SEEN)).toBe(true);
    expect(backEnd.archive.list()).toEqual([]);
  });

  it('gives a corrected number no consent', async () => {
    await confirm();
    await subject('rectify', PHONE, '+33639980199', ...SEEN);
    expect(await statuses('sms')).toEqual(['erased']);
    expect(await readHeldContacts(backEnd.store)).toEqual([EMAIL]);
  });

  it('does not take another spelling of the same for another address', async () => {
    await confirm();
    expect(await subject('rectify', EMAIL, EMAIL.toUpperCase(), ...SEEN)).toBe(false);
    expect(await statuses('email')).toEqual(['given']);
  });
});
