// The tablet for practice: it answers as the real one does, keeps nothing, sends nothing and signs nothing. It is a tablet of
// its own rather than a mark on records, so that no record of it can ever be taken for a real one.
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import type { Kiosk } from '../kiosk.ts';

/** @param real whose shop it shows, and whose state; nothing is given to it */
export function createTrainingKiosk(real: Kiosk): Kiosk {
  const { config, store, tillName, appVersion } = real;
  return {
    config,
    store,
    tillName,
    appVersion,
    newId: () => real.newId(),
    getStatus: () => real.getStatus(),
    subscribeStatus: (listener) => real.subscribeStatus(listener),
    today: () => real.today(),

    async saveAnswers({ locale, visit, answers }) {
      const hasCode = !visit.isSpoken && answers.some(({ answer }) => answer === 'yes');
      return { outcome: 'saved', answerUrl: hasCode ? trainingWords[locale].code : null };
    },
    saveStop: async () => ({ outcome: 'saved', answerUrl: null }),
    // a plain sentence, which opens nothing
    handOver: async ({ id, locale }) => ({
      outcome: 'signed',
      url: trainingWords[locale].code,
      nonce: id,
      cardAddress: null,
    }),
    syncNow: async () => {},
    askForNews: async () => {},
    // a new config or version waits for the real welcome screen
    idle: () => () => {},

    // the team's functions: its screens are not part of the training
    listDays: async () => [],
    listDayRows: async () => [],
    writeDayFile: async () => ({ outcome: 'not-opened', code: 'training' }),
    openClosing: async () => ({ outcome: 'not-opened', code: 'training' }),
    changePassphrase: async () => 'not-changed',
    unlockTeam: async () => ({ outcome: 'wait', wait: 0 }),
    setPin: async () => 'not-set',
    exportJournal: () => Promise.reject(new Error('not in training')),
    replaceDevice: async () => 'storage',
  };
}
