// What a shop's words may not say: one list of patterns for each kind, in plain letters (`findIn`). They find the usual ways, not
// every one, and only whole words.
import { type Channel, channels, type Language, type Question } from '../shop-config.ts';
import type { GateRule } from './problem.ts';
import { asWords } from './text.ts';

export interface WordingKind {
  readonly rule: Extract<GateRule, 'several-in-one' | 'partners-unnamed' | 'terms-in-question' | 'reward' | 'negated'>;
  /** The verb with its stem; all that stands in a question; that, and what people read before and after. */
  readonly reach: 'verb' | 'question' | 'everything';
  /** Of which questions it may be said. */
  readonly except?: (question: Question) => boolean;
  readonly words: Readonly<Record<Language, RegExp>>;
}

/** What is passed to a partner may be several things; each other question is one. */
const isTransfer = ({ use }: Question) => use === 'partner-transfer';

/** Named after another channel, where alone it may be what the shop sells. */
const beside = ({ source }: RegExp) =>
  new RegExp(`(e-?mail|mail|sms|texto|text|appel|call|phone|courrier|post|letter)s?,? (et|ou|and|or) ${source}`);

/** Ways to name a channel; a question that names another one than its own asks for two things. */
const channelWords: Readonly<Record<Channel, WordingKind['words']>> = {
  email: { fr: asWords(/e-?mails?|mails?|courriels?|courriers? électroniques?/), en: asWords(/e-?mails?/) },
  sms: {
    fr: asWords(/sms|mms|textos?/),
    en: asWords(/sms|mms|text messages?|(by|you) texts?|text you|texts?,? (and|or) e-?mail/, beside(/texts?/)),
  },
  phone: {
    fr: asWords(/appel(er|lera|lerons|ons)|appels?(?! à)|téléphoner|(par|au) téléphone/, beside(/téléphone/)),
    en: asWords(/call(s|ing)?(?! (it|for|us))|(by|over the) phone|(tele)?phone (calls?|you)/, beside(/phone/)),
  },
  // a newsletter is a letter too
  post: {
    fr: asWords(
      /courriers?(?! électroniques?)|voie postale|la poste|par lettres?|des lettres(?! (d'info|mensuelles))/,
      beside(/lettres?/),
    ),
    en: asWords(/(by|in the) (post|mail)|(by|you) letters?/, beside(/(post|letters?)/)),
  },
};

export const wordingKinds: readonly WordingKind[] = [
  ...channels.map(
    (channel): WordingKind => ({
      ...{ rule: 'several-in-one', reach: 'question', words: channelWords[channel] },
      except: (question) => question.channel === channel || isTransfer(question),
    }),
  ),
  {
    ...{ rule: 'several-in-one', reach: 'question' },
    except: (question) => question.use === 'profiling' || isTransfer(question),
    words: {
      fr: asWords(
        /profilage|profiler|(votre|un) profil|personnaliser|(vos|leurs) habitudes|historique d'achats?/,
        /(offres?|messages?|e-?mails?|sms|conseils?|contenus?|recommandations?) personnalisée?s?/,
      ),
      en: asWords(
        /profiling|(your|a) profile|personali[sz]e|your habits|purchase history/,
        /personali[sz]ed (offers?|messages?|e-?mails?|texts?|advice|content|recommendations?)/,
      ),
    },
  },
  {
    ...{ rule: 'partners-unnamed', reach: 'question' },
    words: {
      fr: asWords(/partenaires|autres sociétés|(nos|ses) filiales|(notre|son) groupe(?! de)/),
      en: asWords(/partners|other companies|(our|its) group/),
    },
  },
  {
    ...{ rule: 'partners-unnamed', reach: 'question', except: isTransfer },
    words: { fr: asWords(/partenaire/), en: asWords(/partner/) },
  },
  {
    ...{ rule: 'terms-in-question', reach: 'everything' },
    words: {
      fr: asWords(/conditions générales|cg[uv]|politique de confidentialité/),
      en: asWords(/terms (and conditions|of (use|sale|service))|privacy policy/),
    },
  },
  {
    ...{ rule: 'reward', reach: 'everything' },
    words: {
      fr: asWords(
        /en échange|contre une?|gagne[rz](?! du temps)|(un|votre) cadeau|bons? d'achat|un bon de réduction/,
        /points? offerts?|offre de bienvenue|une? [\p{L}-]+ offerte?|(remise|réduction|rabais) de \d+/u,
        /\d+([.,]\d+)? ?(%|€|euros?) (offerts?|en moins|de (remise|réduction|rabais))|[-−] ?\d+ ?(%|€|euros?) sur/,
      ),
      en: asWords(
        /in exchange|in return|win|a (free )?gift|a free (coffee|drink|book)|vouchers?|bonus points?/,
        /welcome (offer|gift)|discount of|[€£] ?\d+([.,]\d+)? (off|free|back)/,
        /\d+([.,]\d+)? ?(%|€|£|euros?|pounds?) (off|free|back|discount)/,
      ),
    },
  },
  {
    // before the questions it says what a yes is for
    ...{ rule: 'reward', reach: 'question' },
    words: { fr: asWords(/si vous (acceptez|dites oui)/), en: asWords(/if you (accept|say yes|agree)/) },
  },
  {
    ...{ rule: 'negated', reach: 'verb' },
    words: {
      fr: asWords(/ne|n'\p{L}+|cesser|refuser|arrêter/u),
      en: asWords(/not|no longer|never|stop|refrain|refuse/),
    },
  },
];
