// Everything behind the screens that is heavy: capture, journal and outbox, put together. Loaded after the first screen.
// Long, because it is the one place where they meet: each function is a line or two over rooms that do the work.
import type { DayRow } from '#domain/day-row.ts';
import { toBase64Url } from '#protocol/digest.ts';
import { toHandOverCode } from './device/hand-over.ts';
import type { Platform } from './device/platform.ts';
import { mustGetStore, type Published, toPublished } from './device/published.ts';
import type { StatusStore } from './device/status.ts';
import type { Device } from './journal/db.ts';
import {
  buildAnswersEvent,
  buildCloseEvent,
  buildExportEvent,
  buildStopEvent,
  type CaptureContext,
  type FixedEvent,
  hasAnswerLink,
} from './journal/event.ts';
import { toFailureCode } from './journal/failure.ts';
import type { Journal } from './journal/journal.ts';
import type {
  AnswersDraft,
  ChangePassphraseResult,
  DayFileOrder,
  DayFileResult,
  EnrolmentFailure,
  EnrolmentInput,
  HandOverCode,
  HandOverDraft,
  OpenClosingResult,
  ReplaceResult,
  SaveResult,
  SetPinResult,
  StopDraft,
  UnlockResult,
} from './kiosk.ts';
import type { Api } from './outbox/api.ts';
import { exportJournal } from './outbox/export-journal.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';

export interface EngineDeps {
  readonly journal: Journal;
  readonly api: Api;
  readonly platform: Platform;
  readonly status: StatusStore;
  readonly appVersion: string;
  /** From a link that says it all; ignored by a tablet that is a device already (A1). */
  readonly enrolment: EnrolmentInput | undefined;
  readonly onWake: (wake: () => void) => () => void;
  /** StorageManager.persist */
  readonly persist: () => Promise<boolean>;
  /** Called with what is published at the start, and with every newer config once it is stored; undefined after a wipe. */
  readonly onPublished: (published: Published | undefined) => void;
  /** How often a passphrase is hashed; left out but in tests. */
  readonly iterations?: number | undefined;
}

export interface Engine extends Pick<Outbox, 'syncNow' | 'askForNews' | 'whenIdle'> {
  /** @param shown what stood on the screen: this is what the event says was shown */
  saveAnswers(draft: AnswersDraft, shown: Published): Promise<SaveResult>;
  saveStop(draft: StopDraft, shown: Published): Promise<SaveResult>;
  handOver(draft: HandOverDraft, shown: Published): Promise<HandOverCode>;
  listDays(): Promise<string[]>;
  listDayRows(businessDay: string): Promise<DayRow[]>;
  writeDayFile(order: DayFileOrder, shown: Published): Promise<DayFileResult>;
  openClosing(passphrase: string, shown: Published): Promise<OpenClosingResult>;
  changePassphrase(current: string, next: string): Promise<ChangePassphraseResult>;
  unlockTeam(pin: string): Promise<UnlockResult>;
  setPin(passphrase: string, pin: string | null): Promise<SetPinResult>;
  exportJournal(): Promise<Blob>;
  replaceDevice(input: EnrolmentInput): Promise<ReplaceResult>;
  /** For good: this tab is no longer the kiosk. */
  stop(): void;
}

export type Started =
  | { readonly kind: 'running'; readonly engine: Engine }
  | {
      readonly kind: 'not-enrolled';
      /** What came of the link's enrolment, if there was one. */
      readonly failure: EnrolmentFailure | undefined;
      /** Undefined when it is done: start again then. Does not reject. */
      readonly enrol: (input: EnrolmentInput) => Promise<EnrolmentFailure | 'storage' | undefined>;
    }
  | { readonly kind: 'storage' | 'other-tab' };

export async function startEngine(deps: EngineDeps): Promise<Started> {
  const { journal, status, enrolment, onPublished } = deps;
  const enrol = async (input: EnrolmentInput) => (await loadEnrolment()).enrolDevice(deps, input);
  try {
    let failure: EnrolmentFailure | undefined;
    if (enrolment && !(await journal.getDevice())) failure = await enrol(enrolment);
    const [device, config, pin] = await Promise.all([journal.getDevice(), journal.getConfig(), journal.getStaffPin()]);
    status.report({ hasPin: pin !== undefined });
    if (!device || !config) {
      return { kind: 'not-enrolled', failure, enrol: (input) => enrol(input).catch(() => 'storage' as const) };
    }
    onPublished(toPublished(device.identity, config));
    deps.persist().then(
      (persisted) => status.report({ persisted }),
      () => status.report({ persisted: false }),
    );
    return { kind: 'running', engine: runEngine(deps, device) };
  } catch {
    status.report({ stopped: 'storage' });
    return { kind: 'storage' };
  }
}

const loadEnrolment = () => import('./device/enrolment.ts');
const loadClosing = () => import('./device/closing.ts');
const loadStaffPin = () => import('./device/staff-pin.ts');
const loadCloseDay = () => import('./device/close-day.ts');
const loadDayFile = () => import('./device/day-file.ts');
const loadDayRows = () => import('./journal/day-rows.ts');

