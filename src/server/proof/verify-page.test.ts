// What the page that checks shows of the files that somebody chooses.
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { byHandOver, recordOnPhone } from '../testing/phone-answers.ts';
import { toFiles } from './files.ts';
import { createShopDay, EMAIL } from './testing/shop-day.ts';

let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  const day = await createShopDay();
  await day.confirm();
  const dossier = await day.dossier({ contact: EMAIL });
  if (!dossier) throw new Error('nothing is held');
  ({ files } = await toFiles(dossier, 'fr', 'Europe/Paris'));
});

// neither module has types; the back end above needs Node as it is, so only the document is the browser's
const [jsdom, script] = ['jsdom', './verify-page.js'];

beforeEach(async () => {
  const { JSDOM } = await import(jsdom);
  vi.stubGlobal('document', new JSDOM(files['verify.html']).window.document);
  vi.resetModules();
  await import(script);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Chooses the files, and returns the verdict and all that stands below it. */
async function choose(chosen: Readonly<Record<string, string>>): Promise<string> {
  const input = document.getElementById('pick') as HTMLInputElement;
  const value = Object.entries(chosen).map(([name, text]) => new File([text], name));
  Object.defineProperty(input, 'files', { value, configurable: true });
  const { Event } = document.defaultView as unknown as typeof globalThis;
  input.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(textOf('verdict')).not.toBe(''), 10_000);
  return `${textOf('verdict')}\n${textOf('result')}`;
}

const textOf = (id: string) => document.getElementById(id)?.textContent ?? '';

it('says of every chosen file whether it was compared, and which were not chosen', async () => {
  const { 'dossier.json': main = '', 'notice.fr.json': notice = '' } = files;
  const shown = await choose({
    'dossier.json': main,
    'notice.fr.json': notice,
    'proof.html': 'x',
    'notice.en.txt': 'x',
  });
  expect(shown).toContain('1 contrôle sur 19 a échoué\u00a0: ne vous fiez pas à ce dossier.');
  expect(shown).toContain('✓ notice.fr.json\u00a0: comparé. Un acte signé en porte l’empreinte.');
  expect(shown).toContain('✗ proof.html\u00a0: comparé. Il n’a pas l’empreinte annoncée.');
  expect(shown).toContain('– notice.en.txt\u00a0: pas comparé.');
  expect(shown).toMatch(/– Pas choisis, donc pas comparés\u00a0: .*keys\.json/);
});

it('tells times and questions as the page to read does', async () => {
  const shown = await choose({ 'dossier.json': files['dossier.json'] ?? '' });
  const proof = files['proof.html'] ?? '';
  for (const words of [
    'Entre le 12\u00a0octobre 2026, 18:14:00 (UTC+2) et le 12\u00a0octobre 2026, 18:30:00 (UTC+2)\u00a0: c’est l’intervalle prouvé.',
    'La Librairie du Canal peut-elle vous appeler\u202f?',
  ]) {
    expect(shown).toContain(words);
    expect(proof).toContain(words);
  }
  expect(shown).toContain('Inscrit par le responsable le 12\u00a0octobre 2026, 19:01:00 (UTC+2).');
});

it('tells how the person came to questions on their own phone, and what is remarkable in it', async () => {
  const { backEnd, tablet, dossier } = await createShopDay();
  const askedBy = await byHandOver(tablet, backEnd, { config: 'A'.repeat(43) });
  const event = await recordOnPhone(backEnd, { phone: '+33698765432', yes: ['sms-events'], askedBy });
  const shown = await choose({ 'dossier.json': JSON.stringify(await dossier({ event })) });
  expect(shown).toMatch(/^\d+ contrôles sur \d+ réussis/);
  expect(shown).toContain(`Par le code affiché (caisse-1), signé par la tablette ${tablet.id}`);
  expect(shown).toContain('✓ L’acte dit comment la personne est venue aux questions.');
  expect(shown).toContain('– La tablette qui a affiché le code avait d’autres réglages');
});

it('says in either language what it does not check', () => {
  expect(textOf('unchecked')).toMatch(/\(standing\).*\(mails\).*\(ledger\).*Que rien ne manque.*proof\.html/);
  document.querySelector<HTMLElement>('[data-lang=en]')?.click();
  expect(textOf('unchecked')).toMatch(/\(standing\).*\(mails\).*\(ledger\).*That nothing is missing.*proof\.html/);
});
