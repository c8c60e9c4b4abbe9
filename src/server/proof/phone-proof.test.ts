// What a dossier proves of answers given on a person's own phone, and how whoever forges it is found out.
import { generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnswersOnPhone } from '#domain/consent-event.ts';
import { questionsOfCard } from '#domain/hand-over.ts';
import { HOUR } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText, signedTypes, signText } from '#protocol/signature.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';
import { byHandOver, type PhoneInput, recordOnPhone } from '../testing/phone-answers.ts';
import { type Dossier, type ProvenEvent, readEvent } from './dossier.ts';
import { toFiles } from './files.ts';
import { ownDataSchema, toOwnData } from './own-data.ts';
import { toConsentReceipts, toConsentRecords } from './record.ts';
import { createShopDay, type ShopDay } from './testing/shop-day.ts';
import { remark, verify } from './verify.js';

const EMAIL = 'ana@exemple.fr';
const PHONE = '+33698765432';

let day: ShopDay;
beforeEach(async () => {
  day = await createShopDay();
});

async function mustMake(of: Parameters<ShopDay['dossier']>[0]): Promise<Dossier> {
  const dossier = await day.dossier(of);
  if (!dossier) throw new Error('nothing is held');
  return dossier;
}

const handOver = async (input: PhoneInput, change: Parameters<typeof byHandOver>[2] = {}) =>
  recordOnPhone(day.backEnd, { ...input, askedBy: await byHandOver(day.tablet, day.backEnd, change) });
const byCard = (input: PhoneInput) =>
  recordOnPhone(day.backEnd, { questions: questionsOfCard(day.backEnd.config), ...input });

async function confirm(): Promise<void> {
  const { app, mails, runJobs } = day.backEnd;
  await runJobs();
  await press(app, confirmPathIn(mails.find(({ to }) => to === EMAIL)), { action: 'confirm' });
}

const failed = async (dossier: Dossier) => (await verify(dossier)).flatMap(({ name, ok }) => (ok ? [] : [name]));
const remarks = (dossier: Dossier) => remark(dossier).map(({ name }) => name);
const isAnswer = ({ jws }: ProvenEvent) => readSignedText(jws)?.includes('"type":"answers-given"') === true;
/** As a person reads it. */
async function readPage(dossier: Dossier, language: 'fr' | 'en'): Promise<string> {
  const { files } = await toFiles(dossier, language, 'Europe/Paris');
  return (files['proof.html'] ?? '').replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ').replace(/[ \n]+/g, ' ');
}

describe('a dossier of answers by a tablet’s code', () => {
  it('holds what vouches for that tablet’s key, asked for by contact or by event, and passes every check', async () => {
    const event = await handOver({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] });
    for (const of of [{ contact: PHONE }, { contact: EMAIL }, { event }]) {
      const dossier = await mustMake(of);
      expect(dossier.events.map((proven) => readEvent(proven)?.type)).toEqual(['answers-given', 'device-enrolled']);
      expect((await verify(dossier)).map(({ name }) => name)).toContain('ledTo');
      expect(await failed(dossier)).toEqual([]);
      expect(remarks(dossier)).toEqual([]);
    }
  });

  it('tells where the person came from, and when by which clock', async () => {
    const event = await handOver({ phone: PHONE, yes: ['sms-events'] });
    const dossier = await mustMake({ event });
    const french = await readPage(dossier, 'fr');
    for (const words of [
      'Le 12\u00a0octobre 2026, 18:30:00 (UTC+2), à l’horloge de notre serveur\u00a0: la réponse a été inscrite à son arrivée.',
      'Horloge de la tablette quand elle a affiché le code\u00a0: 12\u00a0octobre 2026, 18:30:00 (UTC+2).',
      `signé par la tablette ${day.tablet.id}`,
      'La personne a répondu sur son propre téléphone.',
    ])
      expect(french).toContain(words);
    expect(french).not.toMatch(/undefined|\[object/);
    expect(await readPage(dossier, 'en')).toContain('By the code shown at');
  });

  it('remarks plainly, and fails no check, where the tablet had other settings or its clock was ahead', async () => {
    const ahead = Math.floor((day.backEnd.clock.now + HOUR) / 1000);
    const event = await handOver({ phone: PHONE, yes: ['sms-events'] }, { config: 'A'.repeat(43), iat: ahead });
    const dossier = await mustMake({ event });
    expect(await failed(dossier)).toEqual([]);
    expect(remarks(dossier)).toEqual(['otherConfig', 'clockAhead']);
    expect(await readPage(dossier, 'fr')).toMatch(/avait d’autres réglages.*elle avançait/);
    expect(await readPage(dossier, 'en')).toMatch(/had other settings.*it was ahead/);
  });
});