function runEngine(deps: EngineDeps, first: Device): Engine {
  const { journal, platform, status, appVersion, onPublished, iterations } = deps;
  let device = first;
  let isStopped = false;
  let outbox = startOutbox();
  const answerSecretOf = rememberLast(() => toBase64Url(platform.randomBytes(32)));
  const showingOf = rememberLast(() => ({ nonce: toBase64Url(platform.randomBytes(16)), shownAt: platform.now() }));

  function startOutbox(): Outbox {
    const { identity } = device;
    const started = createOutbox({
      ...deps,
      device,
      report: status.report,
      onConfig: (config) => onPublished(toPublished(identity, config)),
      onWiped: () => onPublished(undefined),
    });
    started.start();
    return started;
  }

  async function save(
    shown: Published,
    build: (context: CaptureContext) => Promise<FixedEvent>,
    answerUrl: string | null,
  ): Promise<SaveResult> {
    try {
      // the instant of the tap, whatever storage does afterwards (A3)
      const context = captureContext(shown);
      const result = await journal.capture(device, (lastAcknowledgement) => build({ ...context, lastAcknowledgement }));
      outbox.noticeSave();
      return result.outcome === 'saved' ? { outcome: 'saved', answerUrl } : result;
    } catch (error) {
      return { outcome: 'not-saved', code: toFailureCode(error) }; // never thanks on an error
    }
  }

  function captureContext(shown: Published): CaptureContext {
    return {
      device: device.identity.device,
      store: mustGetStore(shown),
      till: shown.till,
      config: shown.config,
      configDigest: shown.digest,
      appVersion,
      lastAcknowledgement: null,
      now: platform.now(),
      utcOffset: platform.utcOffset(),
      randomBytes: platform.randomBytes,
    };
  }

  async function replaceDevice(input: EnrolmentInput): Promise<ReplaceResult> {
    outbox.stop();
    await outbox.whenIdle();
    try {
      const failure = await (await loadEnrolment()).enrolDevice(deps, input, device);
      if (failure) return failure;
      const [next, config] = await Promise.all([journal.getDevice(), journal.getConfig()]);
      if (!next || !config) return 'storage';
      device = next;
      onPublished(toPublished(next.identity, config));
      status.report({ hasPin: false });
      return 'replaced';
    } catch {
      return 'storage';
    } finally {
      if (!isStopped) outbox = startOutbox();
    }
  }

  return {
    saveAnswers(draft, shown) {
      const secret = answerSecretOf(draft.id);
      const answerUrl = hasAnswerLink(draft) ? new URL(`/preferences/${secret}`, device.identity.publicUrl).href : null;
      return save(shown, (context) => buildAnswersEvent(draft, secret, context), answerUrl);
    },
    saveStop: (draft, shown) => save(shown, (context) => buildStopEvent(draft, context), null),
    async handOver({ id, locale }, shown) {
      try {
        return await toHandOverCode(showingOf(id), locale, device, shown);
      } catch (error) {
        return { outcome: 'not-signed', code: toFailureCode(error) };
      }
    },
    listDays: () => journal.listDays(),
    async listDayRows(businessDay) {
      const [{ listRows }, day] = await Promise.all([loadDayRows(), journal.readDay(businessDay)]);
      return listRows(day);
    },
    async writeDayFile(order, shown) {
      try {
        const { writeDayFile } = await loadDayFile();
        const { config } = shown;
        return await writeDayFile({ journal, device, config, now: platform.now }, order, (rows) => {
          const exported = { id: platform.newId(), businessDay: order.businessDay, rows };
          return save(shown, (context) => buildExportEvent(exported, context), null);
        });
      } catch (error) {
        return { outcome: 'not-opened', code: toFailureCode(error) };
      }
    },
    async openClosing(passphrase, shown) {
      try {
        const { openClosing } = await loadCloseDay();
        const { timeZone } = mustGetStore(shown);
        return await openClosing({ journal, device, timeZone, now: platform.now }, passphrase, (close) =>
          save(shown, (context) => buildCloseEvent({ id: platform.newId(), ...close }, context), null),
        );
      } catch (error) {
        return { outcome: 'not-opened', code: toFailureCode(error) };
      }
    },
    async changePassphrase(current, next) {
      try {
        const { changePassphrase } = await loadClosing();
        const changed = await changePassphrase(journal, device, current, next, iterations);
        if (typeof changed === 'string') return changed;
        device = changed;
        return 'changed';
      } catch {
        return 'not-changed';
      }
    },
    async unlockTeam(pin) {
      try {
        return await (await loadStaffPin()).tryPin(journal, pin, platform.now());
      } catch {
        return { outcome: 'open' };
      }
    },
    async setPin(passphrase, pin) {
      try {
        const { setPin } = await loadStaffPin();
        const result = await setPin(journal, device.closing, passphrase, pin, platform.randomBytes, iterations);
        if (result === 'set') status.report({ hasPin: pin !== null });
        return result;
      } catch {
        return 'not-set';
      }
    },
    exportJournal: () => exportJournal(journal, device, { sentAt: platform.now(), appVersion }),
    replaceDevice,
    syncNow: () => outbox.syncNow(),
    askForNews: () => outbox.askForNews(),
    whenIdle: () => outbox.whenIdle(),
    stop() {
      isStopped = true;
      outbox.stop();
    },
  };
}

/**
 * Drawn once per draft: when the same answers are saved again, their QR code must open what was saved first, and a code that
 * is shown in another language is the same code.
 */
function rememberLast<T>(make: () => T): (id: string) => T {
  let last: { readonly id: string; readonly value: T } | undefined;
  return (id) => {
    if (last?.id !== id) last = { id, value: make() };
    return last.value;
  };
}
