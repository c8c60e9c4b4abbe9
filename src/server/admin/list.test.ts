import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { HOUR } from '#domain/instant.ts';
import { listAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { verifyLedger } from '../storage/ledger.ts';
import { decideUse } from '../storage/may-contact.ts';
import { suppress } from '../storage/suppress.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { confirmPathIn, press, readForm } from '../testing/link.ts';
import type { CommandContext } from './command.ts';
import { findCommand } from './commands.ts';

const HEADER = 'email;phone;channels;asked_on;how;text;source;regime;purchased_on';
const NOBODY = { proven: 0, unproven: 0, known: 0, ended: 0, 'use-ended': 0 };
const PROOF = '2025-05-31;web;Recevez nos nouveautés.;boutique en ligne;opt-in;';
const CAMILLE = `camille@exemple.fr;;email;${PROOF}`;

let backEnd: TestBackEnd;
let directory: string;
let printed: string;
let tables: unknown[];

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  directory = await mkdtemp(join(tmpdir(), 'list-'));
  printed = '';
  tables = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  vi.spyOn(console, 'table').mockImplementation((rows) => {
    tables.push(...rows);
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true });
});

const run = (name: string, ...args: string[]) => {
  const context = { store: backEnd.store, operator: 'ada', publicUrl: PUBLIC_URL } as unknown as CommandContext;
  return findCommand(['list', name, ...args])?.(context);
};

const write = (...rows: string[]) => writeAs('CRM 2024.csv', ...rows);

async function writeAs(name: string, ...rows: string[]): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, rows.join('\n'));
  return path;
}

const takeIn = async (...rows: string[]) => run('import', await write(HEADER, ...rows));

async function mayContact(typed: string, channel: 'email' | 'sms' | 'phone' = 'email', day?: string) {
  const { config } = await mustGetCurrentConfig(backEnd.store);
  const claim = { kind: channel === 'email' ? ('email' as const) : ('phone' as const), value: typed };
  const use = { claim, channel, purpose: 'marketing', day };
  return decideUse(backEnd.store, use, { config, now: backEnd.clock.now });
}

const reasonOf = async (...args: Parameters<typeof mayContact>) => (await mayContact(...args)).reason;
const countEvents = async () => (await backEnd.store.sql.selectFrom('events').select('id').execute()).length;

