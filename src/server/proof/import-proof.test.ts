// A consent that was taken over from a list, as the dossier tells it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Stated } from '#domain/imported.ts';
import { findStore, type Language } from '#domain/shop-config.ts';
import { importRow } from '../storage/imported.ts';
import type { Dossier } from './dossier.ts';
import { toFiles } from './files.ts';
import { renderProofPage } from './proof-page.ts';
import { createShopDay, type ShopDay } from './testing/shop-day.ts';
import { verify } from './verify.js';

const ALEX = 'alex@exemple.fr';
const stated: Stated = {
  ...{ askedOn: '2025-05-31', means: 'web', text: 'Recevez <nos> nouveautés.', source: 'boutique en ligne' },
  ...{ regime: 'opt-in', purchasedOn: null, audience: 'consumer' },
};

let day: ShopDay;

beforeEach(async () => {
  day = await createShopDay();
});

async function takeOver(said: Partial<Stated> = {}): Promise<Dossier> {
  const { config, configDigest, store } = day.backEnd;
  const place = findStore(config, 'nantes');
  if (!place) throw new Error('no store');
  const row = {
    contacts: [{ kind: 'email' as const, value: ALEX }],
    channels: ['email' as const],
    purpose: 'marketing',
  };
  const full = { ...row, stated: { ...stated, ...said }, locale: 'fr' as const, store: place };
  await store.transaction((tx) => importRow(tx, full, { list: 'crm-2024', config, configDigest }));
  return (await day.dossier({ contact: ALEX })) as Dossier;
}

const failures = async (dossier: Dossier) => (await verify(dossier)).filter(({ ok }) => !ok).map(({ name }) => name);
const toPage = (dossier: Dossier, language: Language = 'fr') => renderProofPage(dossier, [], language, 'Europe/Paris');

describe('the dossier of an imported consent', () => {
  it('says plainly that it was imported, what was stated, and what the ledger does not prove', async () => {
    const dossier = await takeOver();
    const page = toPage(dossier);
    for (const said of [
      'Contact repris d’un fichier',
      'Le registre prouve cette déclaration et son moment, pas que la personne a dit oui.',
      'Repris d’un fichier, sur la déclaration du responsable',
      'boutique en ligne, fichier «\u00a0crm-2024\u00a0»',
      '31\u00a0mai 2025',
      'Recevez &lt;nos&gt; nouveautés.',
      '<td>consentement</td>',
      ALEX,
    ])
      expect(page).toContain(said);
    expect(page).not.toContain('Dit par la personne');
    expect(page).toContain('Oui, valable</b>, donné le 31\u00a0mai 2025 d’après le fichier<br>');
    expect(toPage(dossier, 'en')).toContain('This consent was not collected here');
  });

  it('says of who was told that they were, and no yes', async () => {
    const page = toPage(await takeOver({ regime: 'soft-opt-in', purchasedOn: '2026-09-01' }));
    expect(page).toContain('<b>Informée, sans opposition</b>');
    expect(page).toContain('que la personne avait été informée, pas qu’elle avait dit oui.');
    expect(page).toContain('Informée le');
    expect(page).not.toMatch(/Oui, valable|Accord/);
  });

  it('says what was not stated, and that it has no effect', async () => {
    const page = toPage(await takeOver({ text: null, regime: null }));
    expect(page).toContain('non déclaré');
    expect(page).toContain('sans preuve suffisante');
  });

  it('passes every check, and is found out when it says that a consent stands which somebody has ended', async () => {
    const dossier = await takeOver();
    expect(await failures(dossier)).toEqual([]);
    const { backEnd, tablet } = day;
    backEnd.clock.now += 60_000;
    await tablet.sync([await tablet.stop({ email: ALEX })]);
    const ended = (await day.dossier({ contact: ALEX })) as Dossier;
    expect(await failures(ended)).toEqual([]);
    const forged = { ...ended, standing: ended.standing.map((line) => ({ ...line, status: 'given' as const })) };
    expect(await failures(forged)).toEqual(['standing']);
  });

  it('is no record of a consent that was collected (ISO/IEC TS 27560)', async () => {
    const { files } = await toFiles(await takeOver(), 'fr', 'Europe/Paris');
    expect(JSON.parse(String(files['record.jsonld']))).toMatchObject({ '@graph': [] });
  });
});
