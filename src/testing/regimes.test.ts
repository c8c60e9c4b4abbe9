// What was asked in another way than for a yes, from the tablet to the back end: how it counts, what a no to it is, and what the
// law takes away.
import { beforeEach, describe, expect, it } from 'vitest';
import { bookshop, bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { questionsFor } from '#domain/question-set.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import { startTestDevice, type TestDevice } from '#kiosk/testing/test-device.ts';
import { createTestPlatform, type TestPlatform } from '#kiosk/testing/test-platform.ts';
import { createDossier, type Dossier } from '#server/proof/dossier.ts';
import { toFiles } from '#server/proof/files.ts';
import { toConsentRecords } from '#server/proof/record.ts';
import { verify } from '#server/proof/verify.js';
import { mustGetCurrentConfig } from '#server/storage/config.ts';
import { findContactPoint } from '#server/storage/contact-point.ts';
import { readEvidence } from '#server/storage/evidence.ts';
import { verifyLedger } from '#server/storage/ledger.ts';
import { decideUse } from '#server/storage/may-contact.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '#server/testing/back-end.ts';
import { confirmPathIn, press } from '#server/testing/link.ts';

const EMAIL = 'camille@exemple.fr';
const PHONE = '+33612345678';

/** As a shop could ask until 10 August 2026. */
const july: ShopConfig = {
  ...bookshop,
  schema: 2,
  questions: bookshop.questions.map((question) =>
    question.channel === 'phone'
      ? {
          ...question,
          ...{ regime: 'opt-out', legalBasis: 'legitimate-interest' },
          information: { fr: 'La librairie vous appellera.', en: 'The bookshop will call you.' },
        }
      : question,
  ),
};

let backEnd: TestBackEnd;
let platform: TestPlatform;
let tablet: TestDevice;
let network: 'up' | 'down';

async function open(config: ShopConfig, now: string): Promise<void> {
  network = 'up';
  backEnd = await createTestBackEnd({ clock: { now: Date.parse(now) } });
  await backEnd.publish(config);
  platform = createTestPlatform({ now: backEnd.clock.now, utcOffset: 120 });
  const send = async (request: Request) => {
    if (network === 'down') throw new TypeError('Failed to fetch');
    return backEnd.app.request(request);
  };
  tablet = await startTestDevice({ send, platform, origin: PUBLIC_URL, enrolmentCode: await backEnd.enrolmentCode() });
}

async function setClocks(now: string): Promise<void> {
  backEnd.clock.now = Date.parse(now);
  await platform.advance(backEnd.clock.now - platform.now());
}

/** @param yes by question id; what is not named is no */
async function answer(yes: readonly string[], visit: Partial<Visit> = {}): Promise<string> {
  const { kiosk } = tablet;
  const id = platform.newId();
  const who = { ...anybody, ...visit };
  const questions = questionsFor(kiosk.config, who, kiosk.today());
  const accepted = questions.filter((question) => yes.includes(question.id));
  const result = await kiosk.saveAnswers({
    ...{ id, locale: 'fr', visit: who },
    answers: questions.map((question) => ({
      question: question.id,
      answer: accepted.includes(question) ? 'yes' : 'no',
    })),
    contacts: [
      ...(accepted.some(({ channel }) => channel === 'email') ? [{ kind: 'email' as const, value: EMAIL }] : []),
      ...(accepted.some(({ channel }) => channel !== 'email') ? [{ kind: 'phone' as const, value: PHONE }] : []),
    ],
  });
  expect(result.outcome).toBe('saved');
  return id;
}

async function sync(): Promise<void> {
  await tablet.kiosk.syncNow();
  await tablet.engine.whenIdle();
}

async function statusOf(event: string, question: string): Promise<string | undefined> {
  const rows = backEnd.store.sql.selectFrom('grants').select('status').where('event', '=', event);
  return (await rows.where('question', '=', question).executeTakeFirst())?.status;
}

async function mayContact(value: string, channel: 'email' | 'phone') {
  const { config } = await mustGetCurrentConfig(backEnd.store);
  const claim = { kind: channel, value } as const;
  const request = { claim, channel, purpose: 'marketing' };
  return decideUse(backEnd.store, request, { config, now: backEnd.clock.now });
}

async function makeDossier(event: string): Promise<Dossier> {
  const { config } = await mustGetCurrentConfig(backEnd.store);
  const evidence = await readEvidence(backEnd.store, { kind: 'event', id: event });
  if (!evidence) throw new Error('nothing is held');
  const reports = await verifyLedger(backEnd.store);
  const ledger = reports.map(({ chain, events, bad }) => ({ chain, events, isIntact: bad === null }));
  const context = { id: platform.newId(), madeAt: backEnd.clock.now, controller: config.controller };
  return createDossier(evidence, { ...context, ledger, keys: backEnd.store.keys.verifying });
}

describe('a customer who was told at the till', () => {
  beforeEach(() => open(bookshopOfAllKinds, '2026-11-23T10:00:00Z'));

  it('and did not object may be written to, without a confirmation', async () => {
    const event = await answer(['email-customers'], { afterSale: true });
    await sync();
    expect(await statusOf(event, 'email-customers')).toBe('given');
    expect(await mayContact(EMAIL, 'email')).toMatchObject({
      answer: 'yes',
      ruling: { rule: { id: 'fr-electronic-customer' } },
    });
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('and objected beside an address that another yes needed is not, until the mailbox says so', async () => {
    await answer(['card'], { afterSale: true });
    const later = await answer(['email-customers'], { afterSale: true });
    await sync();
    expect(await mayContact(EMAIL, 'email')).toMatchObject({ answer: 'no', reason: 'requested' });
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails[0]), { action: 'confirm' });
    expect(await statusOf(later, 'email-customers')).toBe('given');
  });

  it('and had taken back an earlier yes stays out of it: silence undoes no no', async () => {
    await answer(['email-customers'], { afterSale: true });
    await tablet.kiosk.saveStop({
      ...{ id: platform.newId(), locale: 'fr', scope: null },
      contact: { kind: 'email', value: EMAIL },
    });
    const later = await answer(['email-customers'], { afterSale: true });
    await sync();
    expect(await statusOf(later, 'email-customers')).toBe('requested');
  });

  it('has a proof that says how, which verifies, and is no record of consent', async () => {
    const event = await answer(['email-customers'], { afterSale: true });
    await sync();
    const dossier = await makeDossier(event);
    expect((await verify(dossier)).filter(({ ok }) => !ok)).toEqual([]);
    const { files } = await toFiles(dossier, 'fr', 'Europe/Paris');
    const page = (files['proof.html'] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(page).toContain('sur des livres proches de ceux que vous achetez');
    expect(page).toContain('Informée, sans opposition');
    expect(files['questions.fr.txt'] ?? page).not.toContain('vous écrire par e-mail ?');
    const { '@graph': records } = toConsentRecords(dossier) as { '@graph': { '@id': string }[] };
    expect(records.map((record) => record['@id'].split('#')[1])).toEqual(['sms-events', 'phone-invitations']);
  });
});

it('an answer of customers without the mark of a sale is held apart', async () => {
  await open(bookshopOfAllKinds, '2026-11-23T10:00:00Z');
  const ids = questionsFor(bookshopOfAllKinds, { ...anybody, afterSale: true }, '2026-11-23').map(({ id }) => id);
  const saved = tablet.kiosk.saveAnswers({
    ...{ id: platform.newId(), locale: 'fr', visit: anybody, contacts: [] },
    answers: ids.map((question) => ({ question, answer: 'no' })),
  });
  expect(await saved).toMatchObject({ outcome: 'not-saved' }); // the tablet itself does not make such an event
});

describe('a tablet with July’s config, used offline in September 2026', () => {
  beforeEach(() => open(july, '2026-07-15T10:00:00Z'));

  it('no longer tells people of calls, and what it told them of in July counts for nothing when it comes', async () => {
    network = 'down';
    const inJuly = await answer(['phone-invitations']);
    await setClocks('2026-09-01T10:00:00Z');
    expect(questionsFor(tablet.kiosk.config, anybody, tablet.kiosk.today()).map(({ id }) => id)).toEqual([
      'email-news',
      'sms-events',
    ]);
    const inSeptember = await answer(['sms-events']);
    network = 'up';
    await setClocks('2026-09-15T10:00:00Z');
    await sync();
    expect(await statusOf(inJuly, 'phone-invitations')).toBe('forbidden');
    expect(await statusOf(inSeptember, 'sms-events')).toBe('given');
    expect(await mayContact(PHONE, 'phone')).toMatchObject({ answer: 'no', forbiddenOn: '2026-08-11' });
  });

  it('with a clock that stood still in July asks, and nothing of it counts', async () => {
    network = 'down';
    backEnd.clock.now = Date.parse('2026-09-15T10:00:00Z');
    const event = await answer(['phone-invitations']);
    network = 'up';
    await sync();
    expect(await statusOf(event, 'phone-invitations')).toBe('forbidden');
    const contact = await findContactPoint(backEnd.store, { kind: 'phone', value: PHONE });
    const row = backEnd.store.sql
      .selectFrom('contact_points')
      .select('value')
      .where('id', '=', contact?.id ?? '');
    expect((await row.executeTakeFirst())?.value).toBeNull();
  });

  it('counts what it told them of in July and brought in July, until 10 August', async () => {
    const event = await answer(['phone-invitations']);
    await sync();
    expect(await statusOf(event, 'phone-invitations')).toBe('given');
    await setClocks('2026-08-10T20:00:00Z');
    expect(await mayContact(PHONE, 'phone')).toMatchObject({ answer: 'yes' });
    await setClocks('2026-08-10T22:30:00Z'); // after midnight in Nantes
    expect(await mayContact(PHONE, 'phone')).toMatchObject({ answer: 'no', reason: 'forbidden' });
  });
});
