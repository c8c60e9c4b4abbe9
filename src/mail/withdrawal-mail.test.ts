// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { renderWithdrawalMail, type WithdrawalMail } from './withdrawal-mail.ts';

const stem = 'La Librairie du Canal peut-elle';
const endedAt = Date.parse('2026-10-12T22:07:00Z'); // the 13th in Paris
const timeZone = 'Europe/Paris';

const mail: WithdrawalMail = {
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
  ended: [
    { stem, verb: 'vous écrire par e-mail', timeZone, endedAt },
    { stem, verb: 'vous envoyer des SMS', timeZone, endedAt },
  ],
  choicesUrl: 'https://choix.example/preferences/abc',
  noticeUrl: 'https://choix.example/notice',
  expiresAt: Date.parse('2027-01-10T16:07:00Z'),
  timeZone,
};

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const wordsOf = (text: string) => text.replace(/\s+/g, ' ');
const { subject, text, html } = renderWithdrawalMail(mail);

it.each([
  ['text', wordsOf(text)],
  ['HTML', wordsOf(parse(html).body.textContent ?? '')],
])('says what has ended, since when, and where to see what stands, in the %s part', (_part, words) => {
  for (const sentence of [
    'La Librairie du Canal peut-elle vous écrire par e\u2011mail ? Non.',
    'La Librairie du Canal peut-elle vous envoyer des SMS ? Non.',
    'Depuis le 13 octobre 2026',
    'https://choix.example/preferences/abc',
    'jusqu’au 10 janvier 2027',
    'donnees@librairieducanal.example',
  ])
    expect(words).toContain(sentence);
  expect(subject).toBe('C’est arrêté – Librairie du Canal');
});

it('speaks English to who answered in English', () => {
  const english = renderWithdrawalMail({ ...mail, language: 'en' });
  expect(english.subject).toBe('It has stopped – Librairie du Canal');
  expect(english.text).toContain('Since 13 October 2026');
});

it('links to our own pages only, and loads nothing', () => {
  const page = parse(html);
  expect(new Set([...page.querySelectorAll('a')].map((link) => link.href))).toEqual(
    new Set([mail.choicesUrl, mail.noticeUrl, `mailto:${mail.shop.controller.privacyEmail}`]),
  );
  expect(page.querySelector('img, link, script, iframe, [src], [background]')).toBeNull();
  expect(html).not.toContain('url(');
});
