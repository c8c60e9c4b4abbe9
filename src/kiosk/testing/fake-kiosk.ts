// A tablet without storage or network, for screens: it keeps what it is given and answers as it is told.

import { createSheet, dayFileName, mediaTypeOf } from '#domain/day-file.ts';
import { type DayRow, dayColumns } from '#domain/day-row.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { dayHeadings } from '#i18n/day-headings.ts';
import sample from '../../server/sample/librairie-du-canal.json?raw';
import type {
  AnswersDraft,
  CloseReading,
  CompletedHandOver,
  EnrolmentInput,
  HandOverCode,
  HandOverDraft,
  Kiosk,
  KioskStatus,
  ReplaceResult,
  SaveResult,
  SignedClose,
  StopDraft,
  UnlockResult,
} from '../kiosk.ts';
import { closeReport, signedClose } from './close-report.ts';

export const PASSPHRASE = 'tiroir lune violon carotte';

/** The shop that ships with the project. */
export const sampleConfig = JSON.parse(sample) as ShopConfig;

export interface FakeKiosk extends Kiosk {
  readonly answers: AnswersDraft[];
  readonly stops: StopDraft[];
  /** How often the welcome screen said that nobody is there. */
  idled: number;
  /** Until somebody begins. */
  isIdle: boolean;
  synced: number;
  /** How often somebody asked for news. */
  asked: number;
  readonly handOvers: HandOverDraft[];
  /** Signs every code; replace it to fail or to wait. */
  sign: (draft: HandOverDraft) => Promise<HandOverCode>;
  /** The back end tells of it. */
  hearCompleted(nonce: string): void;
  /** Answers every save; replace it to fail or to wait. */
  save: () => Promise<SaveResult>;
  /** What the day's file opens with. */
  passphrase: string;
  /** The team's code. */
  pin: string | null;
  /** Judges a code; replace it to make somebody wait. */
  unlock: (typed: string) => Promise<UnlockResult>;
  /** The newest first. */
  readonly closes: SignedClose[];
  /** What a close would say. */
  reading: CloseReading;
  /** Answers every replacement; replace it to fail. */
  replace: (input: EnrolmentInput) => Promise<ReplaceResult>;
  setStatus(some: Partial<KioskStatus>): void;
}

interface FakeKioskOptions {
  readonly config?: ShopConfig;
  readonly status?: Partial<KioskStatus>;
  readonly rows?: readonly DayRow[];
}

export function createFakeKiosk({ config = sampleConfig, status, rows = [] }: FakeKioskOptions = {}): FakeKiosk {
  const listeners = new Set<() => void>();
  let ids = 0;
  let current: KioskStatus = {
    online: true,
    syncing: false,
    waiting: 0,
    toCheck: 0,
    oldestWaitingAt: null,
    lastSyncAt: null,
    skew: null,
    persisted: null,
    lost: 0,
    hasPin: false,
    answeredOnPhone: [],
    stopped: null,
    ...status,
  };
  const rowsOf = (day: string) => rows.filter((row) => row.businessDay === day);
  const store = config.stores[0];
  if (!store) throw new Error('a shop without a store');
  const kiosk: FakeKiosk = {
    config,
    store,
    tillName: store.tills[0]?.name ?? '',
    appVersion: '0.1.0',
    answers: [],
    stops: [],
    idled: 0,
    isIdle: false,
    synced: 0,
    asked: 0,
    handOvers: [],
    newId: () => `0196a5c0-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
    save: async () => ({
      outcome: 'saved',
      answerUrl: 'https://shop.example/preferences/q7Yw0nC2v9xkq3m1bZr5t8u4s6d0f2g1h3j5k7l9pAo',
    }),
    saveAnswers(draft) {
      kiosk.answers.push(draft);
      const refused = draft.answers.every((a) => a.answer === 'no');
      return kiosk
        .save()
        .then((result) => (result.outcome === 'saved' && refused ? { ...result, answerUrl: null } : result));
    },
    saveStop(draft) {
      kiosk.stops.push(draft);
      return kiosk.save().then((result) => (result.outcome === 'saved' ? { ...result, answerUrl: null } : result));
    },
    // as long as a real one
    sign: async ({ id, locale }) => ({
      outcome: 'signed',
      url: `https://consent.shop.example/q/${locale}${id}`.padEnd(440, 'x'),
      nonce: id,
      cardAddress: 'consent.shop.example/q/nantes',
    }),
    handOver(draft) {
      kiosk.handOvers.push(draft);
      return kiosk.sign(draft);
    },
    hearCompleted(nonce) {
      const heard: CompletedHandOver = { nonce, heardAt: Date.parse('2026-11-21T10:00Z') };
      kiosk.setStatus({ answeredOnPhone: [...current.answeredOnPhone, heard] });
    },
    askForNews: async () => {
      kiosk.asked += 1;
    },
    getStatus: () => current,
    subscribeStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setStatus(some) {
      current = { ...current, ...some };
      for (const listener of listeners) listener();
    },
    syncNow: async () => {
      kiosk.synced += 1;
    },
    today: () => '2026-11-21',
    listDays: async () => [
      '2026-11-21',
      ...new Set(rows.map((row) => row.businessDay).filter((day) => day !== '2026-11-21')),
    ],
    listDayRows: async (day) => rowsOf(day).map((row) => ({ ...row, email: '', phone: '' })),
    passphrase: PASSPHRASE,
    async writeDayFile({ businessDay, form, passphrase }) {
      if (passphrase !== kiosk.passphrase) return { outcome: 'wrong-passphrase' };
      const own = rowsOf(businessDay);
      const { head, toLine } = createSheet(form, dayColumns, { country: 'FR', headings: dayHeadings.fr });
      const name = dayFileName(form, businessDay);
      const manifest = { name: `${name}.manifest.txt`, type: 'text/plain', text: '{}' };
      const files = [{ name, type: mediaTypeOf(form), text: head + own.map(toLine).join('') }, manifest];
      return { outcome: 'written', files, rows: own.length, heldApart: 0 };
    },
    closes: [],
    reading: { report: closeReport(), apart: [] },
    async openClosing(passphrase) {
      if (passphrase !== kiosk.passphrase) return { outcome: 'wrong-passphrase' };
      return {
        outcome: 'open',
        closing: {
          read: async () => kiosk.reading,
          async close() {
            const close = signedClose(kiosk.reading.report);
            kiosk.closes.unshift(close);
            return { outcome: 'closed', close };
          },
          list: async () => kiosk.closes,
        },
      };
    },
    async changePassphrase(current, next) {
      if (current !== kiosk.passphrase) return 'wrong-passphrase';
      kiosk.passphrase = next;
      return 'changed';
    },
    pin: null,
    unlock: async (typed) => ({ outcome: typed === kiosk.pin ? 'open' : 'wrong', wait: 0 }),
    unlockTeam: (typed) => kiosk.unlock(typed),
    async setPin(passphrase, pin) {
      if (passphrase !== kiosk.passphrase) return 'wrong-passphrase';
      kiosk.pin = pin;
      kiosk.setStatus({ hasPin: pin !== null });
      return 'set';
    },
    exportJournal: async () => new Blob(['sealed\n'], { type: 'application/jsonl' }),
    replace: async () => 'replaced',
    replaceDevice: (input) => kiosk.replace(input),
    idle() {
      kiosk.idled += 1;
      kiosk.isIdle = true;
      return () => {
        kiosk.isIdle = false;
      };
    },
  };
  return kiosk;
}
