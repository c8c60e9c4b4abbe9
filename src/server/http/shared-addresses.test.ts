// What docs/shared-addresses.md says of people who share an address or a number, and of one person with several.
import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#domain/instant.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { createEnrolmentCode } from '../storage/enrolment.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { type AnswersInput, enrolTestDevice, type StopInput, type TestDevice } from '../testing/device.ts';
import { readHeldContacts } from '../testing/held-contacts.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';

const HOUSE = 'maison@exemple.fr';
const ANA = '+33612345678';
const BEN = '+33698765432';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

/** Somebody answers on the tablet; returns the id of the event. */
async function answer(input: AnswersInput, tablet = device): Promise<string> {
  backEnd.clock.now += MINUTE;
  const event = await tablet.answers(input);
  await tablet.sync([event]);
  return event.line[1];
}

async function stop(input: StopInput): Promise<void> {
  backEnd.clock.now += MINUTE;
  await device.sync([await device.stop(input)]);
}

const confirm = () => press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
const deny = () => press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'not-me' });

async function statusesOf(event: string): Promise<Record<string, string>> {
  const rows = await backEnd.store.sql.selectFrom('grants').selectAll().where('event', '=', event).execute();
  return Object.fromEntries(rows.map(({ question, status }) => [question, status]));
}

async function countContacts(): Promise<number> {
  return (await backEnd.store.sql.selectFrom('contact_points').select('id').execute()).length;
}

const htmlOf = async (path: string) => (await backEnd.app.request(path)).text();
/** Channels with a yes on the page. */
const countYeses = (html: string) => html.match(/value="yes"[^>]* checked/g)?.length ?? 0;

describe('a couple with one mailbox', () => {
  it('gets one mail for what both have said, and either of them confirms both', async () => {
    const [ana, ben] = [
      await answer({ email: HOUSE, yes: ['email-news'] }),
      await answer({ email: HOUSE, yes: ['email-news'] }),
    ];
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
    await confirm();
    expect([await statusesOf(ana), await statusesOf(ben)]).toEqual([
      { 'email-news': 'given' },
      { 'email-news': 'given' },
    ]);
  });

  it('is one line on the page behind the mailbox, and one stop ends it for both', async () => {
    const [ana, ben] = [
      await answer({ email: HOUSE, yes: ['email-news'] }),
      await answer({ email: HOUSE, yes: ['email-news'] }),
    ];
    await backEnd.runJobs();
    const page = await openOwnPage(backEnd);
    expect(countYeses(await htmlOf(page))).toBe(1);
    await press(backEnd.app, page, { action: 'withdraw-all' });
    expect([await statusesOf(ana), await statusesOf(ben)]).toEqual([
      { 'email-news': 'withdrawn' },
      { 'email-news': 'withdrawn' },
    ]);
  });

  it('sees that a number stands beside, never which, and ends both numbers with everything', async () => {
    const ana = await answer({ email: HOUSE, phone: ANA, yes: ['email-news', 'sms-events'] });
    const ben = await answer({ email: HOUSE, phone: BEN, yes: ['email-news', 'sms-events'] });
    await backEnd.runJobs();
    const page = await openOwnPage(backEnd);
    const html = await htmlOf(page);
    expect(countYeses(html)).toBe(2); // texts once, to whichever number
    expect(html).not.toMatch(/•78|•32/);
    await press(backEnd.app, page, { action: 'withdraw-all' });
    for (const event of [ana, ben])
      expect(await statusesOf(event)).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
  });

  it('loses what waits for both when one says "it wasn’t me", and keeps what either had confirmed before', async () => {
    const before = await answer({ email: HOUSE, yes: ['email-news'] });
    await backEnd.runJobs();
    await confirm();
    const [ana, ben] = [
      await answer({ email: HOUSE, yes: ['email-news'] }),
      await answer({ email: HOUSE, yes: ['email-news'] }),
    ];
    await backEnd.runJobs();
    await deny();
    expect([await statusesOf(before), await statusesOf(ana), await statusesOf(ben)]).toEqual([
      { 'email-news': 'given' },
      { 'email-news': 'disavowed' },
      { 'email-news': 'disavowed' },
    ]);
  });
});

it('a child who gives a parent’s address: the parent’s word erases it, and leaves what the child said of their own number', async () => {
  const event = await answer({ email: HOUSE, phone: ANA, yes: ['email-news', 'sms-events'] });
  await backEnd.runJobs();
  await deny();
  expect(await statusesOf(event)).toEqual({ 'email-news': 'disavowed', 'sms-events': 'given' });
  expect(await readHeldContacts(backEnd.store)).toEqual([ANA]);
});

