// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { renderConfirmationMail } from './confirmation-mail.ts';
import { answer, confirmationMail as mail } from './testing/every-mail.ts';

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

it('has a subject of one line, in the reader’s language', () => {
  expect(subject).toBe('Confirmez votre adresse – Librairie du Canal');
  expect(renderConfirmationMail({ ...mail, language: 'en' }).subject).toBe('Confirm your address – Librairie du Canal');
});
