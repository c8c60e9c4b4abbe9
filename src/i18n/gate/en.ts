import { sayFrequency } from '../frequency.ts';
import type { GateNames, GateWords } from './gate-words.ts';

const names: GateNames = {
  parts: {
    controller: 'who is responsible, with a postal address',
    'data-contact': 'whom to write to about data (the data protection officer, where there is one)',
    purposes: 'what the data is for',
    'legal-basis': 'the legal basis',
    recipients: 'who receives the data',
    transfers: 'whether the data leaves the European Union',
    retention: 'how long it is kept',
    access: 'the right of access',
    rectification: 'the right to rectification',
    erasure: 'the right to erasure',
    restriction: 'the right to restriction',
    objection: 'the right to object',
    portability: 'the right to portability',
    withdrawal: 'how to take back a yes',
    complaint: 'the right to complain to the authority',
    optional: 'what is optional',
    'automated-decisions': 'whether decisions are automated',
    'calls-need-consent': 'that nobody is called for sales without their prior consent',
    'postal-address': 'what the postal address is for',
  },
  bases: { consent: 'consent', 'legitimate-interest': 'legitimate interest', contract: 'a contract' },
  regimes: {
    'opt-in': 'a yes given before',
    'separate-opt-in': 'a yes to a question of its own',
    'soft-opt-in': 'information and a way to object, at a sale',
    'opt-out': 'information and a way to object',
    contract: 'joining',
  },
  channels: { email: 'e-mail', sms: 'texts', phone: 'calls', post: 'post' },
  languages: { fr: 'French', en: 'English' },
};
const { parts, bases, regimes, channels, languages } = names;

export const en: GateWords = {
  problems: {
    form: ({ message }) => `This field does not have the form it should (${message}).`,
    missing: () => 'This field is missing.',
    'unknown-field': ({ name }) => `There is no field “${name}”. Take it out, or correct its name.`,
    'preset-answer': ({ name }) =>
      `“${name}”: no answer can be chosen beforehand. Take this field out; everybody says yes or no.`,
    'own-labels': ({ name }) =>
      `“${name}”: the buttons say “Yes” and “No”, at the same size, and stay as they are. Take this field out.`,
    repeated: ({ name }) => `“${name}” stands there more than once.`,
    'language-missing': ({ language }) => `The text is missing in ${languages[language]}.`,
    'time-zone': () => 'Give the store’s time zone, such as “Europe/Paris”.',
    'postal-address': () => 'Give a full postal address: one must be able to send you a letter.',
    unconfirmable: ({ channel }) => `A link by e-mail cannot confirm consent to ${channels[channel]}. Put “none”.`,
    'not-lower': () => 'A frequency to choose must be lower than the question’s own ("frequency").',
    'needs-schema-2': ({ field }) =>
      `"${field}" needs "schema": 2. Tablets with an older app will wait for its update.`,
    information: () =>
      'Without a consent, people are informed: write "information" for a "soft-opt-in" or an "opt-out", and only there.',
    'country-unknown': ({ country }) =>
      `We have no rules for the country “${country}”. This version knows the European Economic Area.`,
    'regime-forbidden': ({ asked, required, ruleId, source, url }) =>
      `The law wants ${regimes[required]}; the question is asked as ${regimes[asked]}. Rule ${ruleId}: ${source}, ${url}`,
    'legal-basis': ({ given, expected, asked }) =>
      `The legal basis “${given}” does not go with ${regimes[asked]}. Put “${expected}”.`,
    'no-sale-mark': () =>
      'Without prior consent, only customers may be written to. Add "onlyAfterSale": true: the question waits until the till has marked a sale.',
    'nothing-to-ask': ({ audience, afterSale }) =>
      `There is nothing to ask a ${audience} ${afterSale ? 'after a sale' : 'without a sale'} marked at the till. Add a question for them.`,
    'partner-missing': () => 'Name the partner to whom the data would go. One question for each partner.',
    'partner-not-named': ({ name, language }) =>
      `The question must name the partner “${name}” in ${languages[language]}.`,
    'partner-elsewhere': () =>
      'A partner is named in a question about passing data on only ("use": "partner-transfer").',
    'purpose-shared': ({ purpose }) =>
      `The purpose “${purpose}” is also another question’s. Give this one a purpose of its own: a yes counts for what was asked, nothing else.`,
    'too-many-calls': ({ times, days, source }) =>
      `No more than ${times} calls in ${days} days (${source}). Lower the frequency.`,
    'notice-part-missing': ({ part }) =>
      `The notice does not say ${parts[part]}. Write it into a section, and add "${part}" to its "covers".`,
    'notice-part-unsaid': ({ part, language }) =>
      `This section is to say ${parts[part]} ("${part}"), but its ${languages[language]} text does not speak of it.`,
    'notice-lacks': ({ part, language, text }) =>
      `To say ${parts[part]}, the ${languages[language]} text must hold “${text}”.`,
    'notice-without-number': ({ language }) =>
      `Say a length of time, in figures or words, in ${languages[language]}: “three years”, for one.`,
    'notice-basis-unsaid': ({ basis, language }) =>
      `A question rests on ${bases[basis]}, but the ${languages[language]} notice does not say so. Add that legal basis, and what it is for.`,
    'notice-version': ({ version }) =>
      `The published notice has the number ${version}. Its text changes: give it a higher number.`,
    'stop-number-missing': () => 'You ask to send texts: give the number to text STOP to ("stopNumber").',
    'frequency-elsewhere': ({ found, frequency }) =>
      `“${found}”: the field "frequency" says ${sayFrequency(frequency, 'en')}. Say the same in both places.`,
    'language-of-country': ({ language }) =>
      `People at the till must be able to read it in ${languages[language]}: add that language.`,
    untranslated: ({ languages: [one, other] }) =>
      `The same text stands in ${languages[one]} and in ${languages[other]}: translate it.`,
    placeholder: ({ found }) => `“${found}” looks like a text that was to be replaced.`,
    'too-long': ({ length, limit }) =>
      `${length} characters; past ${limit} the text runs out of its place on the screen, or is not read.`,
    'notice-too-long': ({ language, words, limit }) =>
      `${words} words in ${languages[language]}; past ${limit} (two minutes) nobody reads on at a till.`,
    'several-in-one': ({ found }) =>
      `“${found}”: a question is about one way of contact and one thing. Make two questions of it.`,
    'partners-unnamed': ({ found }) =>
      `“${found}”: a partner has a name, and a question of its own ("use": "partner-transfer"). Take it out here.`,
    'terms-in-question': ({ found }) => `“${found}”: accepting terms is not giving consent. Take it out here.`,
    reward: ({ found }) => `“${found}”: nothing may reward a yes. Take it out here.`,
    negated: ({ found }) => `“${found}”: a yes must mean yes. Word the question without a negation.`,
  },
  refused: (file, problems) =>
    problems === 1 ? `${file} cannot be published: one problem.` : `${file} cannot be published: ${problems} problems.`,
  passed: (file) => `${file} can be published.`,
  wholeFile: '(whole file)',
};
