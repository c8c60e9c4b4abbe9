// The shop's words: one purpose and one channel to a question, partners by their names, nothing tied to the yes, and a yes that means
// yes (GDPR 4(11), 7(2), 7(4)). Names are left out: what a shop is called says nothing of what it asks.
import type { Localized } from '../localized.ts';
import type { Question } from '../shop-config.ts';
import type { Check } from './check.ts';
import { findIn, textsOf, withoutNames } from './text.ts';
import { wordingKinds } from './wording-kind.ts';

export const wordingCheck: Check = {
  needs: ['controller', 'questions', 'stem', 'welcome', 'farewell'],
  *find({ controller, questions, stem, welcome, farewell }) {
    const own = [controller.name, controller.legalName];
    const texts = [
      ...questions.flatMap((question, i) => textsOfQuestion(question, `questions.${i}`, stem)),
      ...[...textsOf({ welcome, farewell })].map((text) => ({ ...text, question: undefined, isVerb: false })),
    ];
    for (const { path, language, text, question, isVerb } of texts)
      for (const { rule, reach, except, words } of wordingKinds) {
        if (reach !== 'everything' && !question) continue;
        if ((reach === 'verb' && !isVerb) || (question && except?.(question))) continue;
        const names = question?.partner ? [...own, question.partner.name] : own;
        const found = findIn(withoutNames(text, names), words[language]);
        if (found !== undefined) yield { rule, path, details: { language, found } };
      }
  },
};

/** The verb with the stem that it completes. */
function textsOfQuestion(question: Question, at: string, stem: Localized) {
  return [...textsOf(question, at)].map(({ path, language, text }) => {
    const isVerb = path === `${at}.verb.${language}`;
    return { path, language, question, isVerb, text: isVerb ? `${stem[language] ?? ''} ${text}` : text };
  });
}
