import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { PROBLEM_TYPE } from '#protocol/problem.ts';
import { ACTIVITY_PATH, MAY_CONTACT_PATH, type MayContactAnswer, mayContactAnswerSchema } from '#protocol/use.ts';
import { createLog } from '../log.ts';
import { addApiKey, listApiKeys, revokeApiKey } from '../storage/api-key.ts';
import { listAudit } from '../storage/audit.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { changeRestriction } from '../storage/restriction.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33639980123';

let backEnd: TestBackEnd;
let device: TestDevice;
let key: string;
let logged: string[];

beforeEach(async () => {
  logged = [];
  const log = createLog('debug', { write: (line) => void logged.push(line) });
  backEnd = await createTestBackEnd({ log, clock: { now: Date.parse('2026-07-01T10:00:00Z') } });
  device = await enrolTestDevice(backEnd);
  key = await addKey('crm');
});

async function addKey(name: string): Promise<string> {
  const added = await backEnd.store.transaction((tx) => addApiKey(tx, name));
  if (!added.ok) throw new Error(added.problem);
  return added.key;
}
const post = (path: string, body: unknown, authorization: string | null = `Bearer ${key}`) =>
  backEnd.app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: authorization === null ? {} : { Authorization: authorization },
  });
const use = (contact: string, channel: string, more: object = {}) => ({
  ...{ contact, channel, purpose: 'marketing', ...more },
});
async function ask(...uses: object[]): Promise<MayContactAnswer> {
  const response = await post(MAY_CONTACT_PATH, { uses });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return mayContactAnswerSchema.parse(await response.json());
}
const inShort = ({ answers }: MayContactAnswer) => answers.map(({ answer, reason }) => `${answer}: ${reason}`);
const report = (contact: string, at: number, kind = 'purchase') =>
  post(ACTIVITY_PATH, { activities: [{ contact, kind, at: new Date(at).toISOString() }] });
const sayYesToTexts = async () => {
  await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
  backEnd.clock.now += MINUTE;
};

