import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import type { Dossier } from './dossier.ts';
import { toFiles } from './files.ts';
import { createShopDay, EMAIL, PHONE, type ShopDay } from './testing/shop-day.ts';

let day: ShopDay;
let dossier: Dossier;
let files: Readonly<Record<string, string>>;

const ZONE = 'Europe/Paris';
const read = (name: string) => files[name] ?? '';
/** As a person reads it. */
const textOf = (markup: string) => markup.replace(/<style>.*?<\/style>|<[^>]+>/gs, ' ').replace(/[ \n]+/g, ' ');

beforeAll(async () => {
  day = await createShopDay();
  await day.confirm();
  await day.withdraw();
  dossier = (await day.dossier({ contact: EMAIL })) as Dossier;
  ({ files } = await toFiles(dossier, 'fr', ZONE));
});

describe('the files of a dossier', () => {
  it('are all that the leaflet names', () => {
    expect(Object.keys(files).sort()).toEqual(
      [
        'README.txt',
        'config.json',
        'dossier.json',
        'keys.json',
        'notice.fr.json',
        'notice.fr.txt',
        'proof.html',
      ].concat(['questions.fr.json', 'questions.fr.txt', 'record.jsonld', 'verify.html']),
    );
    const { files: named, ...written } = JSON.parse(read('dossier.json'));
    expect(written).toEqual(dossier);
    expect(named).toHaveLength(7);
  });

  it('are named in the leaflet as they are, in either language', async () => {
    for (const language of ['fr', 'en'] as const) {
      const { files: made } = await toFiles(dossier, language, ZONE);
      const leaflet = made['README.txt'] ?? '';
      for (const name of Object.keys(made).filter((file) => file !== 'README.txt')) expect(leaflet).toContain(name);
      expect(leaflet).toContain('-binary notice.fr.json |');
      expect(leaflet).not.toMatch(/notice\.en|undefined|\*/);
      for (const line of leaflet.split('\n')) expect(line.length).toBeLessThanOrEqual(88);
    }
  });

  it('give their digest by the command in the leaflet', () => {
    const [, command = ''] = /:\n\s+(openssl.*?-d '=')/s.exec(read('README.txt')) ?? [];
    const directory = mkdtempSync(join(tmpdir(), 'leaflet-'));
    writeFileSync(join(directory, 'notice.fr.json'), read('notice.fr.json'));
    const printed = execFileSync('sh', ['-c', command], { cwd: directory, encoding: 'utf8' });
    rmSync(directory, { recursive: true });
    expect(printed).toBe(dossier.texts.find(({ file }) => file === 'notice.fr.json')?.digest);
  });

  it('hold the texts as shown, to the byte', async () => {
    const event = JSON.parse(Buffer.from(day.answers.body.jws.split('.')[1] ?? '', 'base64url').toString());
    expect(await sha256(read('notice.fr.json'))).toBe(event.noticeDigest);
    expect(await sha256(read('questions.fr.json'))).toBe(event.questionSetDigest);
    expect(await sha256(read('config.json'))).toBe(event.configDigest);
    expect(read('questions.fr.txt')).toContain('La Librairie du Canal peut-elle vous appeler\u202f?');
  });

  it('name the keys of the back end and of the tablet', () => {
    const { keys } = JSON.parse(read('keys.json'));
    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual([
      day.backEnd.keys.signing.kid,
      day.tablet.publicKey.kid,
    ]);
  });
});