describe('a file', () => {
  it('has its header from the template', async () => {
    await run('template');
    const header = printed.trim();
    expect(await run('check', await write(header))).toBe(true);
    expect(header.split(';').slice(0, 4)).toEqual(['email', 'phone', 'postal', 'channels']);
  });

  it('may hold postal addresses, each in lines between quotes', async () => {
    await backEnd.publish(bookshopOfAllKinds);
    const file = await write(
      'postal;channels',
      '"Camille Morel\n12 rue du Port\n44000 Nantes";post',
      '"Camille Morel, Nantes";post',
    );
    expect(await run('check', file)).toBe(false);
    expect(printed).toContain('postal: is none');
    const good = await write('postal;channels;regime', '"Camille Morel\n12 rue du Port\n44000 Nantes";post;opt-out');
    expect(await run('import', good)).toBe(true);
    const points = await backEnd.store.sql.selectFrom('contact_points').select('kind').execute();
    expect(points).toEqual([{ kind: 'postal' }]);
  });

  it('brings the proof of a postal address, in whose words stand neither the person’s name nor their street', async () => {
    await backEnd.publish(bookshopOfAllKinds);
    const row = (text: string) =>
      write('postal;channels;text;source;regime', `"Mme Zoé Morel\n3 bis, av. de l’Église\n44000 Nantes";post;${text}`);
    for (const text of ['Écrit à Zoe MOREL;;', ';3bis avenue de l’eglise;'])
      expect(await run('check', await row(text))).toBe(false);
    expect(printed).toMatch(/^line \d+: text, source: the person’s own address/m);
    expect(printed).not.toMatch(/morel|glise/i);
    const own = '12 quai aux Livres, 44000 Nantes';
    expect(await run('import', await row(`La librairie, ${own}, vous écrira.;fichier papier;opt-out`))).toBe(true);
    const [stated] = await backEnd.store.sql.selectFrom('imports').select('stated').execute();
    expect(JSON.parse(stated?.stated ?? '')).toMatchObject({ source: 'fichier papier', regime: 'opt-out' });
  });

  it('gives the list its name, without accents', async () => {
    expect(await run('import', await writeAs('Été à Nîmes.csv', HEADER, CAMILLE))).toBe(true);
    expect(printed).toContain('list report ete-a-nimes');
  });

  it('may be of commas also where its lines end as on an old Mac', async () => {
    const path = await write('email,channels,text\rcamille@exemple.fr,email,a; b; c; d; e; f\r');
    expect(await run('import', path)).toBe(true);
  });

  it('may be of commas, begin with a BOM, and name its columns in any order', async () => {
    const file = await write('\ufeffChannels,Asked on,EMAIL,text', 'email,31/05/2025,camille@exemple.fr,"a, b"');
    expect(await run('import', file)).toBe(true);
    const [row] = await backEnd.store.sql.selectFrom('imports').select('stated').execute();
    expect(JSON.parse(row?.stated ?? '')).toMatchObject({ askedOn: '2025-05-31', text: 'a, b' });
  });

  it.each([
    ['no header', ['camille@exemple.fr;;email']],
    ['a column twice', ['email;email', 'a@exemple.fr;b@exemple.fr']],
    ['nothing in it', ['']],
  ])('is refused with %s', async (_, rows) => {
    expect(await run('import', await write(...rows))).toBe(false);
    expect(await countEvents()).toBe(0);
    expect(printed).not.toContain('camille');
  });

  it.each([
    ['nobody', ';;email;'],
    ['an address that is none', 'camille.exemple.fr;;email'],
    ['a number in the column of addresses', '0639980123;;email'],
    ['a number that is none', ';0000000000;sms'],
    ['no channel', 'camille@exemple.fr;;;'],
    ['an unknown channel', 'camille@exemple.fr;;email fax'],
    ['a channel without its number', 'camille@exemple.fr;;email sms'],
    ['a day that is none', 'camille@exemple.fr;;email;2025-02-30'],
    ['an American day', 'camille@exemple.fr;;email;05/31/2025'],
    ['a day to come', 'camille@exemple.fr;;email;2026-10-13'],
    ['an unknown way', 'camille@exemple.fr;;email;;pigeon'],
    ['an unknown regime', 'camille@exemple.fr;;email;;;;;implied'],
    ['their own address in a text that stays', 'camille@exemple.fr;;email;;;Bonjour Camille@Exemple.fr'],
    ['their own number, written otherwise', ';+33639980123;sms;;;Appel du 06.39 98-01/23'],
    ['more fields than the header', `${CAMILLE};x;y`],
  ])('has a row with %s told by its line, without its data, and nothing is taken in', async (_, row) => {
    const file = await write(HEADER, `alex@exemple.fr;;email;${PROOF}`, row);
    expect(await run('check', file)).toBe(false);
    expect(await run('import', file)).toBe(false);
    expect(printed).toMatch(/^line 3: /m);
    expect(printed).not.toMatch(/camille|0639|0000|fax|pigeon|implied/i);
    expect(await countEvents()).toBe(0);
    expect(await run('import', file, '--skip-bad')).toBe(true);
    expect(await countEvents()).toBe(1);
  });
});