describe('a dossier of answers by a counter card', () => {
  it('shows the questions of the card, and names no tablet', async () => {
    await byCard({ email: EMAIL, yes: ['email-news'] });
    const dossier = await mustMake({ contact: EMAIL });
    expect(await failed(dossier)).toEqual([]);
    const [questions] = dossier.texts.filter(({ kind }) => kind === 'questions');
    expect(JSON.parse(questions?.text ?? '').questions).toHaveLength(1);
    const page = await readPage(dossier, 'fr');
    expect(page).toContain('Par le code imprimé sur le comptoir');
    expect(page).toContain('Un oui demandait ensuite une confirmation');
    expect(page).not.toContain(day.tablet.id);
    expect(page).not.toMatch(/Horloge de la tablette|undefined/);
  });

  it('keeps the questions of the tablet beside them, each under its own name', async () => {
    await byCard({ email: EMAIL, yes: ['email-news'] });
    await day.tablet.sync([await day.tablet.answers({ email: EMAIL, yes: ['email-news'] })]);
    const dossier = await mustMake({ contact: EMAIL });
    expect(dossier.texts.map(({ file }) => file)).toEqual([
      ...['config.json', 'notice.fr.json', 'questions.fr.json', 'questions-2.fr.json'],
    ]);
    expect(await failed(dossier)).toEqual([]);
  });

  it('bears a yes out only once it is confirmed', async () => {
    await byCard({ email: EMAIL, yes: ['email-news'] });
    const dossier = await mustMake({ contact: EMAIL });
    expect(dossier.standing).toMatchObject([{ status: 'requested' }]);
    const standing = dossier.standing.map((line) => ({ ...line, status: 'given' as const }));
    expect(await failed({ ...dossier, standing })).toEqual(['standing']);
    await confirm();
    const confirmed = await mustMake({ contact: EMAIL });
    expect(confirmed.standing).toMatchObject([{ status: 'given' }]);
    expect(await failed(confirmed)).toEqual([]);
  });
});

describe('found out is', () => {
  let dossier: Dossier;
  let other: TestDevice;
  beforeEach(async () => {
    other = await enrolTestDevice(day.backEnd, 'caisse-2');
    dossier = await mustMake({ event: await handOver({ phone: PHONE, yes: ['sms-events'] }) });
  });

  type Said = Omit<AnswersOnPhone, 'askedBy'> & { askedBy?: object };
  const saidIn = ({ events }: Dossier) => JSON.parse(readSignedText(events.find(isAnswer)?.jws ?? '') ?? '') as Said;
  const askedByIn = (of: Dossier) => saidIn(of).askedBy as Extract<AnswersOnPhone['askedBy'], { kind: 'hand-over' }>;

  /** By somebody who has the controller's own key, and makes the rest fit. */
  async function forge(change: (said: Said) => void): Promise<Dossier> {
    const said = saidIn(dossier);
    change(said);
    const jws = await signText(JSON.stringify(said), signedTypes.event, day.backEnd.keys.signing);
    const hash = await sha256(jws);
    return { ...dossier, events: dossier.events.map((event) => (isAnswer(event) ? { ...event, jws, hash } : event)) };
  }

  const withLink = (link: string, more: object = {}) =>
    forge((said) => {
      said.askedBy = { ...askedByIn(dossier), link, ...more };
    });
  async function linkBy(device: Parameters<typeof byHandOver>[0], change: Parameters<typeof byHandOver>[2] = {}) {
    const askedBy = await byHandOver(device, day.backEnd, { iss: day.tablet.id, ...change });
    return askedBy.kind === 'hand-over' ? askedBy.link : '';
  }

  it('nothing where nothing was changed', async () => {
    expect(await failed(await forge(() => {}))).toEqual([]);
  });

  const theirs = async () =>
    recordOnPhone(day.backEnd, {
      ...{ phone: '+33611111111', yes: ['sms-events'] },
      askedBy: await byHandOver(other, day.backEnd, { till: 'caisse-2' }),
    });

  it('the code of another tablet, though the back end vouches for that one, too', async () => {
    const vouched = (await mustMake({ event: await theirs() })).events.filter(({ role }) => role === 'device');
    expect(vouched).toHaveLength(1);
    for (const link of [await linkBy(other), await linkBy(other, { iss: other.id, till: 'caisse-2' })]) {
      const forged = await withLink(link);
      expect(await failed({ ...forged, events: [...forged.events, ...vouched] })).toEqual(['ledTo']);
    }
  });

  it('a code that a stranger has signed', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(
      await failed(await withLink(await linkBy({ id: day.tablet.id, key: { kid: '', key: privateKey } }))),
    ).toEqual(['ledTo']);
  });

  it('another word of that tablet, given for a code', async () => {
    expect(await failed(await withLink(day.answers.body.jws))).toEqual(['ledTo']);
  });

  it('an altered till or store, in the act or in both', async () => {
    expect(await failed(await withLink(askedByIn(dossier).link, { till: 'caisse-2' }))).toEqual(['ledTo']);
    const inBoth = await withLink(await linkBy(day.tablet, { till: 'caisse-2' }), { till: 'caisse-2' });
    expect(await failed(inBoth)).toEqual(['ledTo']); // it was never enrolled there
    expect(await failed(await withLink(await linkBy(day.tablet, { store: 'rennes' })))).toEqual(['ledTo']);
    const [header, payload = '', signature] = askedByIn(dossier).link.split('.');
    const altered = Buffer.from(payload, 'base64url').toString().replace('caisse-1', 'caisse-2');
    const link = [header, Buffer.from(altered).toString('base64url'), signature].join('.');
    expect(await failed(await withLink(link, { till: 'caisse-2' }))).toEqual(['ledTo']);
  });

  it('a missing word for the tablet’s key', async () => {
    const events = dossier.events.filter(({ role }) => role !== 'device');
    expect(await failed({ ...dossier, events })).toEqual(['ledTo']);
  });

  it('an act that does not say how the person came to it, or in no way that there is', async () => {
    expect(await failed(await forge((said) => delete said.askedBy))).toEqual(['ledTo']);
    expect(
      await failed(
        await forge((said) => {
          said.askedBy = { kind: 'hearsay' };
        }),
      ),
    ).toEqual(['ledTo']);
  });

  it('a tablet’s code passed off as a counter card’s: then a confirmation is missing', async () => {
    const forged = await forge((said) => {
      said.askedBy = { kind: 'counter-card' };
    });
    expect(await failed(forged)).toEqual(['standing']);
  });

  it('a code issued for another config, put in by whoever has not the controller’s key', async () => {
    const link = await linkBy(day.tablet, { config: 'A'.repeat(43) });
    const bySomebody = (jws: string) => {
      const [header, , signature] = jws.split('.');
      const said = JSON.stringify({ ...saidIn(dossier), askedBy: { ...askedByIn(dossier), link } });
      return [header, Buffer.from(said).toString('base64url'), signature].join('.');
    };
    const events = dossier.events.map((event) => (isAnswer(event) ? { ...event, jws: bySomebody(event.jws) } : event));
    expect(await failed({ ...dossier, events })).toEqual(['hash', 'signature']);
    // the controller itself may have asked by its own: that is said, and is no failure
    const byController = await withLink(link);
    expect([await failed(byController), remarks(byController)]).toEqual([[], ['otherConfig']]);
  });

  it('contact data that was not typed', async () => {
    const events = dossier.events.map((event) => (isAnswer(event) ? { ...event, disclosures: ['x'] } : event));
    expect(await failed({ ...dossier, events })).toEqual(['disclosures']);
  });
});

