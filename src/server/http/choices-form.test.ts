import { beforeEach, describe, expect, it } from 'vitest';
import { deriveConsentStates } from '#domain/consent-state.ts';
import { DAY, MINUTE } from '#domain/instant.ts';
import { loadActs } from '../storage/acts.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, press, readForm } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;
let path: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'phone-invitations'] })]);
  await backEnd.runJobs();
  path = await openOwnPage(backEnd);
});

/** Mails that ask for a confirmation. */
const askingMails = () => backEnd.mails.filter(({ text }) => text.includes('/confirm/'));

type Change = Record<string, string | string[]>;

const openForm = async () => readForm(await backEnd.app.request(path));
/** Changes fields of the page as it stands, and saves. */
const save = async (change: Change, form?: Record<string, string[]>) =>
  press(backEnd.app, path, { ...(form ?? (await openForm())), ...change });

/** What counts today, over all contact points: topics and how often. */
async function readStates() {
  const { sql } = backEnd.store;
  const rows = await sql.selectFrom('contact_points').select('id').execute();
  const states = await Promise.all(
    rows.map(async ({ id }) => deriveConsentStates((await loadActs(backEnd.store, id)).acts)),
  );
  return Object.fromEntries(
    states.flat().map(({ channel, status, topics, frequency: { max, per } }) => {
      return [channel, status === 'given' ? `${topics.join(' ')}, ${max}/${per}` : status];
    }),
  );
}

/** Stops on the tablet, and says yes again: a request that has its mail. */
async function askAnew(): Promise<void> {
  await device.sync([await device.stop({ email: EMAIL })]);
  backEnd.clock.now += MINUTE;
  await device.sync([]);
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  await backEnd.runJobs();
}

async function readFacts() {
  const rows = await backEnd.store.sql
    .selectFrom('events')
    .select('type')
    .where('chain', '=', 'store:nantes')
    .orderBy('seq')
    .execute();
  return rows.map(({ type }) => type).slice(2); // the tablet, and the first confirmation
}

const topics = 'topic:marketing.email';
const frequency = 'frequency:marketing.email';
const sms = { 'answer:marketing.sms': 'yes', 'topic:marketing.sms': 'signings' };

it('records nothing when yes stays yes, and says so', async () => {
  expect(await (await save({})).text()).toContain('Rien n’a changé');
  expect(await readFacts()).toEqual([]);
});

it('does not end by itself: what nobody touches stands', async () => {
  await save({ 'answer:marketing.phone': 'no' });
  expect(await readStates()).toEqual({ email: 'events new-books offers, 2/month', phone: 'withdrawn' });
});

describe('taking something away', () => {
  it('takes away one topic, as a withdrawal of that topic', async () => {
    const html = await (await save({ [topics]: ['new-books', 'events'] })).text();
    expect(html).toContain('C’est enregistré');
    expect(html).toContain('Moins de sujets par e\u2011mail\u00a0: sans Offres.');
    expect(await readStates()).toMatchObject({ email: 'events new-books, 2/month' });
    expect(await readFacts()).toEqual(['withdrawal']);
  });

  it('lowers how often, and shows it from then on', async () => {
    const html = await (await save({ [frequency]: '1/month' })).text();
    expect(html).toContain('Moins souvent par e\u2011mail\u00a0: une fois par mois au plus.');
    expect(html).toMatch(/value="1\/month" checked/);
    expect(await readStates()).toMatchObject({ email: 'events new-books offers, 1/month' });
    expect(await readFacts()).toEqual(['frequency-cap']);
  });

  it('ends the channel with its last topic', async () => {
    await save({ [topics]: [] });
    expect(await readStates()).toMatchObject({ email: 'withdrawn' });
  });

  it('does both at once, on the number that the page does not show too', async () => {
    await save({ ...sms, number: PHONE });
    await save({ [topics]: ['events'], [frequency]: '4/year', 'frequency:marketing.sms': '2/year' });
    expect(await readStates()).toMatchObject({ email: 'events, 4/year', sms: 'signings, 2/year' });
    expect(await (await backEnd.app.request(path)).text()).toContain('Moins souvent par SMS');
  });

  it('takes no more taps than giving: the other half of the pair, and save', async () => {
    const [no, yes] = [{ 'answer:marketing.email': 'no' }, { 'answer:marketing.email': 'yes' }];
    await save(no);
    expect(await readStates()).toMatchObject({ email: 'withdrawn' });
    await save({ ...yes, [topics]: ['events'] });
    expect(await readStates()).toMatchObject({ email: 'events, 2/month' });
  });
});