describe('taking in', () => {
  it('counts by the law of the day, from the day that is claimed, and says what was imported as proof', async () => {
    await takeIn(CAMILLE);
    const { answer, clock, events } = await mayContact('Camille@exemple.fr');
    expect([answer, clock?.endsOn]).toEqual(['yes', '2028-05-31']);
    expect(events).toMatchObject([{ type: 'imported' }]);
    expect((await verifyLedger(backEnd.store)).every(({ bad }) => bad === null)).toBe(true);
    expect(await listAudit(backEnd.store, 1)).toMatchObject([{ action: 'list-imported', subject: 'crm-2024' }]);
  });

  it('keeps contact data beside the event only, under the contact point’s key', async () => {
    await takeIn(CAMILLE);
    expect(await backEnd.dump()).not.toMatch(/camille/i);
    expect(await backEnd.store.sql.selectFrom('disclosures').select('event').execute()).toHaveLength(1);
  });

  it('makes nobody contactable without proof', async () => {
    await takeIn(
      'camille@exemple.fr;0639980123;email sms phone',
      `alex@exemple.fr;;email;2025-05-31;web;;boutique;opt-in;`,
      `noa@exemple.fr;;email;2025-05-31;web;texte;boutique;opt-out;`,
    );
    for (const email of ['camille@exemple.fr', 'alex@exemple.fr', 'noa@exemple.fr'])
      expect(await reasonOf(email)).toBe('unproven');
    expect(await reasonOf('+33639980123', 'sms')).toBe('unproven');
    expect(await reasonOf('+33639980123', 'phone', '2027-01-01')).toBe('unproven');
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('takes a soft opt-in by the last purchase', async () => {
    await takeIn('camille@exemple.fr;;email;2024-01-02;till;texte;caisse;soft-opt-in;2026-02-01');
    expect(await mayContact('camille@exemple.fr')).toMatchObject({
      ...{ answer: 'yes', clock: { endsOn: '2029-02-01' }, ruling: { rule: { regime: 'soft-opt-in' } } },
    });
  });

  it.each(['America/Martinique', 'Pacific/Wallis'])(
    'counts from the day that is claimed in %s too',
    async (timeZone) => {
      const { config } = await mustGetCurrentConfig(backEnd.store);
      await backEnd.publish({ ...config, stores: config.stores.map((store) => ({ ...store, timeZone })) });
      await takeIn(CAMILLE);
      expect((await mayContact('camille@exemple.fr')).clock?.endsOn).toBe('2028-05-31');
    },
  );

  it('takes nothing in of who was in touch too long ago, and says so', async () => {
    const row = (askedOn: string) => `camille@exemple.fr;;email;${askedOn};web;texte;boutique;opt-in;`;
    await takeIn(row('2023-10-12')); // to the day
    expect(tables).toEqual([{ channel: 'email', ...NOBODY, 'use-ended': 1 }]);
    expect(await countEvents()).toBe(0);
    expect(await backEnd.store.sql.selectFrom('contact_points').selectAll().execute()).toEqual([]);
    await takeIn(row('2023-10-13'));
    expect(await mayContact('camille@exemple.fr')).toMatchObject({ answer: 'yes', clock: { endsOn: '2026-10-13' } });
  });

  it('done again, or half-way and then again, counts each row exactly once', async () => {
    await takeIn(CAMILLE);
    await takeIn(CAMILLE, `alex@exemple.fr;;email;${PROOF}`, CAMILLE);
    expect(await countEvents()).toBe(2);
    await run('import', join(directory, 'CRM 2024.csv'), '--list=another-name');
    expect(await countEvents()).toBe(2);
    await takeIn(CAMILLE.replace('2025-05-31', '2025-06-01')); // another statement is another row
    expect(await countEvents()).toBe(3);
  });

  it('says beforehand what it would do, and does nothing', async () => {
    await takeIn(CAMILLE);
    await backEnd.store.transaction((tx) => suppress(tx, { kind: 'email', value: 'noa@exemple.fr' }));
    tables = [];
    const events = await countEvents();
    const file = await write(
      HEADER,
      CAMILLE,
      `alex@exemple.fr;;email;${PROOF}`,
      'li@exemple.fr;;email',
      `noa@exemple.fr;;email;${PROOF}`,
    );
    expect(await run('check', file)).toBe(true);
    expect(tables).toEqual([{ channel: 'email', ...NOBODY, proven: 1, unproven: 1, known: 1, ended: 1 }]);
    expect(await countEvents()).toBe(events);
  });
});

describe('a no (D1)', () => {
  const erase = () =>
    backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: 'camille@exemple.fr' }));
  const enter = () => backEnd.store.transaction((tx) => suppress(tx, { kind: 'email', value: 'camille@exemple.fr' }));
  const stopWith = (kind: 'withdrawal' | 'objection') => async () => {
    const device = await enrolTestDevice(backEnd);
    await device.sync([await device.stop({ kind, email: 'camille@exemple.fr' })]);
  };
  const nos: [string, () => Promise<unknown>][] = [
    ['a withdrawal', stopWith('withdrawal')],
    ['an objection', stopWith('objection')],
    ['an erasure', erase],
    ['a suppression', enter],
  ];

  it.each(nos)('by %s from before beats an import: nothing is taken in', async (_, sayNo) => {
    await sayNo();
    backEnd.clock.now += HOUR;
    const events = await countEvents();
    expect(await takeIn(CAMILLE)).toBe(true);
    expect(await countEvents()).toBe(events);
    expect((await mayContact('camille@exemple.fr')).answer).toBe('no');
    expect(await backEnd.store.sql.selectFrom('disclosures').select('event').execute()).toEqual([]);
  });

  it.each(nos)('by %s from afterwards beats it, and a repetition changes nothing', async (_, sayNo) => {
    await takeIn(CAMILLE);
    backEnd.clock.now += HOUR;
    await sayNo();
    expect((await mayContact('camille@exemple.fr')).answer).toBe('no');
    const events = await countEvents();
    await takeIn(CAMILLE);
    expect(await countEvents()).toBe(events);
    expect((await mayContact('camille@exemple.fr')).answer).toBe('no');
  });

  it('by a tablet that was offline since before the import beats it', async () => {
    const device = await enrolTestDevice(backEnd);
    const stop = await device.stop({ email: 'camille@exemple.fr' });
    backEnd.clock.now += HOUR;
    await takeIn(CAMILLE);
    expect(await reasonOf('camille@exemple.fr')).toBe('given');
    await device.sync([stop]);
    expect(await reasonOf('camille@exemple.fr')).toBe('withdrawn');
  });

  it('to everything by an address keeps its number out too, and ends it when it comes later (D8)', async () => {
    const both = `camille@exemple.fr;0639980123;email sms;${PROOF}`;
    await takeIn(both.replace('camille', 'alex').replace('0639980123', '0639980124'));
    await stopWith('withdrawal')();
    await takeIn(both);
    expect(await reasonOf('+33639980123', 'sms')).toBe('unknown');
    await backEnd.store.transaction((tx) => suppress(tx, { kind: 'email', value: 'alex@exemple.fr' }));
    expect(await reasonOf('+33639980124', 'sms')).toBe('withdrawn');
  });
});

