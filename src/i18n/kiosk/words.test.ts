import { describe, expect, it } from 'vitest';
import { confirmationMailWordsByLanguage } from '../mail/confirmation-mail.ts';
import { pageWordsByLanguage } from '../pages/words-by-language.ts';
import { closeWords } from './close-words.ts';
import { doorWords } from './door-words.ts';
import { enrolWords } from './enrol-words.ts';
import { handOverWords } from './hand-over-words.ts';
import { stopWords } from './stop-words.ts';
import { stoppedWords } from './stopped-words.ts';
import { teamWords } from './team-words.ts';
import { trainingWords } from './training-words.ts';
import { welcomeWords } from './welcome-words.ts';
import { kioskWords } from './words.ts';

const dictionaries = [
  ...[kioskWords, welcomeWords, stopWords, stoppedWords],
  ...[teamWords, doorWords, trainingWords, enrolWords, handOverWords, closeWords],
];

/** Every sentence of a dictionary; functions are called with values of the kinds they take. */
function sentences(node: unknown, path = ''): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    const channels = ['thanks.yes', 'thanks.no', 'thanks.also', 'phone.lede'].includes(path);
    const first = channels
      ? ['sms', 'phone']
      : /spoken|told|other|editAnswer|stopped/.test(path)
        ? /(spoken|told|other)$/.test(path)
          ? 'yes'
          : 'sms'
        : 3;
    return sentences(node(first, channels ? ['email'] : /(spoken|told|other)$/.test(path) ? 'email' : 'x', 'y'), path);
  }
  return Object.entries(node as object).flatMap(([key, value]) => sentences(value, path ? `${path}.${key}` : key));
}

describe('French', () => {
  const all = dictionaries.flatMap((words) => sentences(words.fr));

  it('sets no-break spaces before its high punctuation and inside its quotation marks', () => {
    expect(all.filter(([, text]) => /[^\u202f][?!;]|[^\u00a0]:|«[^\u00a0]|[^\u00a0]»/.test(text))).toEqual([]);
  });

  it('uses the typographic apostrophe', () => {
    expect(all.filter(([, text]) => text.includes("'"))).toEqual([]);
  });
});

describe('both languages', () => {
  it('say everything, with nothing left open', () => {
    for (const words of dictionaries.flatMap((all) => Object.values(all)))
      expect(sentences(words).filter(([, text]) => !text.trim() || /undefined|\[object|NaN/.test(text))).toEqual([]);
  });

  it('name the mail and its button as the mail does', () => {
    for (const language of ['fr', 'en'] as const) {
      const [open, touch] = kioskWords[language].thanks.steps(30);
      const mail = confirmationMailWordsByLanguage[language];
      expect(open).toContain(mail.subject('').split(' – ')[0]);
      expect(touch).toContain(mail.confirm);
      expect(touch).toContain(pageWordsByLanguage[language].confirm.ask.confirm);
    }
  });

  it('agree with their numbers', () => {
    expect(kioskWords.fr.questions.missing(1)).toBe('Encore 1 réponse');
    expect(kioskWords.en.questions.missing(2)).toBe('2 more answers');
    expect([1, 24, 30, 48, 168].map(handOverWords.fr.valid)).toEqual(
      ['1 heure', '24 heures', '30 heures', '2 jours', '7 jours'].map(
        (span) => `Ce code vaut ${span.replace(' ', '\u00a0')}.`,
      ),
    );
    expect(teamWords.fr.headline.waiting(3)).toBe('Trois réponses attendent le réseau.');
    expect(teamWords.fr.headline.waiting(11)).toBe('11 réponses attendent le réseau.');
  });
});
