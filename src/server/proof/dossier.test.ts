import { beforeEach, describe, expect, it } from 'vitest';
import { readDisclosure } from '#protocol/disclosure.ts';
import { setDeviceStatus } from '../storage/device.ts';
import { rejectEvent } from '../storage/quarantine.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';
import { type Dossier, readEvent } from './dossier.ts';
import { toFiles } from './files.ts';
import { createShopDay, EMAIL, PHONE, type ShopDay } from './testing/shop-day.ts';
import { verify } from './verify.js';

let day: ShopDay;

beforeEach(async () => {
  day = await createShopDay();
});

async function mustMake(of: Parameters<ShopDay['dossier']>[0]): Promise<Dossier> {
  const dossier = await day.dossier(of);
  if (!dossier) throw new Error('nothing is held');
  return dossier;
}

const person = ({ events }: Dossier) => events.filter(({ role }) => role === 'person');
const typesOf = (dossier: Dossier) => person(dossier).map((event) => readEvent(event)?.type);
const claimsOf = (dossier: Dossier) =>
  dossier.events.flatMap((e) => e.disclosures).map((d) => readDisclosure(d)?.value);
const failed = async (dossier: Dossier) => (await verify(dossier)).filter(({ ok }) => !ok);

describe('a dossier', () => {
  it('of a plain yes holds the event as signed, its interval, and what vouches for the tablet’s key', async () => {
    const dossier = await mustMake({ contact: PHONE });
    expect(typesOf(dossier)).toEqual(['answers-given']);
    expect(person(dossier)[0]).toMatchObject({
      ...{ jws: day.answers.body.jws, hash: day.answers.line[2], status: 'accepted', next: null },
      ...{ notBefore: '2026-10-12T16:14:00.000Z', notAfter: '2026-10-12T16:30:00.000Z' },
    });
    expect(dossier.events.map(({ role }) => role)).toEqual(['person', 'device']);
    expect(dossier.acknowledgements).toHaveLength(2);
    expect(dossier.texts.map(({ file }) => file)).toEqual(['config.json', 'notice.fr.json', 'questions.fr.json']);
    expect(dossier.standing).toMatchObject([{ question: 'sms-events', status: 'given' }]);
    expect(await failed(dossier)).toEqual([]);
  });

  it('of one contact point shows no other, though they stand in one event', async () => {
    expect(claimsOf(await mustMake({ contact: PHONE }))).toEqual([PHONE]);
    expect(claimsOf(await mustMake({ contact: EMAIL }))).toEqual([EMAIL]);
    expect(claimsOf(await mustMake({ event: day.answers.line[1] })).sort()).toEqual([PHONE, EMAIL].sort());
    expect(JSON.stringify(await mustMake({ contact: PHONE }))).not.toContain('33699999999');
  });

  it('of one event shows nobody whose event another tablet sent under the same id', async () => {
    const other = await enrolTestDevice(day.backEnd, 'caisse-2');
    const [, event] = day.answers.line;
    const { outcomes } = await other.sync([
      await other.answers({ id: event, phone: '+33655555555', yes: ['sms-events'] }),
    ]);
    expect(outcomes).toMatchObject([{ reason: 'id-reused' }]);
    expect(claimsOf(await mustMake({ event })).sort()).toEqual([PHONE, EMAIL].sort());
  });

  it('of one event shows nobody’s contact data from another that concerns the same person', async () => {
    const other = '+33600000000';
    const { key } = await createKeyPair();
    const stop = await day.tablet.stop({ email: EMAIL, phone: other, key });
    await day.tablet.sync([stop]);
    const dossier = await mustMake({ event: day.answers.line[1] });
    expect(dossier.events.map(({ hash }) => hash)).toContain(stop.line[2]);
    expect(claimsOf(dossier)).not.toContain(other);
    expect(claimsOf(await mustMake({ event: stop.line[1] }))).toContain(other);
  });

  it('of a double opt-in holds the confirmation, signed by the back end', async () => {
    expect((await mustMake({ contact: EMAIL })).standing).toMatchObject([{ status: 'requested' }]);
    await day.confirm();
    const dossier = await mustMake({ contact: EMAIL });
    expect(typesOf(dossier)).toEqual(['answers-given', 'confirmation']);
    expect(dossier.standing).toMatchObject([{ question: 'email-news', status: 'given' }]);
    expect(await failed(dossier)).toEqual([]);
  });

  it('after a withdrawal holds it too, and what stands is a no', async () => {
    await day.confirm();
    await day.withdraw();
    const dossier = await mustMake({ contact: EMAIL });
    expect(typesOf(dossier)).toEqual(['answers-given', 'confirmation', 'withdrawal']);
    expect(dossier.standing).toMatchObject([{ status: 'withdrawn' }]);
    expect(await failed(dossier)).toEqual([]);
    // the stop of all reached the number as well (D8)
    expect(typesOf(await mustMake({ contact: PHONE }))).toEqual(['answers-given', 'withdrawal']);
  });

  it('of someone erased is not to be had by address, and verifies by event without contact data', async () => {
    await day.erase(EMAIL);
    expect(await day.dossier({ contact: EMAIL })).toBeUndefined();
    const dossier = await mustMake({ event: day.answers.line[1] });
    expect(claimsOf(dossier)).toEqual([PHONE]);
    expect(typesOf(dossier)).toContain('erasure');
    expect(await failed(dossier)).toEqual([]);
  });

  it('of something never seen is not to be had', async () => {
    expect(await day.dossier({ contact: 'nobody@exemple.fr' })).toBeUndefined();
    expect(await day.dossier({ event: '0b6e6a5c-3c1f-4a55-9a2a-6f9a0e6f2d11' })).toBeUndefined();
  });

  it('of a request that somebody denied says so', async () => {
    await day.disavow();
    const dossier = await mustMake({ event: day.answers.line[1] });
    expect(typesOf(dossier)).toContain('disavowal');
    expect(dossier.standing).toMatchObject([{ status: 'disavowed' }, { status: 'given' }]);
    expect(await failed(dossier)).toEqual([]);
  });

  it('of an event that the tablet did not sign fails, and the page says that it is held apart', async () => {
    const { key } = await createKeyPair();
    const forged = await day.tablet.answers({ email: EMAIL, yes: ['email-news'], key });
    await day.tablet.sync([forged]);
    const dossier = await mustMake({ event: forged.line[1] });
    expect((await failed(dossier)).map(({ name }) => name)).toEqual(['enrolment', 'signature']);
    expect((await toFiles(dossier, 'en', 'Europe/Paris')).files['proof.html']).toContain(
      'held apart and does not count as a yes: the tablet did not sign it',
    );
  });

  it('of what cannot be read is made all the same', async () => {
    const poison = await day.tablet.answers({
      spoil: (event) => {
        event.answers = 'yes';
      },
    });
    await day.tablet.sync([poison]);
    const dossier = await mustMake({ event: poison.line[1] });
    expect(await failed(dossier)).toEqual([expect.objectContaining({ name: 'shown' })]);
    expect((await toFiles(dossier, 'en', 'Europe/Paris')).files['proof.html']).toContain(poison.line[1]);
  });

  it('holds the operator’s word on an event that was held apart, and that the tablet is lost', async () => {
    const { store } = day.backEnd;
    await store.transaction((tx) => setDeviceStatus(tx, day.tablet.id, 'lost', 'nadia'));
    const late = await day.tablet.answers({ phone: PHONE, yes: ['sms-events'] });
    await day.tablet.sync([late]);
    await store.transaction((tx) => rejectEvent(tx, late.line[2], 'nadia'));
    const dossier = await mustMake({ event: late.line[1] });
    expect(person(dossier)).toMatchObject([{ status: 'rejected', reason: 'device-lost' }, { status: 'accepted' }]);
    expect(typesOf(dossier)).toEqual(['answers-given', 'quarantine-decision']);
    expect(dossier.events.map((event) => readEvent(event)?.type)).toContain('device-status');
    expect(await failed(dossier)).toEqual([]);
  });

  it('shows each language as it was shown', async () => {
    await day.tablet.sync([await day.tablet.answers({ phone: PHONE, yes: ['phone-invitations'], language: 'en' })]);
    const dossier = await mustMake({ contact: PHONE });
    expect(dossier.texts.map(({ file }) => file)).toEqual([
      'config.json',
      'notice.fr.json',
      'questions.fr.json',
      'notice.en.json',
      'questions.en.json',
    ]);
    expect(await failed(dossier)).toEqual([]);
  });
});
