import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { createLog } from '../log.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { readRequestText } from '../storage/rights-request.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, postForm, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const TEXT = 'Il manque un « r » à mon nom.';

let backEnd: TestBackEnd;
let device: TestDevice;
let path: string;
let logged: string;

beforeEach(async () => {
  logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const log = createLog('debug', { write });
  backEnd = await createTestBackEnd({ log });
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, phone: '+33639980123', yes: ['email-news', 'sms-events'] })]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
  path = await openOwnPage(backEnd);
  backEnd.mails.length = 0;
});

const get = async (url: string) => (await backEnd.app.request(url)).text();
const rows = () => backEnd.store.sql.selectFrom('rights_requests').selectAll().orderBy('opened_at').execute();
const send = (page: 'correct' | 'complain', text: string, id: string = randomUUID()) =>
  press(backEnd.app, `${path}/${page}`, { id, text });

describe('what a person asks for in words', () => {
  it.each([
    ['correct', 'rectification', 'Correction, demandée le 12\u00a0octobre 2026'],
    ['complain', 'complaint', 'Votre message du 12\u00a0octobre 2026'],
  ] as const)('is noted by /%s, with its due day and reference, and stands on their page', async (page, kind, line) => {
    const noted = await (await send(page, TEXT)).text();
    const [row] = await rows();
    expect(row).toMatchObject({
      ...{ kind, came_by: 'page', identity: 'mailbox', opened_by: 'person', closed_at: null },
      ...{ received_on: '2026-10-12', due_on: '2026-11-12' },
    });
    expect(noted).toContain('le 12\u00a0novembre 2026 au plus tard');
    expect(noted).toContain(row?.id.slice(0, 8));
    const own = await get(path);
    for (const text of ['Mes demandes', line, 'Réponse le 12\u00a0novembre 2026 au plus tard.', row?.id.slice(0, 8)])
      expect(own).toContain(text);
    expect(own).not.toContain('Il manque');
  });

  it('is kept under the person’s own key, and stands in no log, mail or other table', async () => {
    await send('complain', `${TEXT}\r\nMerci.\u001b[31m\u202e`);
    const [row] = await rows();
    expect(row && (await readRequestText(backEnd.store, row))).toBe(`${TEXT}\nMerci.[31m`);
    await backEnd.runJobs();
    for (const place of [await backEnd.dump(), logged, JSON.stringify(backEnd.mails)])
      expect(place).not.toMatch(/Il manque|camille/);
    expect(logged).toContain('"kind":"complaint","dueOn":"2026-11-12"');
  });

  it('is one request when the button is pressed twice', async () => {
    const id = randomUUID();
    await send('complain', TEXT, id);
    await send('complain', TEXT, id);
    expect(await rows()).toHaveLength(1);
  });

  it('is in the copy of their data, with what they wrote', async () => {
    await send('complain', TEXT);
    expect(JSON.parse(await get(`${path}/data`)).requests).toMatchObject([
      { kind: 'complaint', receivedOn: '2026-10-12', dueOn: '2026-11-12', state: 'open', outcome: null, text: TEXT },
    ]);
  });

  it.each([
    ['', 'Écrivez votre message'],
    ['  \n ', 'Écrivez votre message'],
    ['x'.repeat(1001), 'Raccourcissez à 1\u202f000 caractères'],
  ])('is not taken as %j, and says why, with what was typed', async (text, problem) => {
    const response = await postForm(backEnd.app, `${path}/complain`, { id: randomUUID(), text });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain(problem);
    expect(page).toContain('aria-invalid="true"');
    expect(page).toContain(text.trim());
    expect(await rows()).toEqual([]);
  });

  it('is taken five times, and again once one is answered', async () => {
    for (let i = 0; i < 5; i += 1) await send('complain', `${TEXT} ${i}`);
    const response = await postForm(backEnd.app, `${path}/correct`, { id: randomUUID(), text: TEXT });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('déjà plusieurs messages');
    expect(await rows()).toHaveLength(5);
  });

  it('is shown only to who asked: another’s reference leads back', async () => {
    await send('complain', TEXT);
    const [row] = await rows();
    await device.sync([await device.answers({ email: 'jo@exemple.fr', yes: ['email-news'] })]);
    backEnd.clock.now += MINUTE;
    await backEnd.runJobs();
    const other = await openOwnPage(backEnd);
    const response = await backEnd.app.request(`${other}/complain?noted=${row?.id}`);
    expect([response.status, response.headers.get('location')]).toEqual([302, other]);
  });

  it('needs a form of ours, a link that opens, and a form id', async () => {
    const form = { id: randomUUID(), text: TEXT };
    expect((await postForm(backEnd.app, `${path}/complain`, form, 'https://evil.example')).status).toBe(403);
    expect((await postForm(backEnd.app, `${path}/complain`, { text: TEXT })).status).toBe(404);
    expect((await postForm(backEnd.app, `${path}/complain`, { ...form, text: 'é'.repeat(20_000) })).status).toBe(413);
    backEnd.clock.now += 91 * DAY;
    expect((await postForm(backEnd.app, `${path}/complain`, form)).headers.get('location')).toBe(path);
    expect(await rows()).toEqual([]);
  });

  it('changes nothing by being opened (E3)', async () => {
    const before = await backEnd.dump();
    for (const page of ['correct', 'complain', 'complain?noted=x']) {
      await backEnd.app.request(`${path}/${page}`);
      await backEnd.app.request(`${path}/${page}`, { method: 'HEAD' });
    }
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('what is done at once on the page', () => {
  it.each([
    ['restrict', 'restriction'],
    ['object', 'objection'],
  ])('counts as a request that is answered: %s', async (action, kind) => {
    await press(backEnd.app, path, { action });
    await press(backEnd.app, path, { action });
    expect(await rows()).toMatchObject([
      { kind, came_by: 'page', identity: 'mailbox', outcome: 'done', opened_by: 'person', closed_by: 'person' },
    ]);
    expect(await get(path)).not.toContain('Mes demandes'); // it is in the history
  });

  it('counts a lifting too', async () => {
    await press(backEnd.app, path, { action: 'restrict' });
    await press(backEnd.app, path, { action: 'lift' });
    expect((await rows()).map(({ kind }) => kind).sort()).toEqual(['lifting', 'restriction']);
  });

  it('counts an erasure, tied to nobody, and closes what was open', async () => {
    await send('complain', TEXT);
    await press(backEnd.app, `${path}/erase`, { action: 'erase' });
    const done = await rows();
    expect(done).toMatchObject([
      { kind: 'complaint', outcome: 'erased', contact_point: null, text: null },
      { kind: 'erasure', outcome: 'done', contact_point: null },
    ]);
    expect(await findContactPoint(backEnd.store, { kind: 'email', value: EMAIL })).toBeUndefined();
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });
});