describe('a new yes', () => {
  it('to more topics or more often is an answer of its own, confirmed by the page itself (D3)', async () => {
    await save({ [topics]: ['events'], [frequency]: '4/year' });
    await save({ [topics]: ['events', 'offers'], [frequency]: '1/month' });
    expect(await readStates()).toMatchObject({ email: 'events offers, 1/month' });
    expect(await readFacts()).toEqual(['withdrawal', 'frequency-cap', 'answers-given', 'confirmation']);
    await backEnd.runJobs();
    expect(askingMails()).toHaveLength(1);
  });

  it('counts for the proved address after an objection too, and for no telephone (D3, D5)', async () => {
    await press(backEnd.app, path, { action: 'object' });
    const html = await (await backEnd.app.request(path)).text();
    expect(html).toContain('Votre opposition tient');
    expect(html).not.toContain('answer:marketing.sms');
    await save({ 'answer:marketing.email': 'yes', [topics]: ['events'], ...sms, number: PHONE });
    expect(await readStates()).toEqual({ email: 'events, 2/month', phone: 'withdrawn' });
  });

  it('to texts asks for the number, keeps it to itself, and belongs to the person from then on (E1, D8)', async () => {
    const asked = await save(sms);
    expect(asked.status).toBe(422);
    const html = await asked.text();
    expect(html).toContain('Donnez un numéro complet');
    expect(html).toMatch(/role="alert" tabindex="-1" autofocus/);
    expect(html).toMatch(/name="topic:marketing.sms" value="signings" checked/);
    expect(await readFacts()).toEqual([]);
    const shown = await (await save({ ...sms, number: '06 98 76 54 32' })).text();
    expect(shown).not.toMatch(/06 98|33698/);
    expect(shown).toContain('Oui aux SMS\u00a0: Dédicaces, quatre fois par an au plus. Sur cette page.');
    expect(await readStates()).toMatchObject({ sms: 'signings, 4/year' });
    await press(backEnd.app, path, { action: 'withdraw-all' });
    expect(await readStates()).toMatchObject({ sms: 'withdrawn', email: 'withdrawn', phone: 'withdrawn' });
  });

  it('says at once all that it lacks', async () => {
    const html = await (await save({ 'answer:marketing.sms': 'yes' })).text();
    expect(html).toContain('Choisissez au moins un sujet pour les SMS');
    expect(html).toContain('<a href="#number">Donnez un numéro complet');
    expect(await readFacts()).toEqual([]);
  });

  it('to nothing is none: it asks for a topic', async () => {
    const answer = await save({ 'answer:marketing.sms': 'yes', number: PHONE });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Choisissez au moins un sujet pour les SMS');
    expect(await readFacts()).toEqual([]);
  });

  it('is never to more often than the shop asks, whatever is sent', async () => {
    await save({ ...sms, number: PHONE, 'frequency:marketing.sms': '100/week' });
    expect(await readStates()).toMatchObject({ sms: 'signings, 4/year' });
  });

  it('is to at least something: never is no frequency', async () => {
    await save({ ...sms, number: PHONE, 'frequency:marketing.sms': '0/week', [frequency]: '0/week' });
    expect(await readStates()).toMatchObject({ sms: 'signings, 4/year', email: 'events new-books offers, 2/month' });
  });

  it('tells nothing of what was said for that number elsewhere (E1)', async () => {
    const known = '+33698765432';
    await device.sync([await device.answers({ phone: known, yes: ['sms-events'] })]);
    await save({ ...sms, number: known, 'frequency:marketing.sms': '2/year' });
    const shown = await openForm();
    expect(shown['was:marketing.sms']).toEqual(['yes;signings;2/year']);
    expect([shown['topic:marketing.sms'], shown['frequency:marketing.sms']]).toEqual([['signings'], ['2/year']]);
    expect((await openForm()).seen).not.toEqual(shown.seen); // so that it is no news when it changes
  });
});

describe('a form that comes twice, or late', () => {
  it('changes nothing the second time', async () => {
    const form = { ...(await openForm()), ...sms, number: PHONE, [frequency]: '1/month' };
    for (let i = 0; i < 2; i += 1)
      expect(await (await press(backEnd.app, path, form)).text()).toContain('C’est enregistré');
    expect(await readFacts()).toEqual(['frequency-cap', 'answers-given']);
  });

  it('brings nothing back that was withdrawn elsewhere since it was opened, and says so', async () => {
    await save({ [topics]: ['events'] });
    const open = await openForm();
    await device.sync([await device.stop({ email: EMAIL })]);
    const html = await (await save({ [topics]: ['events', 'offers'] }, open)).text();
    expect(html).toContain('Vos choix ont changé entre-temps');
    expect(await readStates()).toMatchObject({ email: 'withdrawn' });
  });

  it('adds no yes that was prepared before an objection', async () => {
    await save({ 'answer:marketing.email': 'no' });
    const open = await openForm();
    await press(backEnd.app, path, { action: 'object' });
    await save({ 'answer:marketing.email': 'yes', [topics]: ['events'] }, open);
    expect(await readStates()).toMatchObject({ email: 'withdrawn' });
  });

  it('still takes away what it is asked to, and nothing that it did not show', async () => {
    await save({ 'answer:marketing.email': 'no' });
    const open = await openForm(); // shows a no to e-mail
    backEnd.clock.now += MINUTE;
    await device.sync([]); // an earliest for what comes
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    await openOwnPage(backEnd); // confirmed
    await save({ 'answer:marketing.phone': 'no' }, open);
    expect(await readStates()).toEqual({ email: 'events new-books offers, 2/month', phone: 'withdrawn' });
  });

  it('is refused when it is none of ours', async () => {
    expect((await press(backEnd.app, path, { action: 'save' })).status).toBe(404);
    expect((await press(backEnd.app, path, { action: 'save', id: 'no-uuid' })).status).toBe(404);
  });
});

