import { beforeEach, describe, expect, it } from 'vitest';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { openOwnPage, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;
let path: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] })]);
  await backEnd.runJobs();
  path = await openOwnPage(backEnd);
});

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('question').execute();
  return Object.fromEntries(rows.map((row) => [row.question, row.status]));
};

describe('erasing by the person’s own link', () => {
  it('says first what goes and what stays, also of the number that the link does not prove', async () => {
    const html = await (await backEnd.app.request(`${path}/erase`)).text();
    for (const said of ['c•••••n@exemple.fr', 'Ce qui part', 'Ce qui reste', 'Le numéro donné', 'donnees@'])
      expect(html).toContain(said);
    expect(await statuses()).toMatchObject({ 'email-news': 'given' });
  });

  it('erases the address at once, ends the rest, and lands on a page that needs no link', async () => {
    const response = await backEnd.app.request(`${PUBLIC_URL}${path}/erase`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'erase' }),
      headers: { Origin: PUBLIC_URL },
    });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/preferences/erased?language=fr']);
    // in the person's language, whatever the browser asks for
    const page = await backEnd.app.request(response.headers.get('location') ?? '', {
      headers: { 'Accept-Language': 'en' },
    });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('C’est effacé')]);
    expect(await statuses()).toEqual({ 'email-news': 'erased', 'sms-events': 'withdrawn' });
    expect(await readHeldContacts(backEnd.store)).toEqual([PHONE]);
    expect((await backEnd.app.request(path)).status).toBe(404);
  });

  it('records who erased, and signs it as said on the preference page', async () => {
    await press(backEnd.app, `${path}/erase`, { action: 'erase' });
    const audit = await backEnd.store.sql.selectFrom('audit').selectAll().where('action', '=', 'erasure').execute();
    expect(audit).toMatchObject([{ actor: 'person' }]);
    const { jws } = await backEnd.store.sql
      .selectFrom('events')
      .select('jws')
      .where('type', '=', 'erasure')
      .executeTakeFirstOrThrow();
    const fact = JSON.parse(Buffer.from(jws?.split('.')[1] ?? '', 'base64url').toString());
    expect(fact).toMatchObject({ via: 'preference-page', scope: null });
  });

  it('keeps an older answer that a tablet still holds from coming back', async () => {
    const late = await device.answers({ email: EMAIL, yes: ['email-news'] });
    await press(backEnd.app, `${path}/erase`, { action: 'erase' });
    await device.sync([late]);
    expect(await readHeldContacts(backEnd.store)).toEqual([PHONE]);
  });

  it('erases nothing for another site’s form, nor without its button', async () => {
    const foreign = await backEnd.app.request(`${PUBLIC_URL}${path}/erase`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'erase' }),
      headers: { Origin: 'https://other.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(foreign.status).toBe(403);
    expect((await press(backEnd.app, `${path}/erase`, { action: 'withdraw' })).status).toBe(404);
    expect(await statuses()).toMatchObject({ 'email-news': 'given' });
  });
});
