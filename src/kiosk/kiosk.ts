// What the screens may ask of the tablet: the contract between screens/ and the rooms below (journal, outbox, device).
// Screens get one `Kiosk` by React context and never touch storage or network themselves.
import type { BusinessDay } from '#domain/business-day.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { DayClosed, Scope } from '#domain/consent-event.ts';
import type { DayFileForm } from '#domain/day-file.ts';
import type { DayRow } from '#domain/day-row.ts';
import type { Instant } from '#domain/instant.ts';
import type { Language, ShopConfig, Store } from '#domain/shop-config.ts';
import type { Visit } from '#domain/visit.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';

/** What a shopper said, ready to become an `answers-given` event. */
export interface AnswersDraft {
  /** Made when the form is first shown: saving the same draft twice leaves one record. */
  readonly id: string;
  readonly locale: Language;
  readonly visit: Visit;
  /** In the config's order: those that `questionsFor` has for this visit. */
  readonly answers: readonly { readonly question: string; readonly answer: 'yes' | 'no' }[];
  /** Only what the yeses need; empty for a refusal (D7). Phone numbers in E.164. */
  readonly contacts: readonly ContactClaim[];
}

/** A person asks at the till that it ends. */
export interface StopDraft {
  readonly id: string;
  readonly locale: Language;
  /** null: all of it. */
  readonly scope: Scope;
  readonly contact: ContactClaim;
  /** Missing when the shopper worked the screen. A stop counts either way. */
  readonly collector?: 'staff';
}

export type SaveResult =
  /** The record is durable on this device. `answerUrl`: the link for the QR code (E1), null for a refusal or a stop. */
  | { readonly outcome: 'saved'; readonly answerUrl: string | null }
  /** Tried twice. Nothing was stored. `code` is for the team. */
  | { readonly outcome: 'not-saved'; readonly code: string };

/** A code to show, by which a shopper answers on their own phone (E5). */
export interface HandOverDraft {
  /** Made when the screen opens: one showing has one nonce, in whichever language its link speaks. */
  readonly id: string;
  readonly locale: Language;
}

export type HandOverCode =
  | {
      readonly outcome: 'signed';
      /** What the QR code says. */
      readonly url: string;
      readonly nonce: string;
      /** To type by hand, without a scheme: where the counter card's code leads. Null where the shop has no such card. */
      readonly cardAddress: string | null;
    }
  /** `code` is for the team. */
  | { readonly outcome: 'not-signed'; readonly code: string };

/** Somebody has answered by this nonce's code. */
export interface CompletedHandOver {
  readonly nonce: string;
  /** By the device's clock: when the back end told us, which may be days after. */
  readonly heardAt: Instant;
}

/** What the staff bar and the team screen show. No personal data. */
export interface KioskStatus {
  /** Whether the last exchange with the back end was answered and authenticated; null before the first. */
  readonly online: boolean | null;
  readonly syncing: boolean;
  /** Events in the journal that the back end has not acknowledged. */
  readonly waiting: number;
  /** Events the back end holds apart, or could not take; they need somebody to look. */
  readonly toCheck: number;
  /** capturedAt of the oldest unacknowledged event, epoch milliseconds. */
  readonly oldestWaitingAt: number | null;
  readonly lastSyncAt: number | null;
  /** Milliseconds the back end's clock is ahead of this device's; null before the first exchange. */
  readonly skew: number | null;
  /** The browser has promised not to evict the journal (StorageManager.persist); null while unknown. */
  readonly persisted: boolean | null;
  /**
   * Events of this tablet's chain that are gone before the back end had them (B11): none, or nobody can say. Null while
   * unknown.
   */
  readonly lost: 0 | 'unknown' | null;
  /** Whether the team's screens ask for the team's code; null while unknown. */
  readonly hasPin: boolean | null;
  /** Of the last days. */
  readonly answeredOnPhone: readonly CompletedHandOver[];
  /**
   * Do not use this tablet: the journal cannot be opened, the device is no longer accepted (`device`), or it was retired,
   * has handed over everything and wiped itself (`retired`).
   */
  readonly stopped: null | 'storage' | 'device' | 'retired' | 'restored-back-end';
}

/** A day's file to be written, with what stands beside it. */
export interface DayFileOrder {
  readonly businessDay: BusinessDay;
  readonly form: DayFileForm;
  /** The closing passphrase. */
  readonly passphrase: string;
  /** Called now and then with how many of the day's seals are open. */
  readonly onProgress: (opened: number, total: number) => void;
  /** Stops it: nothing is given out then. */
  readonly signal: AbortSignal;
}

export interface WrittenFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export type DayFileResult =
  /**
   * With contact data. That it was read is in the journal already, as an event of its own. The day's file first, then the list
   * of what is held apart, if anything is, then the signed manifest.
   */
  | {
      readonly outcome: 'written';
      readonly files: readonly WrittenFile[];
      readonly rows: number;
      readonly heldApart: number;
    }
  | { readonly outcome: 'wrong-passphrase' | 'cancelled' }
  /** Nothing was given out. `code` is for the team. */
  | { readonly outcome: 'not-opened'; readonly code: string };

