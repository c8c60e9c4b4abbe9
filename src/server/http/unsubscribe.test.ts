import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import { readSignedText } from '#protocol/signature.ts';
import { oneClickPath, unsubscribePath } from '../links.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { createUnsubscribeToken, type UnsubscribeLink } from '../storage/unsubscribe.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type MadeEvent, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';
const NEWS = { purpose: 'marketing', channel: 'email' } as const;

let backEnd: TestBackEnd;
let device: TestDevice;
/** The first event, with the person's first yes. */
let given: MadeEvent;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  given = await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
  await device.sync([given]);
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
});

const statuses = async () => {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().orderBy('latest').orderBy('question').execute();
  return rows.map((row) => `${row.question} ${row.status}`);
};

async function contactPointOf(value: string): Promise<string> {
  const kind = value.includes('@') ? 'email' : 'phone';
  return (await findContactPoint(backEnd.store, { kind, value }))?.id ?? '';
}

async function tokenFor(scope: UnsubscribeLink['scope'], value = EMAIL): Promise<string> {
  const kind = value.includes('@') ? 'email' : 'phone';
  return createUnsubscribeToken(backEnd.store, {
    contactPoint: await contactPointOf(value),
    claim: { kind, value },
    scope,
  });
}

/** What the back end itself has recorded as withdrawn, in the order of its chain. */
async function withdrawals(): Promise<{ via: string; scope: unknown }[]> {
  const rows = await backEnd.store.sql
    .selectFrom('events')
    .select('jws')
    .where('chain', '=', 'store:nantes')
    .where('type', '=', 'withdrawal')
    .orderBy('seq')
    .execute();
  return rows.map(({ jws }) => {
    const { via, scope } = JSON.parse(readSignedText(jws ?? '') ?? '{}') as { via: string; scope: unknown };
    return { via, scope };
  });
}

const oneClick = (token: string, body: BodyInit = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })) =>
  backEnd.app.request(PUBLIC_URL + oneClickPath(token), { method: 'POST', body });
const read = async (path: string, headers: Record<string, string> = {}) =>
  (await backEnd.app.request(path, { headers })).text();

