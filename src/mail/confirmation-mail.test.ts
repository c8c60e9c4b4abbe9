// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { type ConfirmationMail, renderConfirmationMail } from './confirmation-mail.ts';

const answer = {
  stem: 'La Librairie du Canal peut-elle',
  verb: 'vous écrire par e-mail',
  detail: 'Nouveautés : deux par mois au plus.',
  topics: [],
  frequency: 'une fois par mois',
  givenAt: Date.parse('2026-10-12T16:07:00Z'),
  store: 'Librairie du Canal, Nantes',
  timeZone: 'Europe/Paris',
};

const mail: ConfirmationMail = {
  language: 'fr',
  shop: {
    controller: {
      name: 'Librairie du Canal',
      legalName: 'Librairie du Canal SARL',
      address: '12 quai aux Livres, 44000 Nantes',
      country: 'FR',
      privacyEmail: 'donnees@librairieducanal.example',
    },
  },
  theme: { brand: '#0b4f4a', onBrand: '#ffffff', brandStrong: '#0b4f4a', brandStrongAtNight: '#f3f0e8' },
  answers: [answer],
  confirmUrl: 'https://choix.example/confirm/abc',
  noticeUrl: 'https://choix.example/notice',
  eraseAt: Date.parse('2026-10-19T16:07:00Z'),
  timeZone: 'Europe/Paris',
};

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const wordsOf = (text: string) => text.replace(/\s+/g, ' ');

const { subject, text, html } = renderConfirmationMail(mail);

it.each([
  ['text', wordsOf(text)],
  ['HTML', wordsOf(parse(html).body.textContent ?? '')],
])('says all of it in the %s part', (_part, words) => {
  for (const sentence of [
    'La Librairie du Canal peut-elle vous écrire par e\u2011mail ? Oui.',
    'Nouveautés : deux par mois au plus.',
    '12 octobre 2026, Librairie du Canal, Nantes',
    'sans confirmation, nous effaçons cette adresse le 19 octobre.',
    'https://choix.example/confirm/abc',
    'Librairie du Canal SARL, 12 quai aux Livres, 44000 Nantes',
    'donnees@librairieducanal.example',
  ])
    expect(words).toContain(sentence);
});

it('lists each answer that its link confirms', () => {
  const two = renderConfirmationMail({ ...mail, answers: [answer, { ...answer, verb: 'vous inviter par e-mail' }] });
  for (const part of [two.text, two.html]) {
    expect(part).toContain('vous écrire par e\u2011mail');
    expect(part).toContain('vous inviter par e\u2011mail');
  }
});

it('links to our own pages only, and loads nothing', () => {
  const page = parse(html);
  const links = [...page.querySelectorAll('a')].map((link) => link.href);
  expect(new Set(links)).toEqual(
    new Set([mail.confirmUrl, mail.noticeUrl, `mailto:${mail.shop.controller.privacyEmail}`]),
  );
  expect(page.querySelector('img, link, script, iframe, [src], [background]')).toBeNull();
  expect(html).not.toContain('url(');
});

it('keeps hostile texts of a config as text', () => {
  const hostile = '"><script>alert(1)</script>';
  const evil = renderConfirmationMail({
    ...mail,
    shop: { controller: { ...mail.shop.controller, name: hostile, legalName: hostile, address: hostile } },
    answers: [{ ...answer, stem: hostile, verb: hostile, detail: hostile, store: hostile }],
    confirmUrl: hostile,
  });
  expect(parse(evil.html).querySelector('script')).toBeNull();
  expect(parse(evil.html).querySelectorAll('*')).toHaveLength(parse(html).querySelectorAll('*').length);
});

it('has a subject of one line, in the reader’s language', () => {
  expect(subject).toBe('Confirmez votre adresse – Librairie du Canal');
  expect(renderConfirmationMail({ ...mail, language: 'en' }).subject).toBe('Confirm your address – Librairie du Canal');
});
