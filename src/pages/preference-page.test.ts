// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { ChoiceLine, ChoiceOption } from './choices-form.ts';
import type { PageContext } from './layout.ts';
import {
  type HistoryEntry,
  type MineView,
  type PreferenceRow,
  type PreferenceView,
  renderPreferencePage,
} from './preference-page.ts';

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
const option = (value: string, isChosen: boolean): ChoiceOption => ({ value, label: `The ${value}`, isChosen });
const email: ChoiceLine = {
  ...{
    key: 'marketing.email',
    channel: 'email',
    contact: 'c•••••n@exemple.fr',
    answer: 'yes',
    was: 'yes;news;2/month',
  },
  ...{ question: 'May we write?', detail: 'Two a month at most.', status: 'Yes, since 12\u00a0October 2026' },
  topics: [option('news', true), option('offers', false)],
  frequencies: [option('2/month', true), option('1/month', false)],
  ...{ isTold: false, isBlocked: false, lacksTopics: false, asksNumber: false },
};
const sms: ChoiceLine = {
  ...{ ...email, key: 'marketing.sms', channel: 'sms', contact: null, status: null, answer: 'no', was: 'no;;4/year' },
  ...{ topics: [option('signings', false)], frequencies: [], asksNumber: true },
};
const mine: MineView = {
  ...{
    state: 'mine',
    url: '/preferences/x',
    timeZone: 'Europe/Paris',
    flash: null,
    history: [],
    yesTo: ['email'],
    isNoToRest: true,
  },
  choices: { id: 'the-form', seen: 'what-it-rests-on', lines: [email, sms], number: { typed: '', isWrong: false } },
  ...{ toldOf: [], objectedAt: null, restrictedAt: null },
  myData: { data: '/x/data', receipt: '/x/receipt', correct: '/x/correct', complain: '/x/complain', erase: '/x/erase' },
  requests: [],
};
const row: PreferenceRow = {
  ...{ channel: 'email', contact: 'c•••••n@exemple.fr', status: 'given', since: at, isTold: false },
  detail: '',
};
const told = { channels: [], topics: [], frequency: '', place: 'tablet' } as const;

const open = (view: PreferenceView) =>
  new DOMParser().parseFromString(renderPreferencePage(context, view), 'text/html');
const buttonsOf = (page: Document) =>
  [...page.querySelectorAll('button')].map(({ value, textContent }) => [value, textContent]);
/** What the form posts as it stands. */
const fieldsOf = (page: Document) =>
  Object.fromEntries(new FormData(page.querySelector<HTMLFormElement>('#choices') as HTMLFormElement));

it('shows what stands, and posts it again together with what it showed', () => {
  const page = open(mine);
  expect(fieldsOf(page)).toEqual({
    ...{ id: 'the-form', seen: 'what-it-rests-on', number: '' },
    ...{ 'was:marketing.email': 'yes;news;2/month', 'answer:marketing.email': 'yes' },
    ...{ 'topic:marketing.email': 'news', 'frequency:marketing.email': '2/month' },
    ...{ 'was:marketing.sms': 'no;;4/year', 'answer:marketing.sms': 'no', 'topic:marketing.sms': 'signings' },
  });
  expect(page.body.textContent).toContain('You say yes to e\u2011mail, no to the rest.');
  expect(page.body.textContent).toContain('c•••••n@exemple.fr');
});

it('names each pair by its question', () => {
  const names = [...open(mine).querySelectorAll('.pair legend')].map(({ textContent }) => textContent);
  expect(names).toEqual(['May we write?', 'May we write?']);
});

it('stops everything by one button, which the Enter key does not press', () => {
  const page = open(mine);
  expect(buttonsOf(page)).toEqual([
    ['withdraw-all', 'Stop everything'],
    ['save', 'Save'],
    ['object', 'I object to all marketing'],
    ['restrict', 'Freeze my data'],
  ]);
  const [stop, save] = page.querySelectorAll('button');
  expect([stop?.form?.id, save?.form?.id]).toEqual(['stop-all', 'choices']);
  expect(page.querySelector<HTMLFormElement>('#choices')?.querySelector('button')).toBeNull();
});

it('says so when nothing runs', () => {
  expect(open({ ...mine, yesTo: [] }).body.textContent).toContain('We do not contact you.');
});

it('has no yes to offer where an objection would leave it unconfirmed, and says why (D5)', () => {
  const lines = [email, { ...sms, isBlocked: true, asksNumber: false }];
  const page = open({ ...mine, choices: { ...mine.choices, lines } });
  expect(page.querySelectorAll('.pair')).toHaveLength(1);
  expect(page.querySelector('#number')).toBeNull();
  expect(page.body.textContent).toContain('Your objection stands');
});

