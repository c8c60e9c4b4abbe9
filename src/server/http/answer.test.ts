import { beforeEach, describe, expect, it } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/instant.ts';
import { toCanonicalJson } from '#domain/notice.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { confirmationMailWordsByLanguage } from '#i18n/mail/confirmation-mail.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText } from '#protocol/signature.ts';
import { setDeviceStatus } from '../storage/device.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { answerOnPhone, handOverPath, openForm } from '../testing/hand-over.ts';
import { confirmPathIn, type Fields, postForm, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const NO: Fields = { 'answer-email-news': 'no', 'answer-sms-events': 'no', 'answer-phone-invitations': 'no' };
const BY_EMAIL: Fields = { ...NO, 'answer-email-news': 'yes', email: EMAIL };
const BY_SMS: Fields = { ...NO, 'answer-sms-events': 'yes', phone: '06 39 98 12 34' };
const CARD = '/q/nantes';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const answer = (path: string, fields: Fields) => answerOnPhone(backEnd.app, path, fields);
const get = (path: string) => backEnd.app.request(PUBLIC_URL + path);
const link = (change?: Parameters<typeof handOverPath>[2]) => handOverPath(backEnd, device, change);
const grants = () => backEnd.store.sql.selectFrom('grants').selectAll().execute();
async function answersGiven() {
  const rows = await backEnd.store.sql.selectFrom('events').selectAll().where('type', '=', 'answers-given').execute();
  return rows.map(({ jws }) => JSON.parse(readSignedText(jws ?? '') ?? ''));
}

describe('a tablet’s code', () => {
  it('asks what the tablet asks, in its language, with nothing preset and the notice beside it', async () => {
    const { response, html } = await openForm(backEnd.app, await link({ locale: 'en' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    for (const text of [
      'lang="en"',
      'write to you by e‑mail',
      'send you texts',
      'call you',
      'You can also complain to the CNIL',
    ])
      expect(html).toContain(text);
    expect(html.match(/type="radio"/g)).toHaveLength(6);
    expect(html).not.toContain('checked');
  });

  it('leads nowhere, and takes nothing, where a shop asks nothing of who answers alone', async () => {
    const questions = bookshopOfAllKinds.questions.filter(({ channel }) => channel === 'post');
    const path = await link({ config: await backEnd.publish({ ...bookshopOfAllKinds, questions }) });
    expect((await get(path)).status).toBe(404);
    expect((await postForm(backEnd.app, path, {})).status).toBe(404);
    expect(await answersGiven()).toEqual([]);
  });

  it('speaks of a link in each message only where messages come', async () => {
    expect((await openForm(backEnd.app, await link({ locale: 'en' }))).html).toContain('by the link in each message');
    const questions = backEnd.config.questions.filter(({ channel }) => channel === 'phone');
    const path = await link({ locale: 'en', config: await backEnd.publish({ ...backEnd.config, questions }) });
    const { html } = await openForm(backEnd.app, path);
    expect(html).toContain('at any time: at the till or online.');
  });

  it('can be read in the shop’s other languages, and answered in them', async () => {
    const path = await link({ locale: 'fr' });
    expect((await openForm(backEnd.app, path)).html).toContain(`${path}?language=en`);
    await answer(`${path}?language=en`, NO);
    expect(await answersGiven()).toMatchObject([{ locale: 'en' }]);
  });

  it('records an event of the back end that keeps the signed link', async () => {
    const path = await link();
    const response = await answer(path, { ...BY_EMAIL, ...BY_SMS, 'answer-email-news': 'yes' });
    expect(response.status).toBe(303);
    const [event] = await answersGiven();
    expect(event).toMatchObject({
      ...{ chain: 'store:nantes', collector: 'own-phone', configDigest: backEnd.configDigest, locale: 'fr' },
      ...{ timeZone: 'Europe/Paris', businessDay: '2026-10-12' },
      askedBy: { kind: 'hand-over', device: device.id, till: 'caisse-1', link: path.slice('/q/'.length) },
      answers: [
        { question: 'email-news', answer: 'yes' },
        { question: 'sms-events', answer: 'yes' },
        { question: 'phone-invitations', answer: 'no' },
      ],
    });
    expect(event._sd).toHaveLength(2);
    expect(JSON.stringify(event)).not.toContain(EMAIL);
    expect((await grants()).map(({ question, status }) => [question, status]).sort()).toEqual([
      ['email-news', 'requested'],
      ['sms-events', 'given'],
    ]);
  });

  it('sends one mail, whose button makes the yes count', async () => {
    const response = await answer(await link(), BY_EMAIL);
    expect(response.headers.get('location')).toContain('/mailbox/');
    await backEnd.runJobs();
    expect(backEnd.mails.map(({ to }) => to)).toEqual([EMAIL]);
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await grants()).toMatchObject([{ status: 'given' }]);
  });

  it.each(['fr', 'en'] as const)(
    'says beside an e-mail to confirm that another yes is noted, not that it waits, in %s',
    async (locale) => {
      const response = await answer(await link({ locale }), { ...BY_EMAIL, ...BY_SMS, 'answer-email-news': 'yes' });
      const next = response.headers.get('location') ?? '';
      expect(next).toContain('/mixed/');
      const html = await (await get(next)).text();
      const said = {
        fr: ['Ce que vous avez accepté d’autre est noté.', 'Par e\u2011mail, rien ne commence avant.'],
        en: ['What else you said yes to is noted.', 'Nothing starts by e\u2011mail before that.'],
      }[locale];
      for (const text of [...said, confirmationMailWordsByLanguage[locale].confirm]) expect(html).toContain(text);
      expect(html).not.toMatch(/Rien ne commence avant|Nothing starts before/);
    },
  );

  it('names the mail’s button as the mail does', async () => {
    const response = await answer(await link(), BY_EMAIL);
    const html = await (await get(response.headers.get('location') ?? '')).text();
    expect(html).toContain(`«\u00a0${confirmationMailWordsByLanguage.fr.confirm}\u00a0»`);
  });

  it('says what follows, and leads to the answer, which can be ended there', async () => {
    const response = await answer(await link(), BY_SMS);
    const after = await (await get(response.headers.get('location') ?? '')).text();
    expect(after).toContain('C’est noté');
    const answerPath = /href="(\/preferences\/[\w-]{43})"/.exec(after)?.[1] ?? '';
    expect(await (await get(answerPath)).text()).toContain('+33••••••34');
    await press(backEnd.app, answerPath, { action: 'withdraw-all' });
    expect(await grants()).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('cannot take the link of an answer that its tablet has not sent yet', async () => {
    const secret = 's'.repeat(43);
    const { action, fields } = await openForm(backEnd.app, await link());
    await postForm(backEnd.app, action, { ...fields, secret, ...BY_SMS });
    const phone = '+33639981278';
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ phone, yes: ['sms-events'], answerLinkDigest })]);
    expect(await (await get(`/preferences/${secret}`)).text()).toContain('+33••••••78');
  });

  it('keeps nothing of who refuses, and gives no link', async () => {
    const response = await answer(await link(), { ...NO, email: EMAIL, phone: '06 39 98 12 34' });
    expect(response.headers.get('location')).toMatch(/\/noted\?language=fr$/);
    expect(await answersGiven()).toMatchObject([{ _sd: [], answerLinkDigest: null }]);
    expect(await grants()).toEqual([]);
    expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toEqual([]);
  });

  it('keeps only the contact that a yes needs', async () => {
    await answer(await link(), { ...BY_EMAIL, phone: '06 39 98 12 34' });
    expect(await backEnd.store.sql.selectFrom('contact_points').select('kind').execute()).toEqual([{ kind: 'email' }]);
  });

  it('completes once: whoever comes later learns nothing', async () => {
    const path = await link();
    const late = await openForm(backEnd.app, path);
    await answer(path, BY_EMAIL);
    const seen = await get(path);
    expect(seen.status).toBe(410);
    expect(await seen.text()).not.toMatch(/camille|•|boîte/);
    const second = await postForm(backEnd.app, late.action, { ...late.fields, ...BY_SMS });
    expect(second.status).toBe(410);
    expect(await answersGiven()).toHaveLength(1);
  });

  it('takes a form that comes twice once, and says the same', async () => {
    const { action, fields } = await openForm(backEnd.app, await link());
    const posts = await Promise.all([1, 2, 3].map(() => postForm(backEnd.app, action, { ...fields, ...BY_EMAIL })));
    expect(new Set(posts.map((post) => post.headers.get('location'))).size).toBe(1);
    expect(posts.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await answersGiven()).toHaveLength(1);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('tells its tablet that it is done, by its nonce and nothing else', async () => {
    const jti = 'n'.repeat(22);
    await answer(await link({ jti }), BY_EMAIL);
    const { changes } = await device.sync([]);
    expect(changes).toEqual([{ number: 1, event: jti, question: '', change: 'answered-on-phone' }]);
  });

  it('opens for as long as the shop says, and then says so kindly', async () => {
    const path = await link();
    backEnd.clock.now += DAY - MINUTE;
    expect((await get(path)).status).toBe(200);
    backEnd.clock.now += 2 * MINUTE;
    const late = await get(path);
    expect(late.status).toBe(410);
    const text = await late.text();
    expect(text).toContain('24\u00a0heures');
    expect(text).toContain('href="/q/nantes"');
    const byPhoneAlone = backEnd.config.questions.filter(({ channel }) => channel !== 'email');
    await backEnd.publish({ ...backEnd.config, questions: byPhoneAlone });
    expect(await (await get(path)).text()).not.toContain('href="/q/nantes"');
    expect((await get(CARD)).status).toBe(404);
    await backEnd.publish({ ...backEnd.config, handOver: { validHours: 48, cardAnswersPerHour: 0 } });
    expect((await get(path)).status).toBe(200);
  });

  it('is not too old by a form that stood open, nor too new by a clock that runs fast', async () => {
    const path = await link({ iat: Math.floor((backEnd.clock.now + 400 * DAY) / SECOND) });
    expect((await answer(path, NO)).status).toBe(303);
  });

  it('is judged by the tablet’s clock as last measured', async () => {
    const slow = 3 * DAY;
    await device.sync([], { sentAt: backEnd.clock.now - slow });
    expect((await get(await link({ iat: Math.floor((backEnd.clock.now - slow) / SECOND) }))).status).toBe(200);
    expect((await get(await link({ iat: Math.floor((backEnd.clock.now - slow - 25 * HOUR) / SECOND) }))).status).toBe(
      410,
    );
  });

  it('loses nobody whose tablet works with a config that we do not know', async () => {
    const path = await link({ config: 'x'.repeat(43) });
    expect((await answer(path, BY_SMS)).status).toBe(303);
    expect(await answersGiven()).toMatchObject([{ configDigest: backEnd.configDigest }]);
  });

  it('asks as the tablet showed it, also when another config was published since', async () => {
    const path = await link();
    const [first, ...others] = backEnd.config.questions;
    const next: ShopConfig = {
      ...backEnd.config,
      questions: [{ ...first, verb: { fr: 'autre chose', en: 'else' } }, ...others] as never,
    };
    await backEnd.publish(next);
    expect((await openForm(backEnd.app, path)).html).toContain('vous écrire par e‑mail');
    expect((await openForm(backEnd.app, CARD)).html).toContain('autre chose');
    expect(await sha256(toCanonicalJson(next))).not.toBe(backEnd.configDigest);
  });

  const broken: [string, () => Promise<string>][] = [
    ['cut off', async () => (await link()).slice(0, -10)],
    ['altered', async () => (await link()).replace(/\.[\w-]+\./, (payload) => payload.replace(/[a-f]/, 'g'))],
    ['of another till', () => link({ till: 'caisse-2' })],
    ['of another store', () => link({ store: 'lyon' })],
    ['of no tablet of ours', () => link({ iss: '6f1c9a52-0000-4000-8000-000000000000' })],
    [
      'signed by another tablet',
      async () => handOverPath(backEnd, { id: device.id, key: (await enrolTestDevice(backEnd)).key }),
    ],
    [
      'of a tablet that was lost',
      async () => {
        await backEnd.store.transaction((tx) => setDeviceStatus(tx, device.id, 'lost', 'operator'));
        return link();
      },
    ],
  ];
  it.each(broken)('leads nowhere when it is %s', async (_name, makePath) => {
    const path = await makePath();
    expect((await get(path)).status).toBe(404);
    const post = await postForm(backEnd.app, path, { ...BY_SMS, id: crypto.randomUUID(), secret: 's'.repeat(43) });
    expect(post.status).toBe(404);
    expect(await answersGiven()).toEqual([]);
  });
});

describe('the form', () => {
  const problems: [string, Fields, string][] = [
    ['a question without an answer', { ...NO, 'answer-sms-events': '' }, 'href="#answer-sms-events"'],
    ['an answer that is neither yes nor no', { ...NO, 'answer-sms-events': 'maybe' }, 'href="#answer-sms-events"'],
    ['a yes by e-mail without an address', { ...NO, 'answer-email-news': 'yes' }, 'href="#email"'],
    ['a yes by e-mail with half an address', { ...BY_EMAIL, email: 'camille@' }, 'href="#email"'],
    ['a yes by SMS without a number', { ...BY_SMS, phone: '' }, 'href="#phone"'],
    ['a yes by SMS with half a number', { ...BY_SMS, phone: '06 39' }, 'href="#phone"'],
  ];
  it.each(problems)('comes back with what was typed, and leads to %s', async (_name, fields, lead) => {
    const path = await link();
    const response = await answer(path, { ...fields, phone: fields.phone ?? '06 39 98 12 34' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(lead);
    expect(html).toContain('autofocus');
    expect(html.match(/ checked/g)?.length ?? 0).toBe(
      Object.values(fields).filter((value) => value === 'yes' || value === 'no').length,
    );
    expect(html).toContain(`value="${fields.phone ?? '06 39 98 12 34'}"`);
    expect(await answersGiven()).toEqual([]);
    expect((await get(path)).status).toBe(200);
  });

  it('counts from our own page only', async () => {
    const { action, fields } = await openForm(backEnd.app, await link());
    expect((await postForm(backEnd.app, action, { ...fields, ...BY_EMAIL }, 'https://elsewhere.example')).status).toBe(
      403,
    );
    expect(await answersGiven()).toEqual([]);
  });

  it('is none where the body is none, whatever its type says', async () => {
    const response = await backEnd.app.request(PUBLIC_URL + CARD, {
      ...{ method: 'POST', body: 'no parts' },
      headers: { Origin: PUBLIC_URL, 'Content-Type': 'multipart/form-data; boundary=part' },
    });
    expect(response.status).toBe(404);
  });

  it('leads from the page after it to an answer only, whatever stands in its address', async () => {
    for (const page of ['noted', 'mailbox', 'mixed'])
      expect(await (await get(`${CARD}/${page}/..%2f..%2fmailbox`)).text()).not.toContain('/preferences/');
  });

  it('is changed by no GET and no HEAD', async () => {
    const path = await link();
    const before = await backEnd.dump();
    for (const method of ['GET', 'HEAD'])
      for (const opened of [path, CARD, `${path}/noted/${'s'.repeat(43)}`, `${path}/mailbox/${'s'.repeat(43)}`])
        await backEnd.app.request(PUBLIC_URL + opened, { method });
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('a counter card’s code', () => {
  const cardAnswer = (email: string) => answer(CARD, { 'answer-email-news': 'yes', email });

  it('asks only what a mailbox can confirm', async () => {
    const { html } = await openForm(backEnd.app, CARD);
    expect(html.match(/type="radio"/g)).toHaveLength(2);
    expect(html).not.toContain('name="phone"');
    await answer(CARD, { ...BY_SMS, 'answer-email-news': 'no' });
    expect(await answersGiven()).toMatchObject([{ answers: [{ question: 'email-news', answer: 'no' }], _sd: [] }]);
  });

  it('lets nothing count unconfirmed, whatever the question says', async () => {
    const questions = backEnd.config.questions.map((question) => ({ ...question, confirmation: 'none' as const }));
    await backEnd.publish({ ...backEnd.config, questions });
    expect((await cardAnswer(EMAIL)).headers.get('location')).toContain('/mailbox');
    expect(await grants()).toMatchObject([{ status: 'requested' }]);
    expect(await answersGiven()).toMatchObject([{ askedBy: { kind: 'counter-card' } }]);
  });

  it('leads to the mailbox and nowhere else: who types an address ends nothing of its owner’s', async () => {
    const next = (await cardAnswer(EMAIL)).headers.get('location');
    expect(next).toBe(`${CARD}/mailbox?language=fr`);
    const page = await get(next ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain('/preferences/');
    expect(await answersGiven()).toMatchObject([{ answerLinkDigest: null }]);
    expect(await backEnd.store.sql.selectFrom('tokens').selectAll().execute()).toEqual([]);
  });

  it('can be used by many, and by one form once', async () => {
    const { action, fields } = await openForm(backEnd.app, CARD);
    await postForm(backEnd.app, action, { ...fields, 'answer-email-news': 'no' });
    await postForm(backEnd.app, action, { ...fields, 'answer-email-news': 'no' });
    await cardAnswer('dominique@exemple.fr');
    expect(await answersGiven()).toHaveLength(2);
  });

  it('takes so many answers an hour, then asks to come back, and keeps what was typed nowhere', async () => {
    await backEnd.publish({ ...backEnd.config, handOver: { validHours: 24, cardAnswersPerHour: 2 } });
    for (const name of ['a', 'b']) expect((await cardAnswer(`${name}@exemple.fr`)).status).toBe(303);
    const busy = await cardAnswer('c@exemple.fr');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '600']);
    expect((await answer(await link(), NO)).status).toBe(303);
    backEnd.clock.now += HOUR;
    expect((await cardAnswer('c@exemple.fr')).status).toBe(303);
    expect(await answersGiven()).toHaveLength(4);
  });

  it('leads nowhere where the shop has none, or no such store', async () => {
    expect((await get('/q/lyon')).status).toBe(404);
    await backEnd.publish({ ...backEnd.config, handOver: { validHours: 24, cardAnswersPerHour: 0 } });
    expect((await get(CARD)).status).toBe(404);
  });

  it('is printed with the notice and the address, in each language, and leads to the questions', async () => {
    const card = await get(`${CARD}/card?language=en`);
    expect(card.status).toBe(200);
    const html = await card.text();
    expect(html).toContain('You can also complain to the CNIL');
    expect(html).toContain('choix.librairieducanal.example/q/nantes</span>');
    expect(html).toContain('<svg');
    for (const path of [`${await link()}/card`, '/q/lyon/card']) expect((await get(path)).status).toBe(404);
  });
});