describe('renewal', () => {
  it('by a tablet stands as any answer', async () => {
    await takeIn('camille@exemple.fr;;email');
    const device = await enrolTestDevice(backEnd);
    await device.sync([await device.answers({ email: 'camille@exemple.fr', yes: ['email-news'] })]);
    await backEnd.runJobs();
    await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
    expect(await mayContact('camille@exemple.fr')).toMatchObject({ answer: 'yes', clock: { endsOn: '2029-10-12' } });
  });

  it('on their own page stands as any answer, and the page shows no yes before', async () => {
    await takeIn('camille@exemple.fr;;email');
    await press(backEnd.app, '/preferences', { address: 'camille@exemple.fr' });
    await backEnd.runJobs();
    const [path = ''] = /\/preferences\/[\w-]{43}/.exec(backEnd.mails.at(-1)?.text ?? '') ?? [];
    const page = await backEnd.app.request(PUBLIC_URL + path);
    const fields = await readForm(page.clone());
    const text = await page.text();
    expect(text).toContain('Sans réponse de votre part');
    expect(text).toContain('Contact par e\u2011mail repris d’un fichier de la boutique.');
    expect(fields['answer:marketing.email']).toBeUndefined(); // nobody has said no either
    await press(backEnd.app, path, { ...fields, 'answer:marketing.email': 'yes', 'topic:marketing.email': 'events' });
    expect(await mayContact('camille@exemple.fr')).toMatchObject({ answer: 'yes', clock: { endsOn: '2029-10-12' } });
    const data = JSON.parse(await (await backEnd.app.request(`${PUBLIC_URL}${path}/data`)).text());
    expect(data.answers.map(({ status }: { status: string }) => status)).toEqual(['unproven', 'given']);
    const receipt = await (await backEnd.app.request(`${PUBLIC_URL}${path}/receipt`)).text();
    expect(receipt).not.toContain('1970');
  });
});

describe('on the person’s own page', () => {
  /** Of the mailbox to which a new link was sent. */
  async function open(): Promise<string> {
    await press(backEnd.app, '/preferences', { address: 'camille@exemple.fr' });
    await backEnd.runJobs();
    const [path = ''] = /\/preferences\/[\w-]{43}/.exec(backEnd.mails.at(-1)?.text ?? '') ?? [];
    return path;
  }
  const read = async (path: string) => (await backEnd.app.request(PUBLIC_URL + path)).text();

  it('a yes has the day that the list states, on page and receipt, and no place of ours', async () => {
    await takeIn(CAMILLE);
    const path = await open();
    for (const page of [await read(path), await read(`${path}/receipt`)]) {
      expect(page).toContain('Oui le 31\u00a0mai 2025, d’après un fichier de la boutique');
      expect(page).not.toContain('Oui, depuis');
    }
    expect(await read(`${path}/receipt`)).not.toContain('Librairie du Canal, Nantes</p>');
  });

  it('what was never asked is neither yes nor no, until they say no to it there', async () => {
    await takeIn(CAMILLE);
    const path = await open();
    const fields = await readForm(await backEnd.app.request(PUBLIC_URL + path));
    expect(fields['answer:marketing.email']).toEqual(['yes']);
    expect(fields['answer:marketing.sms']).toBeUndefined();
    expect(await read(path)).toContain('Vous dites oui à l’e\u2011mail.');
    const others = Object.keys(fields).filter((name) => name.startsWith('was:') && !name.endsWith('.email'));
    const noes = Object.fromEntries(others.map((name) => [name.replace('was:', 'answer:'), 'no']));
    expect(await (await press(backEnd.app, path, { ...fields, ...noes })).text()).toContain('C’est enregistré');
    expect((await readForm(await backEnd.app.request(PUBLIC_URL + path)))['answer:marketing.sms']).toEqual(['no']);
    expect(await read(path)).toContain('Vous dites oui à l’e\u2011mail, non au reste.');
    expect(await mayContact('camille@exemple.fr')).toMatchObject({ answer: 'yes' });
  });
});

