// Somebody who was told and has not objected, as the dossier's pages and the copy of their data tell it: never as a yes.
import { expect, it, vi } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import type { Language } from '#domain/shop-config.ts';
import type { AnswersInput } from '../testing/device.ts';
import type { Dossier } from './dossier.ts';
import { toFiles } from './files.ts';
import { toOwnData } from './own-data.ts';
import { renderProofPage } from './proof-page.ts';
import { createShopDay } from './testing/shop-day.ts';

const WORK = 'cdi@ecole.exemple.fr';

/** The dossier of one answer at a shop that also tells. */
async function dossierOf(input: AnswersInput): Promise<Dossier> {
  const { backEnd, tablet, dossier } = await createShopDay();
  const config = bookshopOfAllKinds;
  await backEnd.publish(config);
  const made = await tablet.answers({ config, email: WORK, ...input });
  await tablet.sync([made]);
  return (await dossier({ contact: WORK })) ?? ((await dossier({ event: made.line[1] })) as Dossier);
}

const professional = { visit: { audience: 'professional' }, yes: ['email-schools'] } as const;
const customer = { visit: { afterSale: true }, yes: ['email-customers'] } as const;

const toText = (dossier: Dossier, language: Language = 'fr') =>
  renderProofPage(dossier, [], language, 'Europe/Paris').replaceAll(/<[^>]*>/g, ' ');

it('says that a professional was told and has not objected, and nowhere a yes', async () => {
  const text = toText(await dossierOf(professional));
  expect(text).toContain('Preuve d’information');
  expect(text).not.toMatch(/Preuve de consentement|Oui, valable|Dit par la personne|D’accord/);
  expect(text).toContain('La personne a été informée et ne s’est pas opposée depuis. Elle n’a pas dit oui');
  expect(text.match(/Informée, sans opposition/g)).toHaveLength(2); // what stands, and what was answered
  expect(text).toContain('Fondement\u00a0: intérêt légitime (RGPD, article 6.1.f). Régime\u00a0: information');
  expect(text).toContain('Elle était là à titre professionnel.');
  expect(text).toContain('la personne a dit avoir 15\u00a0ans ou plus.');
});

it('says the mark of a sale, and keeps what was asked at the same time as what it is', async () => {
  const text = toText(await dossierOf(customer), 'en');
  expect(text).toContain('Marked at the till');
  expect(text).toContain('The person had just bought something.');
  expect(text).toContain('La Librairie du Canal'); // asked in French, said in French
  expect(text).toContain('Régime\u00a0: information avec droit d’opposition, lors d’une vente.');
  expect(text).toContain('Régime\u00a0: consentement.');
  expect(text).toContain('Told, not objected');
  expect(text).not.toContain('Yes, valid');
});

it('says an objection', async () => {
  const { backEnd, tablet, dossier } = await createShopDay();
  await backEnd.publish(bookshopOfAllKinds);
  const made = await tablet.answers({ config: bookshopOfAllKinds, visit: { audience: 'professional' } });
  await tablet.sync([made]);
  const text = toText((await dossier({ event: made.line[1] })) as Dossier);
  expect(text).toMatch(/\sOpposition\s/);
  expect(text).not.toContain('D’accord');
});

it('keeps its words for who said yes, with the basis', async () => {
  const text = toText(await dossierOf({ yes: ['email-news'] }));
  expect(text).toContain('Preuve de consentement');
  expect(text).toContain('Fondement\u00a0: consentement (RGPD, article 6.1.a). Régime\u00a0: consentement.');
  expect(text).not.toMatch(/Informée|Indiqué à la caisse/);
});

it('is told by the page that checks in the same words', async () => {
  const dossier = await dossierOf(professional);
  const { files } = await toFiles(dossier, 'fr', 'Europe/Paris');
  // neither module has types
  const [jsdom, script] = ['jsdom', './verify-page.js'];
  const { JSDOM } = await import(jsdom);
  const { window } = new JSDOM(files['verify.html']);
  vi.stubGlobal('document', window.document);
  await import(script);
  const value = [new File([files['dossier.json'] ?? ''], 'dossier.json')];
  const input = document.getElementById('pick') as HTMLInputElement;
  Object.defineProperty(input, 'files', { value });
  input.dispatchEvent(new window.Event('change'));
  await vi.waitFor(() => expect(document.getElementById('verdict')?.textContent).not.toBe(''), 10_000);
  const lines = [...document.querySelectorAll('#result li')].map((line) => line.textContent ?? '');
  vi.unstubAllGlobals();
  expect(lines).toContainEqual(expect.stringMatching(/^Informée, sans opposition – La Librairie du Canal vous écrira/));
  expect(lines).toContainEqual(
    expect.stringMatching(/^Fondement\u00a0: intérêt légitime .* Régime\u00a0: information/),
  );
  expect(lines).toContain('Elle était là à titre professionnel.');
  expect(lines).toContain('En confirmant, la personne a dit avoir 15\u00a0ans ou plus.');
  expect(lines.join('\n')).not.toMatch(/^Oui –/m);
});

it('has its regime in the copy of the person’s data', async () => {
  const dossier = await dossierOf(professional);
  const contactPoint = { kind: 'email', value: WORK } as const;
  const own = toOwnData(dossier, {
    contactPoint,
    lastActivity: null,
    requests: [],
    publicUrl: 'https://choix.example',
  });
  expect(own.answers).toMatchObject([{ status: 'given', regime: 'opt-out' }]);
});