describe('a restriction (GDPR 18)', () => {
  const freeze = () => press(backEnd.app, path, { action: 'restrict' });
  const lift = () => press(backEnd.app, path, { action: 'lift' });

  it('keeps everything and uses nothing of the person’s, until they lift it', async () => {
    const before = await readStates();
    const html = await (await freeze()).text();
    expect(html).toContain('Vos données sont gelées depuis le 12\u00a0octobre 2026.');
    expect(html).toContain('Oui, gelé depuis le 12\u00a0octobre 2026');
    expect(await readStates()).toEqual({ email: 'restricted', phone: 'restricted' });
    await lift();
    expect(await readStates()).toEqual(before);
    await freeze();
    expect(await readStates()).toEqual({ email: 'restricted', phone: 'restricted' });
  });

  it('is recorded once, however often it is asked for', async () => {
    for (const act of [freeze, freeze, lift, lift]) await act();
    expect(await readFacts()).toEqual(['restriction', 'lifting']);
  });

  it('is lifted three times within a day and no more; freezing is never refused', async () => {
    for (let i = 0; i < 3; i += 1) for (const act of [freeze, lift]) expect((await act()).status).toBe(200);
    await freeze();
    const page = await (await lift()).text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('Vos données restent gelées');
    expect(page).toContain('mailto:');
    expect(await readStates()).toEqual({ email: 'restricted', phone: 'restricted' });
    expect(await readFacts()).toHaveLength(7);
    backEnd.clock.now += DAY + MINUTE;
    expect(await (await lift()).text()).toContain('Le gel est levé');
    expect(await (await lift()).text()).toContain('Le gel est levé'); // nothing left to lift is no refusal
  });

  it('lets withdrawals and choices through, to stand when it is lifted', async () => {
    await freeze();
    await save({ 'answer:marketing.phone': 'no', [topics]: ['events'] });
    expect(await readStates()).toEqual({ email: 'restricted', phone: 'withdrawn' });
    await lift();
    expect(await readStates()).toEqual({ email: 'events, 2/month', phone: 'withdrawn' });
  });

  it('holds for a yes said elsewhere meanwhile, and for what arrives with the same number', async () => {
    await freeze();
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    await other.sync([await other.answers({ phone: PHONE, yes: ['sms-events'] })]);
    expect(await readStates()).toMatchObject({ sms: 'restricted' });
    await lift();
    expect(await readStates()).toMatchObject({ sms: 'private-sales signings, 4/year' });
  });

  it('stops the mail of a request and its expiry; the request has its mail once it is lifted', async () => {
    await freeze();
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
    await backEnd.runJobs();
    backEnd.clock.now += 8 * DAY;
    await backEnd.runJobs();
    expect(askingMails()).toHaveLength(1);
    await lift();
    await backEnd.runJobs();
    expect(askingMails()).toHaveLength(2);
  });

  it('lets a click confirm, to be used once it is lifted', async () => {
    await askAnew();
    await freeze();
    await openOwnPage(backEnd); // confirms
    expect(await readStates()).toMatchObject({ email: 'restricted' });
    await lift();
    expect(await readStates()).toMatchObject({ email: 'events new-books offers, 2/month' });
  });

  it('erases nothing by expiry, and gives a request whose link has ended meanwhile a new one', async () => {
    await askAnew();
    await freeze();
    backEnd.clock.now += 30 * DAY;
    await backEnd.runJobs();
    expect(await readStates()).toMatchObject({ email: 'requested' });
    await lift();
    await backEnd.runJobs();
    expect(await readStates()).toMatchObject({ email: 'requested' });
    expect(askingMails()).toHaveLength(3);
  });

  it('is no hindrance to an erasure, which ends it for the number beside it too', async () => {
    await freeze();
    await press(backEnd.app, `${path}/erase`, { action: 'erase' });
    backEnd.clock.now += MINUTE;
    await device.sync([]);
    await device.sync([await device.answers({ phone: PHONE, yes: ['sms-events'] })]);
    expect(await readStates()).toMatchObject({ sms: 'private-sales signings, 4/year' });
  });
});
