// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { withdrawalMail as mail } from './testing/every-mail.ts';
import { renderWithdrawalMail } from './withdrawal-mail.ts';

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
  expect(english.text).toContain('Since 13\u00a0October 2026');
});