describe('the other forms of the proof', () => {
  interface Graph {
    readonly '@graph': readonly {
      readonly '@id': string;
      readonly 'dpv:hasConsentStatus': readonly { readonly '@type': readonly string[] }[];
    }[];
  }
  const statesOf = (graph: Graph['@graph']) =>
    graph.map((record) => [
      record['@id'].split('#')[1],
      record['dpv:hasConsentStatus'].map((state) => state['@type'][0]),
    ]);

  it('have the states of each answer in the words of DPV, as a record and as a receipt', async () => {
    await handOver({ phone: PHONE, yes: ['sms-events'] });
    expect(statesOf((toConsentRecords(await mustMake({ contact: PHONE })) as Graph)['@graph'])).toEqual([
      ['email-news', ['dpv:ConsentRefused']],
      ['sms-events', ['dpv:ConsentGiven']],
      ['phone-invitations', ['dpv:ConsentRefused']],
    ]);
    const questions = questionsOfCard(day.backEnd.config).map((question) => ({ ...question, confirmation: 'none' }));
    await byCard({ email: EMAIL, yes: ['email-news'], questions: questions as PhoneInput['questions'] });
    await confirm();
    const receipts = toConsentReceipts(await mustMake({ contact: EMAIL })) as {
      '@graph': { 'dpv:hasRecordOfActivity': Graph['@graph'][number] }[];
    };
    expect(statesOf(receipts['@graph'].map((receipt) => receipt['dpv:hasRecordOfActivity']))).toEqual([
      ['email-news', ['dpv:ConsentRequested', 'dpv:ConsentGiven']],
    ]);
  });

  it('have what was signed in the person’s own data', async () => {
    await byCard({ email: EMAIL, yes: ['email-news'] });
    const contactPoint = { kind: 'email', value: EMAIL } as const;
    const beside = { contactPoint, lastActivity: null, requests: [], publicUrl: 'https://x.example' };
    const own = toOwnData(await mustMake({ contact: EMAIL }), beside);
    expect(ownDataSchema.safeParse(own).success).toBe(true);
    expect(own.answers).toMatchObject([{ status: 'requested', asked: expect.stringContaining('e\u2011mail') }]);
    expect(own.events).toMatchObject([{ said: { collector: 'own-phone', askedBy: { kind: 'counter-card' } } }]);
  });
});