describe('one person with a private and a work address', () => {
  it('confirms each from its own mailbox, and sees each on its own page', async () => {
    await answer({ email: 'ana@exemple.fr', yes: ['email-news'] });
    await answer({ email: 'ana@travail.example', yes: ['email-news'] });
    await backEnd.runJobs();
    expect(backEnd.mails.map(({ to }) => to)).toEqual(['ana@exemple.fr', 'ana@travail.example']);
    const html = await htmlOf(await openOwnPage(backEnd));
    expect(html).toContain('@travail.example');
    expect(html).not.toContain('@exemple.fr');
  });

  it('ends one and keeps the other, also where both were given with the same number', async () => {
    const home = await answer({ email: 'ana@exemple.fr', phone: ANA, yes: ['email-news', 'sms-events'] });
    await backEnd.runJobs();
    await confirm();
    const work = await answer({ email: 'ana@travail.example', phone: ANA, yes: ['email-news', 'sms-events'] });
    await backEnd.runJobs();
    await press(backEnd.app, await openOwnPage(backEnd), { action: 'withdraw-all' });
    // the number shares an event with the work address; from the number it is not followed further (D8)
    expect(await statusesOf(work)).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
    expect(await statusesOf(home)).toEqual({ 'email-news': 'given', 'sms-events': 'withdrawn' });
  });

  it('ends both by naming at the till the number that stands beside both', async () => {
    const home = await answer({ email: 'ana@exemple.fr', phone: ANA, yes: ['email-news', 'sms-events'] });
    const work = await answer({ email: 'ana@travail.example', phone: ANA, yes: ['email-news', 'sms-events'] });
    await stop({ phone: ANA });
    for (const event of [home, work])
      expect(await statusesOf(event)).toEqual({ 'email-news': 'withdrawn', 'sms-events': 'withdrawn' });
  });
});

describe('a number that a household shares', () => {
  it('is not contacted in the way that one of them refuses, whoever had said yes', async () => {
    const ana = await answer({ phone: ANA, yes: ['sms-events', 'phone-invitations'] });
    const ben = await answer({ phone: ANA, yes: ['sms-events'] });
    expect(await statusesOf(ana)).toEqual({ 'sms-events': 'given', 'phone-invitations': 'withdrawn' });
    expect(await statusesOf(ben)).toEqual({ 'sms-events': 'given' });
  });

  it('keeps the mails when somebody ends the texts alone', async () => {
    const event = await answer({ email: HOUSE, phone: ANA, yes: ['email-news', 'sms-events'] });
    await backEnd.runJobs();
    await confirm();
    await stop({ phone: ANA, scope: { purpose: 'marketing', channel: 'sms' } });
    expect(await statusesOf(event)).toEqual({ 'email-news': 'given', 'sms-events': 'withdrawn' });
  });
});

describe('two stores', () => {
  /** The shop opens a second store, with a tablet. */
  async function openStore(): Promise<{ rennes: TestDevice; config: ShopConfig }> {
    const [nantes] = backEnd.config.stores;
    if (!nantes) throw new Error('no store');
    const second = { ...nantes, id: 'rennes', name: 'Librairie du Canal, Rennes' };
    const config: ShopConfig = { ...backEnd.config, stores: [nantes, second] };
    const configDigest = await backEnd.publish(config);
    const at = { store: 'rennes', till: 'caisse-1' };
    const enrolmentCode = () => backEnd.store.transaction((tx) => createEnrolmentCode(tx, at));
    return { rennes: await enrolTestDevice({ ...backEnd, config, configDigest, enrolmentCode }), config };
  }

  it('send one mail for one address, which lists what was said at each', async () => {
    const { rennes, config } = await openStore();
    const here = await answer({ email: HOUSE, yes: ['email-news'], config });
    const there = await answer({ email: HOUSE, yes: ['email-news'] }, rennes);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
    for (const name of ['Nantes', 'Rennes']) expect(backEnd.mails[0]?.text).toContain(`Librairie du Canal, ${name}`);
    await confirm();
    expect([await statusesOf(here), await statusesOf(there)]).toEqual([
      { 'email-news': 'given' },
      { 'email-news': 'given' },
    ]);
    const facts = await backEnd.store.sql
      .selectFrom('events')
      .select('chain')
      .where('type', '=', 'confirmation')
      .execute();
    expect(facts.map(({ chain }) => chain).sort()).toEqual(['store:nantes', 'store:rennes']);
  });

  it('share consent: a stop at one ends what was said at the other', async () => {
    const { rennes } = await openStore();
    const there = await answer({ phone: ANA, yes: ['sms-events'] }, rennes);
    await stop({ phone: ANA });
    expect(await statusesOf(there)).toEqual({ 'sms-events': 'withdrawn' });
  });
});

describe('spellings of an address', () => {
  it('are one address where only capitals, blanks or the form of the domain differ, and mail goes to it as typed last', async () => {
    for (const email of ['camille@exemple.fr', ' Camille@EXEMPLE.fr', 'CAMILLE@exemple．fr'])
      await answer({ email, yes: ['email-news'] });
    await backEnd.runJobs();
    expect(await countContacts()).toBe(1);
    expect(backEnd.mails.map(({ to }) => to)).toEqual(['CAMILLE@exemple.fr']);
  });

  it('are several where a plus or a dot differs: a stop for one leaves the others', async () => {
    const plain = await answer({ email: 'camille@exemple.fr', yes: ['email-news'] });
    const others = [
      await answer({ email: 'camille+librairie@exemple.fr', yes: ['email-news'] }),
      await answer({ email: 'ca.mille@exemple.fr', yes: ['email-news'] }),
    ];
    expect(await countContacts()).toBe(3);
    await stop({ email: 'camille@exemple.fr' });
    expect(await statusesOf(plain)).toEqual({ 'email-news': 'withdrawn' });
    for (const event of others) expect(await statusesOf(event)).toEqual({ 'email-news': 'requested' });
  });
});
