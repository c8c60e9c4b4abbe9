// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { PageContext } from './layout.ts';
import { type PreferenceRow, type PreferenceView, renderPreferencePage } from './preference-page.ts';

const context: PageContext = {
  language: 'en',
  shop: {
    controller: {
      name: 'Shop',
      legalName: 'Shop Ltd',
      address: 'Here',
      country: 'FR',
      privacyEmail: 'me@shop.example',
    },
    brand: { colour: '#0b4f4a' },
  },
  noticeUrl: '/notice',
  newLinkUrl: '/preferences',
};

const at = Date.parse('2026-10-12T16:07:00Z');
const email: PreferenceRow = {
  id: 'row-email',
  channel: 'email',
  contact: 'c•••••n@exemple.fr',
  detail: 'Two a month at most.',
  status: 'given',
  since: at,
};
const sms: PreferenceRow = { ...email, id: 'row-sms', channel: 'sms', contact: null, status: 'requested' };
const phone: PreferenceRow = { ...email, id: 'row-phone', channel: 'phone', contact: null, status: 'withdrawn' };
const myData = { data: '/x/data', receipt: '/x/receipt', erase: '/x/erase' };
const mine = { objectedAt: null, myData };
const shown = { url: '/preferences/x', timeZone: 'Europe/Paris', flash: null } as const;

const open = (view: PreferenceView) =>
  new DOMParser().parseFromString(renderPreferencePage(context, view), 'text/html');
const postsOf = (page: Document) =>
  [...page.forms].map((form) => [
    form.querySelector('button')?.value,
    form.querySelector<HTMLInputElement>('input[name=row]')?.value,
    form.querySelector('button')?.textContent,
  ]);

it('stops each running consent by its own button, and all of them by one', () => {
  const page = open({ ...shown, state: 'mine', rows: [email, sms, phone], history: [], ...mine });
  expect(postsOf(page)).toEqual([
    ['withdraw', 'row-email', 'Stop e\u2011mails'],
    ['withdraw', 'row-sms', 'Stop texts'],
    ['withdraw-all', undefined, 'Stop everything'],
    ['object', undefined, 'I object to all marketing'],
  ]);
  expect(page.body.textContent).toContain('c•••••n@exemple.fr');
});

it('has nothing to stop when nothing runs, and says so', () => {
  const page = open({ ...shown, state: 'mine', rows: [phone], history: [], ...mine });
  expect(postsOf(page).map(([action]) => action)).toEqual(['object']);
  expect(page.body.textContent).toContain('We do not contact you.');
});

it('can only take the whole answer back from the QR code of one answer (E1)', () => {
  const page = open({ ...shown, state: 'answer', rows: [email, sms], givenAt: at, store: 'Nantes' });
  expect(postsOf(page)).toEqual([['withdraw-all', undefined, 'Take this answer back']]);
  expect(page.body.textContent).toContain('Given on 12 October 2026, Nantes.');
});

it('says first what the button before did, in the tab’s title too', () => {
  const page = open({ ...shown, flash: 'stopped-all', state: 'mine', rows: [phone], history: [], ...mine });
  expect(page.querySelector('[role=status]')?.textContent).toBe('Everything is stopped');
  expect(page.title).toMatch(/^Everything is stopped/);
});

it('tells the history in sentences', () => {
  const page = open({
    ...shown,
    state: 'mine',
    rows: [email],
    ...mine,
    history: [
      { at, kind: 'confirmed', channels: [] },
      { at, kind: 'given', channels: ['email', 'sms'] },
    ],
  });
  const lines = [...page.querySelectorAll('ol li')].map((line) => line.textContent);
  expect(lines).toEqual([
    '12 Oct 2026, 18:07E\u2011mail address confirmed from your mailbox.',
    '12 Oct 2026, 18:07Yes to e\u2011mail and texts.',
  ]);
});

it('offers to object until that was done, and then says since when', () => {
  const before = open({ ...shown, state: 'mine', rows: [phone], history: [], ...mine });
  expect(before.querySelector('button')?.value).toBe('object');
  const after = open({ ...shown, state: 'mine', rows: [phone], history: [], ...mine, objectedAt: at });
  expect(postsOf(after)).toEqual([]);
  expect(after.body.textContent).toContain('You have objected to all marketing since 12 October 2026.');
});

it('says where else to turn in the shop’s country, and writes nothing of the person’s into a mail', () => {
  const page = open({ ...shown, state: 'mine', rows: [email], history: [], ...mine });
  const links = [...page.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
  expect(links).toEqual([
    '/x/data',
    '/x/receipt',
    'mailto:me@shop.example',
    '/x/erase',
    'https://www.cnil.fr/fr/plaintes',
    'https://www.33700.fr/',
    'https://www.signal-spam.fr/',
  ]);
});
