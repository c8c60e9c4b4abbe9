// Choices made on a person's own page, as the dossier, the person's copy of their data and their receipt tell them.
import { beforeEach, describe, expect, it } from 'vitest';
import { press, readForm } from '../testing/link.ts';
import type { Dossier } from './dossier.ts';
import { type OwnData, ownDataSchema } from './own-data.ts';
import { tellHistory } from './proof-history.ts';
import { renderProofPage } from './proof-page.ts';
import { createShopDay, EMAIL, type ShopDay } from './testing/shop-day.ts';
import { verify } from './verify.js';

const topics = 'topic:marketing.email';
const frequency = 'frequency:marketing.email';

let day: ShopDay;
let path: string;

beforeEach(async () => {
  day = await createShopDay();
  await day.confirm();
  const { mails, app } = day.backEnd;
  await press(app, '/preferences', { address: EMAIL });
  await day.backEnd.runJobs();
  path = /\/preferences\/[\w-]+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
});

const get = (url: string) => day.backEnd.app.request(url);
async function save(change: Record<string, string | string[]>): Promise<void> {
  day.backEnd.clock.now += 60_000;
  await press(day.backEnd.app, path, { ...(await readForm(await get(path))), ...change });
}
const readDossier = async () => (await day.dossier({ contact: EMAIL })) as Dossier;
const failures = async (dossier: Dossier) => (await verify(dossier)).filter(({ ok }) => !ok).map(({ name }) => name);

async function makeChoices(): Promise<void> {
  await save({ [topics]: ['new-books'], [frequency]: '1/month' });
  await save({ [topics]: ['new-books', 'offers'] });
}

describe('the dossier', () => {
  it('tells what was taken away, what was said again, and what is left, and passes every check', async () => {
    await makeChoices();
    const dossier = await readDossier();
    expect(await failures(dossier)).toEqual([]);
    expect(dossier.standing).toMatchObject([
      { status: 'given', topics: ['new-books'], frequency: { max: 1, per: 'month' } },
      { status: 'given', topics: ['new-books', 'offers'], frequency: { max: 1, per: 'month' } },
    ]);
    const told = tellHistory(dossier, 'fr').map(({ text }) => text);
    expect(told).toContain('Retrait\u00a0: e\u2011mail (Rencontres et Offres), sur la page «\u00a0mes choix\u00a0».');
    expect(told.join()).toContain('Moins souvent\u00a0: e\u2011mail, une fois par mois au plus');
    const page = renderProofPage(dossier, [], 'fr', 'Europe/Paris');
    expect(page).toContain('Reste\u00a0: Nouveautés et Offres, une fois par mois au plus.');
    expect(page).toContain('La page montrait ce qui valait alors');
    expect(page).toContain('Nouveautés, Offres, une fois par mois');
  });

  it('is found out when it says that a topic, or how often, is what it was', async () => {
    await makeChoices();
    const dossier = await readDossier();
    const [first, ...rest] = dossier.standing;
    for (const more of [{ topics: ['new-books', 'events'] }, { frequency: { max: 2, per: 'month' } }] as const) {
      const standing = [{ ...(first as Dossier['standing'][number]), ...more }, ...rest];
      expect(await failures({ ...dossier, standing })).toEqual(['standing']);
    }
  });

  it('is found out when it says that what is frozen may be used', async () => {
    await press(day.backEnd.app, path, { action: 'restrict' });
    const frozen = await readDossier();
    expect(frozen.standing).toMatchObject([{ status: 'restricted' }]);
    expect(await failures(frozen)).toEqual([]);
    const standing = frozen.standing.map((line) => ({ ...line, status: 'given' as const }));
    expect(await failures({ ...frozen, standing })).toEqual(['standing']);
    await press(day.backEnd.app, path, { action: 'lift' });
    const lifted = await readDossier();
    expect(await failures(lifted)).toEqual([]);
    expect(tellHistory(lifted, 'en').map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Data frozen/), expect.stringMatching(/^Unfrozen/)]),
    );
  });
});

it('gives the person what is left of each answer in their data, by its schema', async () => {
  await makeChoices();
  const data = ownDataSchema.parse((await (await get(`${path}/data`)).json()) as OwnData);
  expect(data.answers.map(({ topics, frequency }) => [topics, frequency])).toEqual([
    [['new-books'], { max: 1, per: 'month' }],
    [['new-books', 'offers'], { max: 1, per: 'month' }],
  ]);
  expect(data.events.map(({ said }) => said.type)).toEqual(
    expect.arrayContaining(['withdrawal', 'frequency-cap', 'answers-given']),
  );
});

it('says on the receipt what is left, for people and for machines', async () => {
  await makeChoices();
  const html = await (await get(`${path}/receipt`)).text();
  expect(html.match(/[^<>]*une fois par mois au plus\./g)).toEqual([
    'Nouveautés et Offres, une fois par mois au plus.',
  ]);
  const { '@graph': receipts } = (await (await get(`${path}/receipt.jsonld`)).json()) as { '@graph': object[] };
  expect(receipts[1]).toMatchObject({
    'dpv:hasRecordOfActivity': {
      'dpv:hasProcess': {
        'dpv:hasPurpose': { 'dct:subject': ['new-books', 'offers'] },
        'dpv:hasFrequency': { 'dct:description': 'at most 1 a month' },
      },
    },
  });
});
