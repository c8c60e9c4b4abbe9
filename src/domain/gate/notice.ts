// The notice: all that a person must be told (GDPR 13), said in each language. That a section says a thing well, no machine can
// see; that it says nothing of it, one can.
import { inLanguage } from '../localized.ts';
import { toNoticeText } from '../notice.ts';
import { type NoticePart, noticeParts } from '../notice-part.ts';
import { findAuthority } from '../recourse.ts';
import { factsAboutProspect, regimeFor } from '../regime.ts';
import type { LegalBasis } from '../rules/rule.ts';
import { type Language, languages, type ShopConfig } from '../shop-config.ts';
import type { Check, GateContext } from './check.ts';
import type { GateProblem } from './problem.ts';
import { asBeginnings, contains, findIn } from './text.ts';

/** One of these beginnings of words is in any text about that part. */
const signs: Readonly<Record<Language, Partial<Record<NoticePart, RegExp>>>> = {
  fr: {
    'legal-basis': /consent|accord|intérêt légitime|contrat|base légale/,
    recipients:
      /personne(?!l)|prestataire|sous-traitant|destinataire|partenaire|équipe|société|héberg|accès|vend[oue]|transm|communiqu|partag|reçoi/,
    transfers: /union européenne|\bue\b|hors d/,
    access: /acc[éè]|voir|consult|copie/,
    rectification: /rectif|corrig/,
    erasure: /effac|supprim/,
    restriction: /limit/,
    objection: /oppos/,
    portability: /portab|emport|récupér/,
    withdrawal: /retir|changer d'avis|arrêt|stop|quand vous voulez|à tout moment/,
    complaint: /plain|réclam|saisir/,
    optional: /obligat|facultati|libre|ne change rien/,
    'automated-decisions': /automat/,
    'calls-need-consent': /appel/,
    'postal-address': /adresse postale/,
  },
  en: {
    'legal-basis': /consent|legitimate interest|contract|legal basis/,
    recipients:
      /nobody|no one|provider|processor|recipient|partner|team|compan|host|access|third part|sold|sell|pass|share|receive/,
    transfers: /european union|\beu\b|outside/,
    access: /access|\bsee\b|copy/,
    rectification: /rectif|correct/,
    erasure: /eras|delet/,
    restriction: /restrict|limit/,
    objection: /object/,
    portability: /portab|take away|take .* with you/,
    withdrawal: /withdraw|change your mind|stop|at any time/,
    complaint: /complain/,
    optional: /compulsory|optional|obliged|free|changes nothing/,
    'automated-decisions': /automat/,
    'calls-need-consent': /call/,
    'postal-address': /postal address/,
  },
};

const bases: Readonly<Record<Language, Readonly<Record<LegalBasis, RegExp>>>> = {
  fr: { consent: /consent|accord/, 'legitimate-interest': /intérêts? légitimes?/, contract: /contrat|contractuel/ },
  en: { consent: /consent/, 'legitimate-interest': /legitimate interest/, contract: /contract/ },
};

const aNumber: Readonly<Record<Language, RegExp>> = {
  fr: /\d|\b(un|deux|trois|quatre|cinq|six|douze|vingt-quatre|trente-six)\b (an|mois|jour)/,
  en: /\d|\b(one|two|three|four|five|six|twelve|twenty-four|thirty-six)\b (year|month|day)/,
};

export const noticeCheck: Check = {
  needs: ['controller', 'languages', 'questions', 'notice'],
  *find(config, context) {
    for (const part of noticeParts) if (isNeeded(part, config, context)) yield* checkPart(part, config);
    yield* checkBases(config);
    yield* checkVersion(config, context);
    if (config.questions.some(({ channel }) => channel === 'sms') && config.stopNumber === undefined)
      yield { rule: 'stop-number-missing', path: 'stopNumber', details: {} };
  },
};