describe('the page', () => {
  it('tells who, when, where, how, what was asked, and what stands', () => {
    const page = textOf(read('proof.html'));
    for (const words of [
      'camille@exemple.fr',
      'Entre le 12\u00a0octobre 2026, 18:14:00 (UTC+2) et le 12\u00a0octobre 2026, 18:30:00 (UTC+2)',
      'Horloge de la tablette\u00a0: 12\u00a0octobre 2026, 18:21:00 (UTC+2)',
      'Librairie du Canal, Nantes, 12 quai aux Livres, 44000 Nantes',
      'La personne a touché l’écran elle-même.',
      'vous écrire par e\u2011mail\u202f?',
      'E\u2011mail de confirmation envoyé (noté par nous, non signé).',
      'notre conclusion, elle n’est pas signée',
      'Confirmé d’un bouton',
      'Retrait\u00a0: tous les accords, à la caisse.',
      'Terminé',
      'Vous informer de nos nouveautés',
    ])
      expect(page).toContain(words);
    expect(page).not.toContain(PHONE);
    expect(page).not.toMatch(/undefined|\[object/);
    expect(read('proof.html')).not.toContain('<script');
  });

  it('says so when a check fails', async () => {
    const [first, ...others] = dossier.events;
    const tampered = { ...dossier, events: [{ ...first, disclosures: ['x'] }, ...others] } as Dossier;
    const { files, checks } = await toFiles(tampered, 'en', ZONE);
    expect(checks.filter(({ ok }) => !ok)).toHaveLength(1);
    expect(textOf(files['proof.html'] ?? '')).toContain(`1 of ${checks.length} checks failed`);
    const { files: inFrench } = await toFiles(tampered, 'fr', ZONE);
    expect(textOf(inFrench['proof.html'] ?? '')).toContain(`1 contrôle sur ${checks.length} a échoué`);
    expect(textOf(files['proof.html'] ?? '')).toContain('Some contact data is not what was typed.');
  });

  it('lets no word of the data become markup', async () => {
    const controller = { ...dossier.controller, name: '<img src=x>', legalName: '"><script>alert(1)</script>' };
    const { files } = await toFiles({ ...dossier, controller, id: '</main>' }, 'fr', ZONE);
    expect(files['proof.html']).not.toMatch(/<img|<script|<\/main>.*<\/main>/s);
  });
});

describe('the page that checks', () => {
  it('may run its own script and reach nothing', () => {
    const page = read('verify.html');
    const [, script = ''] = /<script type="module">(.*?)<\/script>/s.exec(page) ?? [];
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page).toMatch(/default-src &#39;none&#39;/);
    expect(page).toContain(`script-src &#39;sha256-${digest}&#39;`);
    expect(script).not.toMatch(/\bimport\b.*from|fetch\(|innerHTML/);
  });
});

interface ConsentRecord {
  readonly '@id': string;
  readonly 'dpv:hasConsentStatus': readonly { readonly '@type': readonly string[] }[];
}

describe('the ISO/IEC TS 27560 record', () => {
  it('has one record an answer, each with its states in the words of DPV', () => {
    const { '@graph': records } = JSON.parse(read('record.jsonld')) as { '@graph': ConsentRecord[] };
    const states = records.map((record) => [
      record['@id'].split('#')[1],
      record['dpv:hasConsentStatus'].map((state) => state['@type'][0]),
    ]);
    expect(states).toEqual([
      ['email-news', ['dpv:ConsentRequested', 'dpv:ConsentGiven', 'dpv:ConsentWithdrawn']],
      ['sms-events', ['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']],
      ['phone-invitations', ['dpv:ConsentRefused']],
    ]);
  });

  it('has every field that is mandatory', () => {
    const { '@graph': records } = JSON.parse(read('record.jsonld')) as { '@graph': Record<string, object>[] };
    for (const record of records) {
      expect(record).toMatchObject({
        '@type': 'dpv:ConsentRecord',
        'dct:conformsTo': { '@id': 'dpv-27560:record-eu-gdpr' },
        'dct:identifier': expect.any(String),
        'dpv:hasDataSubject': { '@id': expect.any(String) },
        'dpv:hasDataController': expect.objectContaining({
          ...{ '@id': expect.any(String), 'dpv:hasName': 'Librairie du Canal SARL', '@type': expect.any(Array) },
          ...{ 'dpv:hasAddress': expect.any(String), 'dpv:hasContact': expect.any(String) },
        }),
        'dpv:hasNotice': { 'dct:language': 'fr' },
        'dpv:hasLegalBasis': expect.arrayContaining([{ '@id': 'eu-gdpr:A6-1-a' }]),
        'dpv:hasJurisdiction': { '@id': 'loc:FR' },
        'dpv:hasAuthority': { '@id': 'legal-fr:DPA-FR' },
      });
      expect(Object.keys(record['dpv:hasProcess'] ?? {})).toEqual(
        expect.arrayContaining(
          ['Purpose', 'PersonalData', 'DataSource', 'StorageCondition', 'Recipient', 'ConsentControl', 'Right'].map(
            (name) => `dpv:has${name}`,
          ),
        ),
      );
      expect(record['dpv:hasConsentStatus']).toMatchObject([
        { 'dpv:isIndicatedAtTime': '2026-10-12T16:21:00.000Z', 'dpv:isIndicatedBy': { '@id': 'dpv:DataSubject' } },
        ...((record['dpv:hasConsentStatus'] as object[]).slice(1) ?? []),
      ]);
    }
  });
});