describe('may they be contacted', () => {
  it('answers each in the order asked, with its rule, its proof, its end, topics and frequency', async () => {
    const made = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    await device.sync([made]);
    backEnd.clock.now += MINUTE;
    await backEnd.runJobs();
    expect(inShort(await ask(use(EMAIL, 'email')))).toEqual(['no: requested']);
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });

    const given = await ask(
      use('Camille.Martin@exemple.fr', 'email'),
      use('06 39 98 01 23', 'sms'),
      use(PHONE, 'phone'),
    );
    expect(inShort(given)).toEqual(['yes: given', 'yes: given', 'no: refused']);
    expect(given.answers[0]).toMatchObject({
      ...{ date: '2026-07-01', rule: 'fr-electronic-prospect', endsOn: '2029-07-01', forbiddenOn: null },
      proof: [{ event: made.line[1], type: 'answers-given' }, { type: 'confirmation' }],
      topics: ['events', 'new-books', 'offers'],
      frequency: { max: 2, per: 'month' },
    });
    expect(given.rules.map(({ id }) => id)).toEqual(['fr-electronic-prospect', 'fr-phone-consumer-until-2026-08-10']);
    expect(given.rules[1]?.sources[0]?.url).toContain('legifrance');
  });

  it('tells what ended it, that it was erased, and that nothing is held, in one shape', async () => {
    await sayYesToTexts();
    const stop = await device.stop({ kind: 'objection', phone: PHONE });
    await device.sync([stop]);
    const said = await ask(use(PHONE, 'sms'), use('+33639980199', 'sms'), use('nobody', 'email'), use(EMAIL, 'sms'));
    expect(inShort(said)).toEqual(['no: objected', 'no: unknown', 'no: unknown', 'no: unknown']);
    expect(said.answers[0]?.proof[1]).toEqual({ event: stop.line[1], type: 'objection' });
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: PHONE }));
    const erased = await ask(use(PHONE, 'sms'));
    expect(inShort(erased)).toEqual(['no: erased']);
    expect(erased.answers[0]?.proof).toEqual([]); // no hash leads back to an event
  });

  it('tells a service message apart, and looks nobody up for it', async () => {
    await sayYesToTexts();
    const said = await ask(use(PHONE, 'sms', { kind: 'service' }));
    expect(said).toMatchObject({
      answers: [{ answer: 'not-marketing', reason: 'not-marketing', proof: [] }],
      rules: [],
    });
    expect(await listAudit(backEnd.store, 10)).toMatchObject([{ subject: '1 asked' }]);
    const rows = await backEnd.store.sql.selectFrom('audit').selectAll().execute();
    expect(rows).toHaveLength(1);
  });

  it('answers for 10 and 11 August 2026 as the law of each day has it, from the same events', async () => {
    const questions = backEnd.config.questions.map((question) =>
      question.channel === 'phone'
        ? {
            ...question,
            ...{ regime: 'opt-out' as const, legalBasis: 'legitimate-interest' as const },
            information: { fr: 'La librairie vous appellera', en: 'The bookshop will call you' },
          }
        : question,
    );
    const july: ShopConfig = { ...backEnd.config, schema: 2, questions };
    const [consent, silence, late] = ['+33639980101', '+33639980102', '+33639980103'];
    const yes = ['phone-invitations'];
    await device.sync([await device.answers({ phone: consent, yes })]);
    await backEnd.publish(july);
    await device.sync([await device.answers({ phone: silence, yes, config: july })]);
    const offline = await device.answers({ phone: late, yes, config: july });
    backEnd.clock.now = Date.parse('2026-09-15T10:00:00Z');
    await device.sync([offline]);

    const everybody = [consent, silence, late] as string[];
    const on = async (date: string) => inShort(await ask(...everybody.map((number) => use(number, 'phone', { date }))));
    expect(await on('2026-08-10')).toEqual(['yes: given', 'yes: given', 'no: not-asked']);
    expect(await on('2026-08-11')).toEqual(['yes: given', 'no: forbidden', 'no: not-asked']);
    expect(await on('2026-09-15')).toEqual(['yes: given', 'no: forbidden', 'no: forbidden']);
    const now = await ask(use(late as string, 'phone'));
    expect(now.answers[0]).toMatchObject({ forbiddenOn: '2026-08-11', rule: 'fr-phone-consumer-since-2026-08-11' });
  });

  it('answers a thousand at once', async () => {
    await sayYesToTexts();
    const many = Array.from({ length: 1000 }, (_, i) =>
      use(i % 2 ? PHONE : `+336399${String(i).padStart(5, '0')}`, 'sms'),
    );
    const said = inShort(await ask(...many));
    expect([said.length, said[0], said[1]]).toEqual([1000, 'no: unknown', 'yes: given']);
    expect((await post(MAY_CONTACT_PATH, { uses: [...many, use(PHONE, 'sms')] })).status).toBe(400);
  });

  it('notes who asked, how many, when and about whom by id, never an address', async () => {
    await sayYesToTexts();
    await ask(use(PHONE, 'sms'), use(PHONE, 'phone'), use('+33639980199', 'sms'));
    const [batch, ...others] = await listAudit(backEnd.store, 10);
    expect([batch, others]).toMatchObject([{ actor: 'api-key:crm', action: 'may-contact', subject: '3 asked' }, []]);
    const [known] = await backEnd.store.sql
      .selectFrom('contact_points')
      .select('id')
      .where('kind', '=', 'phone')
      .execute();
    expect(await listAudit(backEnd.store, 10, known?.id)).toMatchObject([
      { actor: 'api-key:crm', at: backEnd.clock.now },
    ]);
    const rows = JSON.stringify(await backEnd.store.sql.selectFrom('audit').selectAll().execute());
    expect(rows + logged.join()).not.toMatch(/camille|exemple\.fr|39980/);
  });
});