it('names what is missing first, takes the focus there, and leads to the fields', () => {
  const lines = [{ ...email, lacksTopics: true }, sms];
  const page = open({ ...mine, choices: { ...mine.choices, lines, number: { typed: '06', isWrong: true } } });
  const problem = page.querySelector('[role=alert]');
  expect([problem?.hasAttribute('autofocus'), problem?.getAttribute('tabindex')]).toEqual([true, '-1']);
  const targets = [...(problem?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href') ?? '');
  expect(targets).toEqual(['#topic-0-0', '#number']);
  for (const target of targets) expect(page.querySelector(target)).not.toBeNull();
  expect(page.querySelector<HTMLInputElement>('#number')?.value).toBe('06');
  expect(page.title).toMatch(/^Error: /);
});

it('says where things are when they have changed since the page was opened', () => {
  const page = open({ ...mine, flash: 'stale' });
  expect(page.querySelector('[role=alert]')?.textContent).toContain('it was not saved');
});

it('tells before the lifting what it does (GDPR 18(3))', () => {
  const page = open({ ...mine, restrictedAt: at });
  expect(page.body.textContent).toContain('Your data has been frozen since 12\u00a0October 2026.');
  const lift = page.querySelector('button[value=lift]');
  const said = page.getElementById(lift?.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(said).toContain('back in force');
  expect(page.querySelector('button[value=restrict]')).toBeNull();
});

it('can only take the whole answer back from the QR code of one answer (E1)', () => {
  const { url, timeZone } = mine;
  const page = open({ ...{ url, timeZone, flash: null, state: 'answer', rows: [row], givenAt: at, store: 'Nantes' } });
  expect(buttonsOf(page)).toEqual([['withdraw-all', 'Take this answer back']]);
  expect(page.body.textContent).toContain('Given on 12\u00a0October 2026, Nantes.');
});

it('speaks, once one answer is taken back, of that answer and not of the person (E1)', () => {
  const { url, timeZone } = mine;
  const rows = [{ ...row, status: 'withdrawn' }] as const;
  const page = open({
    ...{ url, timeZone, flash: 'stopped-all', state: 'answer', rows, givenAt: at, store: 'Nantes' },
  });
  expect(page.querySelector('[role=status]')?.textContent).toBe('This answer is taken back');
  expect(page.title).toMatch(/^This answer is taken back – Your answer/);
  expect(page.body.textContent).toContain('Nothing of this answer is running.');
  expect(page.body.textContent).not.toMatch(/Everything is stopped|do not contact you/);
});

it('says first what the button before did, in the tab’s title too', () => {
  const page = open({ ...mine, flash: 'stopped-all' });
  expect(page.querySelector('[role=status]')?.textContent).toBe('Everything is stopped');
  expect(page.title).toMatch(/^Everything is stopped/);
});

it('tells the history in sentences', () => {
  const history: HistoryEntry[] = [
    { ...told, at, kind: 'lifted' },
    { ...told, at, kind: 'restricted' },
    { ...told, at, kind: 'capped', channels: ['email'], frequency: 'once a month' },
    { ...told, at, kind: 'narrowed', channels: ['email'], topics: ['Offers', 'Readings'] },
    {
      ...{ ...told, at, kind: 'given', channels: ['sms'], place: 'preference-page' },
      ...{ topics: ['Signings'], frequency: 'twice a year' },
    },
    { ...told, at, kind: 'given', channels: ['phone'], place: 'counter-card' },
    { ...told, at, kind: 'given', channels: ['sms'], place: 'hand-over' },
    { ...told, at, kind: 'confirmed' },
    { ...told, at, kind: 'given', channels: ['email', 'sms'] },
  ];
  const lines = [...open({ ...mine, history }).querySelectorAll('ol li')].map((line) => line.textContent);
  expect(lines.map((line) => line?.replace('12\u00a0Oct 2026, 18:07', ''))).toEqual([
    'Unfrozen, as you asked.',
    'Data frozen, as you asked.',
    'Less often by e\u2011mail: once a month at most.',
    'Fewer topics by e\u2011mail: without Offers and Readings.',
    'Yes to texts: Signings, twice a year at most. On this page.',
    'Yes to calls. On your phone, by the code on the counter.',
    'Yes to texts. On your phone, by the tablet’s code.',
    'E\u2011mail address confirmed from your mailbox.',
    'Yes to e\u2011mail and texts. In the shop, on a tablet.',
  ]);
});

it('offers to object until that was done, saying what it adds to a stop, and then says since when', () => {
  const before = open(mine);
  expect(before.getElementById('objection')?.textContent).toContain('goes further');
  const after = open({ ...mine, objectedAt: at });
  expect(after.querySelector('button[value=object]')).toBeNull();
  expect(after.body.textContent).toContain('You have objected to all marketing since 12\u00a0October 2026.');
});

it('says where else to turn in the shop’s country, and writes nothing of the person’s into a mail', () => {
  const page = open(mine);
  const links = [...page.querySelectorAll('main a')].map((link) => link.getAttribute('href'));
  expect(links).toEqual([
    '/x/data',
    '/x/receipt',
    '/x/correct',
    '/x/complain',
    '/x/erase',
    'https://www.cnil.fr/fr/plaintes',
    'https://www.33700.fr/',
    'https://www.signal-spam.fr/',
  ]);
});
