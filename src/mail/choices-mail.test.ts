// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { renderChoicesMail } from './choices-mail.ts';
import { choicesMail as mail } from './testing/every-mail.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const { subject, text, html } = renderChoicesMail(mail);

it.each([
  ['text', text],
  ['HTML', parse(html).body.textContent ?? ''],
])('says all of it in the %s part', (_part, words) => {
  for (const sentence of [
    'https://choix.example/preferences/abc',
    'jusqu’au 10\u00a0janvier 2027',
    'Ne faites rien\u00a0: rien n’a changé',
    'donnees@librairieducanal.example',
  ])
    expect(words).toContain(sentence);
  expect(subject).toBe('Vos choix – Librairie du Canal');
});
