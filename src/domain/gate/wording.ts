// The words of a question: one purpose, one channel, nothing tied to the yes, and a yes that means yes (GDPR 4(11), 7(2), 7(4)).
import { inLanguage } from '../localized.ts';
import type { Channel, Language } from '../shop-config.ts';
import type { Check } from './check.ts';
import { findIn } from './text.ts';

/** Ways to name a channel; a question that names another one than its own asks for two things. */
const channelWords: Readonly<Record<Language, Readonly<Record<Channel, RegExp>>>> = {
  fr: {
    email: /\be-?mails?\b|\bmails?\b|courriels?|courriers? électroniques?/,
    sms: /\bsms\b|\bmms\b|textos?/,
    phone: /\bappel(er|s)?\b|téléphon\w*/,
    post: /courriers?(?! électronique)|\blettres?\b(?! d'info)|voie postale/,
  },
  en: {
    email: /\be-?mails?\b/,
    sms: /\bsms\b|\bmms\b|\btexts?\b(?! box)|text messages?/,
    phone: /\bcall(s|ing)?\b(?! it)|\bphone\b/,
    post: /\bby post\b|\bletters?\b(?! of)/,
  },
};

const partners: Readonly<Record<Language, RegExp>> = {
  fr: /partenaires?|autres sociétés|nos filiales|notre groupe/,
  en: /partners?|other companies|our group/,
};
const profiling: Readonly<Record<Language, RegExp>> = {
  fr: /profil\w*|personnalis\w*|vos habitudes|historique d'achats?/,
  en: /profil\w*|personali[sz]\w*|your habits|purchase history/,
};
const terms: Readonly<Record<Language, RegExp>> = {
  fr: /conditions générales|\bcg[uv]\b|politique de confidentialité/,
  en: /terms (and|of)|privacy policy/,
};
const reward: Readonly<Record<Language, RegExp>> = {
  fr: /en échange|contre un|si vous acceptez|si vous dites oui|\bgagne[zr]\b|un cadeau|bon d'achat|\d+ ?% de (remise|réduction)|points? offerts?/,
  en: /in exchange|in return|if you (accept|say yes|agree)|\bwin\b|\ba (free )?gift\b|voucher|\d+ ?% off|bonus points?/,
};
const negated: Readonly<Record<Language, RegExp>> = {
  fr: /\bne\b|\bn'|cesser|refuser|arrêter/,
  en: /\bnot\b|\bno longer\b|\bnever\b|\bstop\b|refrain|refuse/,
};

export const wordingCheck: Check = {
  needs: ['languages', 'questions', 'stem'],
  *find({ questions, languages, stem }) {
    for (const [i, { verb, detail, information, channel, use }] of questions.entries())
      for (const language of languages) {
        const asked = `${inLanguage(stem, language)} ${inLanguage(verb, language)}`;
        const told = information ? inLanguage(information, language) : '';
        const whole = `${asked} ${told} ${inLanguage(detail, language)}`;
        const path = `questions.${i}.verb.${language}`;
        const another = [
          ...Object.entries(channelWords[language]).flatMap(([name, words]) => (name === channel ? [] : [words])),
          ...(use === 'partner-transfer' ? [] : [partners[language]]),
          ...(use === 'profiling' ? [] : [profiling[language]]),
        ];
        // what is passed to a partner may be several things; each other question is one
        const found = use === 'partner-transfer' ? undefined : firstIn(`${asked} ${told}`, another);
        if (found !== undefined) yield { rule: 'several-in-one', path, details: { language, found } };
        const inTerms = findIn(whole, terms[language]);
        if (inTerms !== undefined) yield { rule: 'terms-in-question', path, details: { language, found: inTerms } };
        const tied = findIn(whole, reward[language]);
        if (tied !== undefined) yield { rule: 'reward', path, details: { language, found: tied } };
        const no = findIn(asked, negated[language]);
        if (no !== undefined) yield { rule: 'negated', path, details: { language, found: no } };
      }
  },
};

function firstIn(text: string, patterns: readonly RegExp[]): string | undefined {
  return patterns.map((pattern) => findIn(text, pattern)).find((found) => found !== undefined);
}
