import { describe, expect, it } from 'vitest';
import { languages } from '#domain/shop-config.ts';
import { renderAnswerMail } from './answer-mail.ts';
import { answerMail, lastMail } from './testing/every-mail.ts';

const textOf = (html: string) => html.replaceAll(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/[ \n]+/g, ' ');

describe.each(['text', 'html'] as const)('the %s part', (part) => {
  const mail = renderAnswerMail(answerMail);
  const said = part === 'text' ? mail.text : textOf(mail.html);

  it('says of each request when it came, what has become of it and under what reference', () => {
    for (const text of [
      'Accès à vos données, demandé le 12\u00a0octobre 2026',
      'nous vous remettons une copie',
      'Correction, demandée le 12\u00a0octobre 2026',
      'toucherait aux droits d’autres personnes',
      'Votre message du 12\u00a0octobre 2026',
      'le 12\u00a0janvier 2027 au plus tard',
      'Référence\u00a0: 3f2a9c1e',
    ])
      expect(said).toContain(text);
  });

  it('says where else one can turn (GDPR 12(4))', () => {
    expect(said).toContain('(CNIL) et saisir un juge');
  });

  it('leads to the page of choices, where there is one', () => {
    expect(said).toContain(answerMail.choices?.url);
    expect(said).toContain('télécharger depuis la page');
    const { text, html } = renderAnswerMail({ ...answerMail, choices: null });
    const without = part === 'text' ? text : textOf(html);
    expect(without).not.toContain('Voir mes choix');
    expect(without).not.toContain('télécharger');
  });

  it('says that it is the last, where everything goes', () => {
    const { text, html } = renderAnswerMail(lastMail);
    expect(part === 'text' ? text : textOf(html)).toContain('Ce message est le dernier à cette adresse.');
    expect(said).not.toContain('le dernier');
  });
});

it.each(languages)('keeps to French typesetting and pleads in no language (%s)', (language) => {
  for (const { text } of [answerMail, lastMail].map((mail) => renderAnswerMail({ ...mail, language }))) {
    expect(text).not.toMatch(/!|malheureusement|unfortunately|'/i);
    if (language === 'fr') expect(text.replaceAll(/https?:\S+|mailto:\S+/g, '')).not.toMatch(/ [?;:]|[^\u202f\s] \?/);
  }
});
