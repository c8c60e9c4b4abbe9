// What followed an answer, oldest first, each fact in one sentence.
import type { ConsentEvent } from '#domain/consent-event.ts';
import type { Stop } from '#domain/consent-state.ts';
import type { Language } from '#domain/shop-config.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { type Dossier, readEvent } from './dossier.ts';
import { nameTopics } from './shown.ts';

export interface HistoryLine {
  /** Epoch milliseconds: when the fact was recorded or the act had arrived. */
  readonly at: number;
  readonly text: string;
}

export function tellHistory(dossier: Dossier, language: Language): HistoryLine[] {
  const { events, mails } = dossier;
  const { mail } = proofWordsByLanguage[language].page.since;
  return events
    .flatMap((proven) => {
      const event = readEvent(proven);
      const text = event && tell(event, dossier, language);
      return text === undefined ? [] : [{ at: Date.parse(proven.notAfter), text }];
    })
    .concat(mails.map((at) => ({ at: Date.parse(at), text: mail })))
    .sort((a, b) => a.at - b.at);
}

function tell(event: ConsentEvent, dossier: Dossier, language: Language): string | undefined {
  const words = proofWordsByLanguage[language].page.since;
  switch (event.type) {
    case 'expiry':
      return event.endOfUse ? words.endOfUse(formatCalendarDay(event.endOfUse.lastContactOn, language)) : words.expiry;
    case 'confirmation':
    case 'disavowal':
      return words[event.type];
    case 'withdrawal':
    case 'objection': {
      const scope: Stop['scope'] = event.scope;
      const all = scope === null ? words.everything : words.channel[scope.channel];
      const of = scope?.topics ? words.topics(all, nameTopics(dossier, scope, scope.topics, language)) : all;
      return words[event.type](of, words.via['via' in event ? event.via : 'till']);
    }
    case 'frequency-cap': {
      const frequency = sayFrequency(event.frequency, language);
      return words.cap(words.channel[event.scope.channel], frequency, words.via[event.via]);
    }
    case 'restriction':
    case 'lifting':
      return words[event.type](words.via[event.via]);
    case 'erasure':
      return words.erasure(words.via[event.via]);
    case 'quarantine-decision':
      return words[event.decision];
    case 'device-status':
      return words[event.status];
    default:
      return undefined; // answers have a section of their own; the rest vouches for keys and chains
  }
}