function isNeeded(part: NoticePart, { questions, controller }: ShopConfig, { day }: GateContext): boolean {
  if (part === 'postal-address') return questions.some(({ channel }) => channel === 'post');
  if (part !== 'calls-need-consent') return true;
  // L. 223-2 speaks of whoever takes down a number, for whatever messages
  if (!questions.some(({ channel }) => channel === 'phone' || channel === 'sms')) return false;
  const { conditions } = regimeFor(factsAboutProspect(controller.country, 'phone'), day).rule;
  return conditions.includes('told-that-calls-need-consent');
}

function* checkPart(part: NoticePart, config: ShopConfig): Generator<GateProblem> {
  const { controller, languages: spoken, notice } = config;
  const sections = notice.sections.filter(({ covers }) => covers?.includes(part));
  const [first] = sections;
  if (!first) return yield { rule: 'notice-part-missing', path: 'notice.sections', details: { part } };
  for (const language of spoken) {
    const text = sections.map((section) => inLanguage(section.text, language)).join(' ');
    const path = `notice.sections.${notice.sections.indexOf(first)}.text.${language}`;
    const sign = signs[language][part];
    if (sign && !findIn(text, asBeginnings(sign)))
      yield { rule: 'notice-part-unsaid', path, details: { part, language } };
    for (const needed of mustContain(part, controller))
      if (!namesOf(part, needed).some((name) => contains(text, name)))
        yield { rule: 'notice-lacks', path, details: { part, language, text: needed } };
    if (part === 'retention' && !findIn(text, aNumber[language]))
      yield { rule: 'notice-without-number', path, details: { language } };
  }
}

/** Each basis that a question rests on is named (GDPR 13(1)(c)), wherever in the notice: what an objection ends began without a consent. */
function* checkBases({ questions, languages: spoken, notice }: ShopConfig): Generator<GateProblem> {
  const at = notice.sections.findIndex(({ covers }) => covers?.includes('legal-basis'));
  if (at < 0) return; // missing altogether
  for (const basis of new Set(questions.map(({ legalBasis }) => legalBasis)))
    for (const language of spoken) {
      const text = notice.sections.map((section) => inLanguage(section.text, language)).join(' ');
      if (!findIn(text, asBeginnings(bases[language][basis])))
        yield {
          rule: 'notice-basis-unsaid',
          path: `notice.sections.${at}.text.${language}`,
          details: { language, basis },
        };
    }
}

function mustContain(
  part: NoticePart,
  { legalName, address, privacyEmail, country }: ShopConfig['controller'],
): string[] {
  if (part === 'controller') return [legalName, address];
  // the rights, and how to use them
  if (part === 'data-contact' || part === 'access') return [privacyEmail];
  const authority = part === 'complaint' ? findAuthority(country) : undefined;
  return authority ? [authority.name] : [];
}

/** An authority that has a name in each of its country's languages is known by any of them. */
const namesOf = (part: NoticePart, needed: string) => (part === 'complaint' ? needed.split('/') : [needed]);

/** A notice is known by its version: other words under the same number would be a second notice of that name. */
function* checkVersion(config: ShopConfig, { published }: GateContext): Generator<GateProblem> {
  const highest = Math.max(0, ...published.map(({ notice }) => notice.version));
  if (config.notice.version > highest) return;
  const namesakes = published.filter(({ notice }) => notice.version === config.notice.version);
  if (namesakes.length === 0 || !namesakes.every((other) => haveSameWords(config, other)))
    yield { rule: 'notice-version', path: 'notice.version', details: { version: highest } };
}

function haveSameWords(a: ShopConfig, b: ShopConfig): boolean {
  const spoken = languages.filter((language) => [a, b].every((config) => config.languages.includes(language)));
  return spoken.every((language) => wordsOf(a, language) === wordsOf(b, language));
}

/** Of the notice alone: a new STOP number, or a new name of the firm, is no new version of the shop's own text. */
function wordsOf(config: ShopConfig, language: Language): string {
  return JSON.stringify(JSON.parse(toNoticeText(config, language)).sections);
}
