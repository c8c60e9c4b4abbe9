import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { OWN_DATA_SCHEMA_PATH, type OwnData, ownDataSchema } from '../proof/own-data.ts';
import { recordActivity } from '../storage/activity.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, preferencesPathIn, press } from '../testing/link.ts';

const EMAIL = 'Camille.Martin@exemple.fr';
const PHONE = '+33612345678';

let backEnd: TestBackEnd;
let device: TestDevice;
let path: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
  await device.sync([
    await device.answers({ phone: '+33699999999', yes: ['sms-events'] }),
    await device.answers({ email: EMAIL, phone: PHONE, yes: ['email-news', 'sms-events'] }),
  ]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
  path = await openOwnPage(backEnd);
});

const get = (url: string, init?: RequestInit) => backEnd.app.request(url, init);
const readData = async () => (await (await get(`${path}/data`)).json()) as OwnData;

describe('my data', () => {
  it('is a download that keeps to its published schema, and is in no cache', async () => {
    const response = await get(`${path}/data`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="mes-donnees.json"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const data = ownDataSchema.parse(await response.json());
    expect(data.$schema).toContain(OWN_DATA_SCHEMA_PATH);
    const schema = (await (await get(OWN_DATA_SCHEMA_PATH)).json()) as { required: string[] };
    expect(schema.required.toSorted()).toEqual(Object.keys(data).toSorted());
  });

  it('holds the address as typed, the answer in words, and what was signed with its disclosure', async () => {
    const data = await readData();
    expect(data.contactPoint).toEqual({ kind: 'email', value: EMAIL });
    expect(data.answers).toMatchObject([{ channel: 'email', status: 'given', purpose: 'marketing' }]);
    expect(data.answers[0]?.asked).toContain('vous écrire');
    expect(data.confirmationMails).toHaveLength(1);
    expect(data.lastActivity).toBeNull();
    expect(data.events.map(({ said }) => said.type)).toEqual(['answers-given', 'confirmation']);
    expect(data.events[0]?.signed.split('~')).toHaveLength(3);
  });

  it('holds when another system last told that the person was in touch', async () => {
    const at = backEnd.clock.now;
    const claim = { kind: 'email' as const, value: EMAIL };
    await backEnd.store.transaction((tx) => recordActivity(tx, claim, { kind: 'purchase', at }, 'FR'));
    expect((await readData()).lastActivity).toEqual({ kind: 'purchase', at: new Date(at).toISOString() });
  });

  it('holds nothing of the number that stands beside it, nor of anybody else', async () => {
    const text = await (await get(`${path}/data`)).text();
    const decoded = [...text.matchAll(/~([\w-]+)/g)].map((match) =>
      Buffer.from(match[1] ?? '', 'base64url').toString(),
    );
    expect(decoded.join()).toContain(EMAIL);
    expect(text + decoded.join()).not.toMatch(/33612345678|33699999999/);
  });

  it('shows what has been ended since', async () => {
    await press(backEnd.app, path, { action: 'withdraw-all' });
    const data = await readData();
    expect(data.answers.map(({ status }) => status)).toEqual(['withdrawn']);
    expect(data.events.map(({ said }) => said.type)).toContain('withdrawal');
  });
});

it('is not offered of an address that nobody confirmed in time', async () => {
  await device.sync([await device.answers({ email: 'late@exemple.fr', yes: ['email-news'] })]);
  await press(backEnd.app, '/preferences', { address: 'late@exemple.fr' });
  await backEnd.runJobs();
  const late = preferencesPathIn(backEnd.mails.find(({ subject }) => subject.startsWith('Vos choix')));
  expect(await (await get(late)).text()).toContain(`${late}/data`);
  backEnd.clock.now += 8 * DAY;
  await backEnd.runJobs();
  expect(await (await get(late)).text()).not.toContain(`${late}/data`);
});

describe('my receipt', () => {
  it('says to whom, for what, when and where, with the address masked', async () => {
    const html = await (await get(`${path}/receipt`)).text();
    for (const said of [
      'Librairie du Canal SARL',
      'C•••••n@exemple.fr',
      'vous écrire par e\u2011mail',
      '12\u00a0octobre 2026',
    ])
      expect(html.toLowerCase()).toContain(said.toLowerCase());
    expect(html).not.toContain('SMS');
    expect(html).not.toContain('Camille');
  });

  it('is, for machines, one ISO 27560 receipt a yes that the link proves, with its record inside', async () => {
    const response = await get(`${path}/receipt.jsonld`);
    expect(response.headers.get('content-type')).toBe('application/ld+json');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="recu-de-consentement.jsonld"');
    const text = await response.text();
    const { '@graph': receipts } = JSON.parse(text) as { '@graph': object[] };
    expect(receipts).toMatchObject([
      {
        '@type': 'dpv:ConsentReceipt',
        'dct:conformsTo': { '@id': 'dpv-27560:receipt-eu-gdpr' },
        'dpv:hasRecordOfActivity': {
          '@type': 'dpv:ConsentRecord',
          'dpv:hasProcess': { 'dpv:hasPurpose': { 'dct:identifier': 'marketing/email' } },
          'dpv:hasDataSubject': { 'dct:identifier': EMAIL },
        },
      },
    ]);
    expect(text).not.toContain(PHONE);
  });
});

describe.each(['/data', '/receipt', '/receipt.jsonld', '/erase'])('…%s', (page) => {
  it('changes nothing by being opened, not even the audit log', async () => {
    const before = await backEnd.dump();
    for (const method of ['GET', 'HEAD']) expect((await get(path + page, { method })).status).toBe(200);
    expect(await backEnd.dump()).toBe(before);
  });

  it('leads back to the preference page once the link has ended', async () => {
    backEnd.clock.now += 91 * DAY;
    const response = await get(path + page);
    expect([response.status, response.headers.get('location')]).toEqual([302, path]);
    expect((await get(path)).status).toBe(410);
  });

  it('does not open by the tablet’s QR code, which proves no mailbox (E1)', async () => {
    const secret = randomBytes(32).toString('base64url');
    const answerLinkDigest = await sha256(secret);
    await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'], answerLinkDigest })]);
    const response = await get(`/preferences/${secret}${page}`);
    expect([response.status, response.headers.get('location')]).toEqual([302, `/preferences/${secret}`]);
  });
});