describe('the link in a message', () => {
  it.each(['GET', 'HEAD'])('changes nothing by %s, on the page and on the one-click route', async (method) => {
    const token = await tokenFor(NEWS);
    const before = await backEnd.dump();
    for (const path of [unsubscribePath(token), oneClickPath(token), `${unsubscribePath(token)}?done`])
      expect([200, 302]).toContain((await backEnd.app.request(path, { method })).status);
    expect(await backEnd.dump()).toBe(before);
  });

  it('opens a small page in the language of the last yes, whatever the browser speaks, that names nobody', async () => {
    const response = await backEnd.app.request(unsubscribePath(await tokenFor(NEWS)), {
      headers: { 'Accept-Language': 'en' },
    });
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('Arrêter les e\u2011mails');
    expect(page).toContain('deux par mois au plus');
    expect(page).not.toMatch(/exemple\.fr|<script/);
    expect(page.length).toBeLessThan(20_000);
  });

  it('ends its purpose and channel by the button, leaves the rest, and says so; a second press says "already"', async () => {
    const path = unsubscribePath(await tokenFor(NEWS));
    const done = await (await press(backEnd.app, path, {})).text();
    expect(done).toContain('C’est arrêté'.replace('arrêté', '<span class="last">arrêté'));
    expect(done).toContain('href="/preferences"'); // where a link to all choices is sent
    expect(await statuses()).toEqual(['email-news withdrawn', 'sms-events given']);
    expect(await (await press(backEnd.app, path, {})).text()).toContain('C’est déjà');
    expect(await read(path)).toContain('C’est déjà');
    expect(await withdrawals()).toEqual([{ via: 'unsubscribe-page', scope: NEWS }]);
  });

  it('ends everything, also on the other contact point, when it names nothing in particular', async () => {
    await press(backEnd.app, unsubscribePath(await tokenFor(null)), {});
    expect(await statuses()).toEqual(['email-news withdrawn', 'sms-events withdrawn']);
  });

  it('never expires, and can only withdraw', async () => {
    const token = await tokenFor(NEWS);
    backEnd.clock.now += 3650 * DAY;
    const before = await backEnd.dump();
    for (const path of [`/confirm/${token}`, `/preferences/${token}`])
      for (const action of ['confirm', 'preferences', 'withdraw-all']) await press(backEnd.app, path, { action });
    expect(await backEnd.dump()).toBe(before);
    await press(backEnd.app, unsubscribePath(token), {});
    expect(await statuses()).toContain('email-news withdrawn');
  });

  it('takes no form of another site, and none far longer than ours', async () => {
    const before = await backEnd.dump();
    const post = (headers: Record<string, string>, body: string) =>
      tokenFor(NEWS).then((token) =>
        backEnd.app.request(PUBLIC_URL + unsubscribePath(token), {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        }),
      );
    expect((await post({ Origin: 'https://evil.example' }, '')).status).toBe(403);
    expect((await post({ Origin: PUBLIC_URL }, 'a'.repeat(5000))).status).toBe(413);
    expect(await backEnd.dump()).toBe(before);
  });

  it('is nobody’s when one character is another, when it is cut, and when another key store has made it', async () => {
    const token = await tokenFor(NEWS);
    const other = await createTestBackEnd();
    const foreign = await createUnsubscribeToken(other.store, {
      contactPoint: 'x',
      claim: { kind: 'email', value: EMAIL },
      scope: null,
    });
    const before = await backEnd.dump();
    const changed = token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41);
    for (const bad of [changed, token.slice(0, -4), 'x', foreign]) {
      expect((await backEnd.app.request(unsubscribePath(bad))).status).toBe(404);
      expect((await press(backEnd.app, unsubscribePath(bad), {})).status).toBe(404);
      expect((await oneClick(bad)).status).toBe(404);
    }
    expect(await backEnd.dump()).toBe(before);
  });

  it('holds no address, nor an id that can be read, and is another word each time', async () => {
    const [first, second] = [await tokenFor(NEWS), await tokenFor(NEWS)];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\w-]{200,300}$/);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain(await contactPointOf(EMAIL));
  });
});

describe('one click in the mail program (RFC 8058)', () => {
  const multipart = () => {
    const form = new FormData();
    form.append('List-Unsubscribe', 'One-Click');
    return form;
  };

  it.each([
    ['form', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    ['multipart form', multipart()],
  ])('withdraws from anywhere by a %s, without a page or a redirect', async (_, body) => {
    const response = await oneClick(await tokenFor(NEWS), body);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await statuses()).toEqual(['email-news withdrawn', 'sms-events given']);
    expect(await withdrawals()).toEqual([{ via: 'one-click', scope: NEWS }]);
  });

  it.each([
    ['nothing', ''],
    ['something else', new URLSearchParams({ 'List-Unsubscribe': 'Two-Click' })],
    ['the words in JSON', '{"List-Unsubscribe":"One-Click"}'],
  ])('takes %s for no click', async (_, body) => {
    const token = await tokenFor(NEWS);
    const before = await backEnd.dump();
    expect((await oneClick(token, body)).status).toBe(400);
    expect(await backEnd.dump()).toBe(before);
  });

  it('leads who only opens it to the page', async () => {
    const token = await tokenFor(NEWS);
    const response = await backEnd.app.request(oneClickPath(token));
    expect(response.headers.get('location')).toBe(unsubscribePath(token));
  });

  it('adds nothing when the mail program repeats it', async () => {
    const token = await tokenFor(NEWS);
    for (let i = 0; i < 3; i += 1) expect((await oneClick(token)).status).toBe(200);
    expect(await withdrawals()).toHaveLength(1);
  });
});

