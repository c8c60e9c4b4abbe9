// Everything behind the screens that is heavy: capture, journal and outbox, put together. Loaded after the first screen.
import { toBase64Url } from '#protocol/digest.ts';
import { enrolDevice } from './device/enrolment.ts';
import type { Platform } from './device/platform.ts';
import { mustGetStore, type Published, toPublished } from './device/published.ts';
import type { StatusStore } from './device/status.ts';
import type { Identity } from './journal/db.ts';
import { buildAnswersEvent, buildStopEvent, type CaptureContext, type FixedEvent } from './journal/event.ts';
import { toFailureCode } from './journal/failure.ts';
import type { Journal } from './journal/journal.ts';
import type { AnswersDraft, DayRow, SaveResult, StopDraft } from './kiosk.ts';
import type { Api } from './outbox/api.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';

export interface EngineDeps {
  readonly journal: Journal;
  readonly api: Api;
  readonly platform: Platform;
  readonly status: StatusStore;
  readonly appVersion: string;
  /** From the one-time link; ignored by a tablet that is a device already (A1). */
  readonly enrolmentCode: string | undefined;
  readonly onWake: (wake: () => void) => () => void;
  /** StorageManager.persist */
  readonly persist: () => Promise<boolean>;
  /** Called with what is published at the start, and with every newer config once it is stored. */
  readonly onPublished: (published: Published) => void;
}

export interface Engine extends Pick<Outbox, 'syncNow' | 'whenIdle'> {
  /** @param shown what stood on the screen: this is what the event says was shown */
  saveAnswers(draft: AnswersDraft, shown: Published): Promise<SaveResult>;
  saveStop(draft: StopDraft, shown: Published): Promise<SaveResult>;
  listDayRows(businessDay: string): Promise<DayRow[]>;
  /** For good: this tab is no longer the kiosk. */
  stop(): void;
}

export type Started =
  | { readonly kind: 'running'; readonly engine: Engine }
  | { readonly kind: 'not-enrolled' | 'enrolment-failed' | 'storage' | 'other-tab' };

export async function startEngine(deps: EngineDeps): Promise<Started> {
  const { journal, status, enrolmentCode } = deps;
  try {
    if (!(await journal.getIdentity())) {
      if (enrolmentCode === undefined) return { kind: 'not-enrolled' };
      if (!(await enrolDevice(deps, enrolmentCode))) return { kind: 'enrolment-failed' };
    }
    const [identity, config] = await Promise.all([journal.getIdentity(), journal.getConfig()]);
    if (!identity || !config) return { kind: 'not-enrolled' };
    deps.onPublished(toPublished(identity, config));
    deps.persist().then(
      (persisted) => status.report({ persisted }),
      () => status.report({ persisted: false }),
    );
    return { kind: 'running', engine: runEngine(deps, identity) };
  } catch {
    status.report({ stopped: 'storage' });
    return { kind: 'storage' };
  }
}

function runEngine(deps: EngineDeps, identity: Identity): Engine {
  const { journal, platform, status, appVersion, onPublished } = deps;
  const outbox = createOutbox({
    ...deps,
    identity,
    report: status.report,
    onConfig: (config) => onPublished(toPublished(identity, config)),
  });
  const answerSecretOf = rememberLast(() => toBase64Url(platform.randomBytes(32)));

  async function save(
    shown: Published,
    build: (context: CaptureContext) => Promise<FixedEvent>,
    answerUrl: string | null,
  ): Promise<SaveResult> {
    try {
      // the instant of the tap, whatever storage does afterwards (A3)
      const context = captureContext(shown);
      const result = await journal.capture((lastAcknowledgement) => build({ ...context, lastAcknowledgement }));
      outbox.noticeSave();
      return result.outcome === 'saved' ? { outcome: 'saved', answerUrl } : result;
    } catch (error) {
      return { outcome: 'not-saved', code: toFailureCode(error) }; // never thanks on an error
    }
  }

  function captureContext(shown: Published): CaptureContext {
    return {
      device: identity.device,
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

  outbox.start();
  return {
    saveAnswers(draft, shown) {
      const secret = answerSecretOf(draft.id);
      const hasYes = draft.answers.some(({ answer }) => answer === 'yes');
      const answerUrl = hasYes ? new URL(`/preferences/${secret}`, identity.publicUrl).href : null;
      return save(shown, (context) => buildAnswersEvent(draft, secret, context), answerUrl);
    },
    saveStop: (draft, shown) => save(shown, (context) => buildStopEvent(draft, context), null),
    listDayRows: (businessDay) => journal.listDayRows(businessDay),
    syncNow: () => outbox.syncNow(),
    whenIdle: () => outbox.whenIdle(),
    stop: () => outbox.stop(),
  };
}

/** One secret per draft: when the same draft is saved again, its QR code must open the answer that was saved first. */
function rememberLast(make: () => string): (id: string) => string {
  let last = { id: '', value: '' };
  return (id) => {
    if (last.id !== id) last = { id, value: make() };
    return last.value;
  };
}
