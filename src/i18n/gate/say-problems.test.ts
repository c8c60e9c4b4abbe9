import { describe, expect, it } from 'vitest';
import { checkConfig } from '#domain/gate/publish-gate.ts';
import { bookshop, shopWith } from '#domain/gate/testing/shops.ts';
import { gateWordsByLanguage, sayProblem } from './say-problems.ts';

function sayAll(changes: Record<string, unknown>, language: 'fr' | 'en'): string[] {
  const result = checkConfig(shopWith(changes), { day: '2026-11-22', published: [bookshop] });
  return result.outcome === 'passed' ? [] : result.problems.map((problem) => sayProblem(problem, language));
}

const calls = {
  schema: 2,
  'questions.2.regime': 'opt-out',
  'questions.2.legalBasis': 'legitimate-interest',
  'questions.2.information': { fr: 'La librairie vous appellera', en: 'The bookshop will call you' },
};

describe('a problem, to the owner of the shop', () => {
  it('says where, by which rule, and what to do', () => {
    expect(sayAll({ 'questions.0.preselected': 'yes' }, 'en')).toEqual([
      'questions.0 [preset-answer] “preselected”: no answer can be chosen beforehand. Take this field out; everybody says yes or no.',
    ]);
  });

  it('names the article of law', () => {
    const [line = ''] = sayAll(calls, 'fr');
    expect(line).toMatch(/^questions\.2 \[regime-forbidden\] La loi demande un oui donné avant/);
    expect(line).toMatch(/art\. L\. 223-1 .*2025-594.*https:\/\/www\.legifrance\.gouv\.fr\//);
  });

  it('names the visit that asks nothing', () => {
    const waiting = { schema: 2, 'questions.0.onlyAfterSale': true, 'questions.0.audience': 'professional' };
    const [french = ''] = sayAll(waiting, 'fr');
    expect(french).toContain('rien à demander à un professionnel sans achat noté');
    expect(sayAll(waiting, 'en')[0]).toContain('nothing to ask a professional without a sale marked');
  });

  it('keeps French marks with their words', () => {
    const [line = ''] = sayAll({ 'questions.0.verb.fr': 'ne plus vous écrire' }, 'fr');
    expect(line).toContain('«\u00a0ne\u00a0»\u00a0: un oui doit vouloir dire oui');
  });

  it('has no exclamation and no plea, in either language', () => {
    for (const words of Object.values(gateWordsByLanguage))
      expect(JSON.stringify(words)).not.toMatch(/!|s’il vous plaît|please/i);
  });
});