describe('the report', () => {
  it('counts where people stand, and for how many it ends in the months to come', async () => {
    await takeIn(
      CAMILLE,
      'alex@exemple.fr;;email;2023-11-30;web;texte;boutique;opt-in;',
      'noa@exemple.fr;;email;2024-02-28;web;texte;boutique;opt-in;',
      'li@exemple.fr;;email',
      `;0639980123;sms;${PROOF}`,
    );
    tables = [];
    expect(await run('report', 'crm-2024')).toBe(true);
    const ends = (three: number, six: number, twelve: number) => {
      return { 'ends in 3 months': three, 'ends in 6 months': six, 'ends in 12 months': twelve };
    };
    expect(tables).toEqual([
      { list: 'crm-2024', channel: 'email', reason: 'given', people: 3, ...ends(1, 2, 2) },
      { list: 'crm-2024', channel: 'email', reason: 'unproven', people: 1, ...ends(0, 0, 0) },
      { list: 'crm-2024', channel: 'sms', reason: 'given', people: 1, ...ends(0, 0, 0) },
    ]);
    expect(await run('report', 'another')).toBe(false);
  });

  it('counts months to the end of a shorter one: three after 30 November are over on 28 February', async () => {
    backEnd.clock.now = Date.parse('2026-11-30T12:00:00Z');
    for (const askedOn of ['2024-02-27', '2024-03-01'])
      await takeIn(`${askedOn}@exemple.fr;;email;${askedOn};web;texte;boutique;opt-in;`);
    tables = [];
    await run('report', 'crm-2024');
    expect(tables).toMatchObject([{ people: 2, 'ends in 3 months': 1, 'ends in 6 months': 2 }]);
  });
});

describe('links', () => {
  it('are printed for who may be written to today, and for nobody else, with a line in the audit log', async () => {
    await takeIn(CAMILLE, 'li@exemple.fr;;email', 'alex@exemple.fr;;email;2022-05-31;web;texte;boutique;opt-in;');
    backEnd.clock.now += HOUR;
    printed = '';
    expect(await run('links', 'crm-2024')).toBe(true);
    const [head, line = '', ...more] = printed.split('\r\n');
    expect([head, more]).toEqual(['\uFEFFaddress;link', ['']]);
    const [address, link = ''] = line.split(';');
    expect(address).toBe('camille@exemple.fr');
    expect(await (await backEnd.app.request(link)).text()).toContain('Contact par e\u2011mail repris d’un fichier');
    const [batch] = await listAudit(backEnd.store, 1);
    expect(batch).toMatchObject({ actor: 'operator:ada', action: 'list-links', subject: '2 asked' });
    const contacts = await backEnd.store.sql
      .selectFrom('audit')
      .select('subject')
      .where('batch', 'is not', null)
      .execute();
    expect(contacts).toHaveLength(1);
    expect(await run('links', 'another')).toBe(false);
  });

  it('stand in the forms of the day’s files: for Excel nothing that it would execute, for machines as they are', async () => {
    const formula = `=cmd|'/c'!a1@exemple.fr`;
    await takeIn(`${formula};;email;${PROOF}`);
    const printLinks = async (...options: string[]) => {
      printed = '';
      expect(await run('links', 'crm-2024', ...options)).toBe(true);
      return printed;
    };
    expect(await printLinks()).toMatch(/^\uFEFFaddress;link\r\n'=cmd\|'\/c'!a1@exemple\.fr;https:/);
    const [, line = ''] = (await printLinks('--form=csv')).split('\r\n');
    expect(line.split(',')).toEqual([formula, expect.stringMatching(/^https:/)]);
    expect(JSON.parse(await printLinks('--form=jsonl'))).toEqual({ address: formula, link: expect.any(String) });
    expect(await run('links', 'crm-2024', '--form=xml')).toBe(false);
  });
});