describe('the last word', () => {
  it('is the second press, two minutes later: a yes given offline between the two does not outlive it', async () => {
    const path = unsubscribePath(await tokenFor(NEWS));
    await press(backEnd.app, path, {});
    await device.sync([]); // what the tablet takes from here on is provably later
    backEnd.clock.now += MINUTE;
    const between = await device.answers({ email: EMAIL, yes: ['email-news'] });
    backEnd.clock.now += MINUTE;
    await press(backEnd.app, path, {});
    backEnd.clock.now += HOUR;
    await device.sync([between]);
    expect(await statuses()).toEqual(['email-news withdrawn', 'sms-events given', 'email-news withdrawn']);
  });

  it('is a yes that was provably given afterwards, and the link ends that one too', async () => {
    const path = unsubscribePath(await tokenFor(NEWS, EMAIL));
    await press(backEnd.app, path, {});
    await device.sync([]);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    expect(await statuses()).toContain('email-news requested');
    expect(await read(path)).toContain('Arrêter les e\u2011mails');
    await press(backEnd.app, path, {});
    expect(await statuses()).not.toContain('email-news requested');
    expect(await withdrawals()).toHaveLength(2);
  });
});

describe('somebody who was erased', () => {
  it('is told of by nothing: the pages are those of anybody who has stopped', async () => {
    const token = await tokenFor(null);
    await press(backEnd.app, unsubscribePath(token), {});
    const stopped = await read(unsubscribePath(token));
    backEnd.clock.now += HOUR;
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    expect(await read(unsubscribePath(token))).toBe(stopped);
    backEnd.clock.now += HOUR;
    expect((await press(backEnd.app, unsubscribePath(token), {})).status).toBe(200);
    expect((await oneClick(token)).status).toBe(200);
    expect(await read(unsubscribePath(token))).toBe(stopped);
    expect(await statuses()).toContain('email-news erased');
  });
});

describe('somebody whose clock has run out since', () => {
  const CLOCKS_OVER = '2030-11-04';

  it.each([
    ['everything', null],
    ['one channel', { purpose: 'marketing', channel: 'sms' } as const],
  ])('is still heard by an old link to %s: it ends what they have said since, under another id', async (_, scope) => {
    const token = await tokenFor(scope, PHONE);
    await backEnd.liveUntil(CLOCKS_OVER);
    expect(await contactPointOf(PHONE)).toBe('');
    await device.sync([]); // what is taken from here on is provably later
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    expect(await statuses()).toEqual(['sms-events given']);
    expect(await read(unsubscribePath(token))).not.toContain('C’est déjà');
    expect((await oneClick(token)).status).toBe(200);
    expect(await statuses()).toEqual(['sms-events withdrawn']);
    expect(await read(unsubscribePath(token))).toContain('C’est déjà');
  });

  it('is heard when nothing is known of them: what was taken before, and comes later, does not count', async () => {
    const token = await tokenFor(null, PHONE);
    await backEnd.liveUntil(CLOCKS_OVER);
    const earlier = await device.answers({ phone: PHONE, yes: ['sms-events'] });
    backEnd.clock.now += HOUR;
    expect((await oneClick(token)).status).toBe(200);
    await device.sync([earlier]);
    expect(await statuses()).toEqual(['sms-events withdrawn']);
    expect(await backEnd.dump()).not.toContain(PHONE);
  });
});

describe('after a restore', () => {
  it('the link still ends what a tablet hands over again, and what it ended before stays ended', async () => {
    const { keys, actLog, clock } = backEnd;
    const [news, all] = [await tokenFor(NEWS), await tokenFor(null, PHONE)];
    expect((await oneClick(news)).status).toBe(200);
    const lost = await createTestBackEnd({ keys, actLog, clock }); // the data are gone, the keys and the log are not
    expect((await lost.app.request(unsubscribePath(all))).status).toBe(200);
    await press(lost.app, unsubscribePath(all), {});
    device.app = lost.app;
    await device.sync([given]);
    const rows = await lost.store.sql.selectFrom('grants').select('status').execute();
    expect(rows).toEqual([{ status: 'withdrawn' }, { status: 'withdrawn' }]);
  });
});