describe('an activity', () => {
  const inYears = (years: number) => Date.UTC(2026 + years, 6, 1, 12);

  it('moves the clock of a yes, and is kept as the latest only', async () => {
    await sayYesToTexts();
    backEnd.clock.now = inYears(2);
    const response = await report('06 39 98 01 23', inYears(1));
    expect([response.status, await response.json()]).toEqual([200, { received: 1 }]);
    await report(PHONE, inYears(2), 'click');
    await report(PHONE, inYears(1));
    expect(await backEnd.store.sql.selectFrom('activities').selectAll().execute()).toMatchObject([
      { kind: 'click', at: inYears(2), known_at: inYears(2) },
    ]);
    backEnd.clock.now = inYears(5) - DAY;
    expect((await ask(use(PHONE, 'sms'))).answers[0]).toMatchObject({ answer: 'yes', endsOn: '2031-07-01' });
    backEnd.clock.now = inYears(5);
    expect(inShort(await ask(use(PHONE, 'sms')))).toEqual(['no: use-ended']);
  });

  it('brings nothing back that had ended, however it is dated', async () => {
    await sayYesToTexts();
    backEnd.clock.now = inYears(3);
    await report(PHONE, inYears(3));
    await report(PHONE, inYears(2));
    expect(inShort(await ask(use(PHONE, 'sms'), use(PHONE, 'phone')))).toEqual(['no: use-ended', 'no: refused']);
  });

  it('that has yet to happen is not believed', async () => {
    await sayYesToTexts();
    await report(PHONE, inYears(10));
    expect(inShort(await ask(use(PHONE, 'sms', { date: '2029-07-01' })))).toEqual(['no: use-ended']);
  });

  it('of somebody unknown, or of whom nothing runs, is answered the same and leaves nothing', async () => {
    await sayYesToTexts();
    const known = await report(PHONE, backEnd.clock.now);
    await device.sync([await device.stop({ phone: PHONE })]);
    await backEnd.store.sql.deleteFrom('activities').execute();
    await backEnd.store.sql.deleteFrom('audit').execute();
    const before = await backEnd.dump();
    for (const contact of [PHONE, '+33639980199', 'nobody@exemple.fr', 'nobody']) {
      const response = await report(contact, backEnd.clock.now);
      expect([response.status, await response.text()]).toEqual([known.status, '{"received":1}']);
    }
    // but that this key has told of something
    expect(await listAudit(backEnd.store, 10)).toMatchObject(Array(4).fill({ action: 'activity', subject: '1 told' }));
    await backEnd.store.sql.deleteFrom('audit').where('action', '=', 'activity').execute();
    expect(await backEnd.dump()).toBe(before);
    expect(logged.filter((line) => line.includes('activity received')).at(-1)).toContain('"kept":0');
  });

  it('of who has frozen their data is not kept, and moves nothing once it is lifted', async () => {
    await sayYesToTexts();
    const contactPoint = (await findContactPoint(backEnd.store, { kind: 'phone', value: PHONE }))?.id ?? '';
    const set = (kind: 'restriction' | 'lifting') =>
      backEnd.store.transaction((tx) => changeRestriction(tx, { contactPoint, kind, via: 'operator' }));
    await set('restriction');
    backEnd.clock.now += DAY;
    await report(PHONE, backEnd.clock.now);
    await set('lifting');
    const { answers } = await ask(use(PHONE, 'sms'));
    expect(answers[0]).toMatchObject({ answer: 'yes', endsOn: '2029-07-01' });
  });

  it('goes with an erasure', async () => {
    await sayYesToTexts();
    await report(PHONE, backEnd.clock.now);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'phone', value: PHONE }));
    expect(await backEnd.store.sql.selectFrom('activities').selectAll().execute()).toEqual([]);
  });

  it('is no open', async () => {
    expect((await report(PHONE, backEnd.clock.now, 'open')).status).toBe(400);
  });
});

describe.each([
  [MAY_CONTACT_PATH, { uses: [use(EMAIL, 'email')] }],
  [ACTIVITY_PATH, { activities: [{ contact: EMAIL, kind: 'reply', at: '2026-07-01T10:00:00Z' }] }],
])('the key for %s', (path, body) => {
  it.each<[string, (key: string) => string | null]>([
    ['is missing', () => null],
    ['is not one', () => 'Bearer nonsense'],
    ['has another secret', (good) => `Bearer ${good.split('.')[0]}.${'A'.repeat(43)}`],
    ['has another id', (good) => `Bearer 000000000000.${good.split('.')[1]}`],
    ['is its hash', () => `Bearer ${key.split('.')[0]}.`],
    ['comes otherwise', (good) => `Basic ${good}`],
  ])('that %s opens nothing', async (_, spoil) => {
    const before = await backEnd.dump();
    const response = await post(path, body, spoil(key));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('content-type')).toContain(PROBLEM_TYPE);
    expect(await response.json()).toMatchObject({ type: '/problems/api-key' });
    expect(await backEnd.dump()).toBe(before);
  });

  it('opens nothing once it is revoked, and its name can be given to another', async () => {
    await backEnd.store.transaction((tx) => revokeApiKey(tx, 'crm'));
    expect((await post(path, body)).status).toBe(401);
    key = await addKey('crm');
    expect((await post(path, body)).status).toBe(200);
  });

  it('is stored as a hash, and shows when it was last used', async () => {
    expect(await backEnd.dump()).not.toContain(key.split('.')[1]);
    backEnd.clock.now += DAY;
    await post(path, body);
    expect(await listApiKeys(backEnd.store)).toMatchObject([{ name: 'crm', last_used_at: backEnd.clock.now }]);
  });

  it.each(['{', '{}', '{"uses":[]}', `{"uses":[{"contact":"${EMAIL}"}],"activities":[{"contact":"${EMAIL}"}]}`])(
    'and %s: refused, without repeating what was sent',
    async (sent) => {
      const response = await post(path, sent);
      expect(response.status).toBe(400);
      expect(await response.text()).not.toContain(EMAIL);
    },
  );
});
