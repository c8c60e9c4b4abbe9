// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { SpokenAnswer } from '#i18n/spoken-answer.ts';
import { type ConfirmView, renderConfirmPage } from './confirm-page.ts';
import type { PageContext } from './layout.ts';

const context: PageContext = {
  language: 'fr',
  shop: {
    controller: {
      name: 'Librairie du Canal',
      legalName: 'Librairie du Canal SARL',
      address: '12 quai aux Livres, 44000 Nantes',
      country: 'FR',
      privacyEmail: 'donnees@librairieducanal.example',
    },
    brand: { colour: '#0b4f4a' },
  },
  noticeUrl: '/notice',
  newLinkUrl: '/preferences',
};

const answer: SpokenAnswer = {
  stem: 'La Librairie du Canal peut-elle',
  verb: 'vous écrire par e-mail',
  isTold: false,
  detail: 'Nouveautés, rencontres : deux par mois au plus.',
  topics: [],
  frequency: 'une fois par mois',
  givenAt: Date.parse('2026-10-12T22:30:00Z'),
  store: 'Librairie du Canal, Nantes',
  timeZone: 'Europe/Paris',
};

const open = (view: ConfirmView) => new DOMParser().parseFromString(renderConfirmPage(context, view), 'text/html');
const actionsOf = (page: Document) => [...page.querySelectorAll('button')].map(({ name, value }) => [name, value]);

const ask: ConfirmView = {
  state: 'ask',
  url: '/confirm/x',
  answers: [answer],
  eraseAt: Date.parse('2026-10-19T22:30:00Z'),
  timeZone: 'Europe/Paris',
};

it('says back what was answered, when and where, and when it is erased otherwise', () => {
  const text = open(ask).querySelector('main')?.textContent;
  expect(text).toContain('La Librairie du Canal peut-elle vous écrire par e\u2011mail\u202f?\u00a0Oui.');
  expect(text).toContain('Nouveautés, rencontres\u00a0: deux par mois au plus.');
  expect(text).toContain('13\u00a0octobre 2026, Librairie du Canal, Nantes');
  expect(text).toContain('nous l’effaçons le 20\u00a0octobre');
});

it('names the topics and how often when only some were chosen', () => {
  const text = open({ ...ask, answers: [{ ...answer, topics: ['Nouveautés', 'Rencontres'] }] }).body.textContent;
  expect(text).toContain('Nouveautés et Rencontres, une fois par mois au plus.');
  expect(text).not.toContain('deux par mois');
});

it('offers to confirm and to say that it was somebody else', () => {
  const page = open(ask);
  expect(actionsOf(page)).toEqual([
    ['action', 'confirm'],
    ['action', 'not-me'],
  ]);
  expect(page.forms[0]?.getAttribute('action')).toBe('/confirm/x');
});

const confirmed = {
  state: 'confirmed',
  url: '/confirm/x',
  answers: [answer],
  farewell: { fr: 'bonne lecture' },
} as const;

it('tells a first click from a later one, and leads to the choices or out', () => {
  expect(open({ ...confirmed, opensChoices: true, fresh: true }).querySelector('h1')?.textContent).toBe(
    'C’est confirmé',
  );
  const again = open({ ...confirmed, opensChoices: true, fresh: false });
  expect(again.querySelector('h1')?.textContent).toBe('C’est déjà confirmé');
  expect(again.querySelector('main')?.textContent).toContain('Merci, et bonne lecture.');
  expect(actionsOf(again)).toEqual([
    ['action', 'preferences'],
    ['action', 'not-me'],
  ]);
});

it('says once what two stores have asked in the same words', () => {
  const view = { ...confirmed, answers: [answer, { ...answer, store: 'Rennes' }], opensChoices: true, fresh: true };
  expect(open(view).querySelectorAll('main > p')).toHaveLength(2);
});

const ended: ConfirmView[] = [
  ...(['renewed', 'expired', 'stopped', 'unknown'] as const).map((state) => ({ state })),
  { state: 'all-stopped', waitDays: 30 },
  { state: 'disavowed', isAddressHeld: false, waitDays: 30 },
  { state: 'disavowed', isAddressHeld: true, waitDays: 1 },
];

describe.each(ended)('$state $isAddressHeld', (view) => {
  it('has nothing left to press, and a title of its own', () => {
    const page = open(view);
    expect(actionsOf(page)).toEqual([]);
    expect(ended.filter((other) => open(other).title === page.title)).toEqual([view]);
  });
});

it.each([
  ['stopped', true],
  ['unknown', true],
  ['expired', false],
  ['renewed', false],
] as const)('leads to a new link only where one can come: %s', (state, leads) => {
  expect(open({ state }).querySelector('a[href="/preferences"]') !== null).toBe(leads);
});

it('says how long the address is left alone after "it wasn’t me"', () => {
  const text = (waitDays: number) =>
    open({ state: 'disavowed', isAddressHeld: false, waitDays }).querySelector('main')?.textContent;
  expect(text(30)).toContain('nous attendrons 30\u00a0jours avant');
  expect(text(1)).toContain('nous attendrons un jour avant');
});