/** What a close would say now, and what needs somebody to look. */
export interface CloseReading {
  readonly report: CloseReport;
  readonly apart: readonly ApartRecord[];
}

export interface ApartRecord {
  readonly seq: number;
  /** A quarantine reason, or one that a newer back end knows. */
  readonly reason: string;
  /** Only the tablet has it whole, and offers it again. */
  readonly isHere: boolean;
  /** By the device's clock; null where the tablet no longer holds it. */
  readonly capturedAt: Instant | null;
}

/** The event that closed a day. */
export interface SignedClose {
  readonly event: DayClosed;
  readonly hash: string;
  /** Of the hash, as paper shows it. */
  readonly fingerprint: string;
  /** The text of its file, as it was signed. */
  readonly file: string;
}

/** What the closing passphrase opens, besides the day's file. Each rejects when the journal cannot be read. */
export interface Closing {
  /** Counts and verifies everything; changes nothing. */
  read(): Promise<CloseReading>;
  /** Counts again, and closes by what it finds. */
  close(): Promise<
    | { readonly outcome: 'closed'; readonly close: SignedClose }
    /** Nothing was closed. `code` is for the team. */
    | { readonly outcome: 'not-closed'; readonly code: string }
  >;
  /** The last ones, the newest first. */
  list(): Promise<SignedClose[]>;
}

export type OpenClosingResult =
  | { readonly outcome: 'open'; readonly closing: Closing }
  | { readonly outcome: 'wrong-passphrase' }
  | { readonly outcome: 'not-opened'; readonly code: string };

export type ChangePassphraseResult = 'changed' | 'wrong-passphrase' | 'not-changed';

/** What a person types to make a tablet a device. */
export interface EnrolmentInput {
  /** As typed: eight characters, with or without a hyphen. */
  readonly code: string;
  /** Opens the day's file from here on. At least 10 characters. */
  readonly passphrase: string;
}

export type EnrolmentFailure =
  /** Wrong, used, locked by wrong tries, or older than ten minutes: the back end does not say which. */
  | 'code'
  /** The back end was not reached, or what answered was not ours. */
  | 'network'
  /** Fewer than 10 characters. */
  | 'passphrase'
  /** This tablet still has something to hand over. */
  | 'not-drained';

/** What the team's code opens. `wait`: milliseconds until the next try. */
export type UnlockResult = { readonly outcome: 'open' } | { readonly outcome: 'wrong' | 'wait'; readonly wait: number };

export type SetPinResult = 'set' | 'wrong-passphrase' | 'not-set';

export type ReplaceResult = 'replaced' | EnrolmentFailure | 'storage';

export interface Kiosk {
  readonly config: ShopConfig;
  readonly store: Store;
  readonly tillName: string;
  readonly appVersion: string;
  newId(): string;
  saveAnswers(draft: AnswersDraft): Promise<SaveResult>;
  saveStop(draft: StopDraft): Promise<SaveResult>;
  /** Works without a network. The same link for the same draft. */
  handOver(draft: HandOverDraft): Promise<HandOverCode>;
  getStatus(): KioskStatus;
  /** For React's useSyncExternalStore. Returns the unsubscriber. */
  subscribeStatus(listener: () => void): () => void;
  syncNow(): Promise<void>;
  /** Asks the back end what it has heard meanwhile, unless it is being asked or wants to be left alone. */
  askForNews(): Promise<void>;
  /** Today's business day in the store's zone. */
  today(): string;
  /** Business days that have a file here: today's first, then what the journal still has, the newest first. */
  listDays(): Promise<BusinessDay[]>;
  /** Without contact data, which the tablet cannot read back by itself, and without what is held apart. */
  listDayRows(businessDay: BusinessDay): Promise<DayRow[]>;
  writeDayFile(order: DayFileOrder): Promise<DayFileResult>;
  /** The close of day. */
  openClosing(passphrase: string): Promise<OpenClosingResult>;
  changePassphrase(current: string, next: string): Promise<ChangePassphraseResult>;
  /** Open, too, where there is no code, or where it cannot be read: it guards nothing, and a broken tablet has to be looked at. */
  unlockTeam(pin: string): Promise<UnlockResult>;
  /** 4 to 8 digits; null takes it away. */
  setPin(passphrase: string, pin: string | null): Promise<SetPinResult>;
  /**
   * All that the journal holds, as a file for `admin journal import`: signed batches, contact data sealed. For a tablet
   * that is dying or cannot sync. Rejects when the journal cannot be read.
   */
  exportJournal(): Promise<Blob>;
  /** Makes a new device of this tablet, in place of the old one, once that has handed over everything (A1). Reloads nothing. */
  replaceDevice(input: EnrolmentInput): Promise<ReplaceResult>;
  /**
   * Called by the welcome screen each time it appears: the moment to take a new config or app version (never between two
   * screens of a shopper). Gives back what ends that moment.
   */
  idle(): () => void;
}
