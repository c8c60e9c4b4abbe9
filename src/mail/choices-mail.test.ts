// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { type ChoicesMail, renderChoicesMail } from './choices-mail.ts';

const mail: ChoicesMail = {
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
  choicesUrl: 'https://choix.example/preferences/abc',
  noticeUrl: 'https://choix.example/notice',
  expiresAt: Date.parse('2027-01-10T16:07:00Z'),
  timeZone: 'Europe/Paris',
};

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const { subject, text, html } = renderChoicesMail(mail);

it.each([
  ['text', text],
  ['HTML', parse(html).body.textContent ?? ''],
])('says all of it in the %s part', (_part, words) => {
  for (const sentence of [
    'https://choix.example/preferences/abc',
    'jusqu’au 10 janvier 2027',
    'Ne faites rien\u00a0: rien n’a changé',
    'donnees@librairieducanal.example',
  ])
    expect(words).toContain(sentence);
  expect(subject).toBe('Vos choix – Librairie du Canal');
});

it('links to our own pages only, and loads nothing', () => {
  const page = parse(html);
  expect(new Set([...page.querySelectorAll('a')].map((link) => link.href))).toEqual(
    new Set([mail.choicesUrl, mail.noticeUrl, `mailto:${mail.shop.controller.privacyEmail}`]),
  );
  expect(page.querySelector('img, link, script, iframe, [src], [background]')).toBeNull();
  expect(html).not.toContain('url(');
});
