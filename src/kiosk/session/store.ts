// Runs the machine for one shopper. A store lives as long as the visit: the next shopper gets a new one, so nothing can
// be left over.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scope } from '#domain/consent-event.ts';
import type { ContactKind } from '#domain/contact-point.ts';
import { questionsFor } from '#domain/question-set.ts';
import type { Language, Question } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import type { CompletedHandOver, HandOverCode, Kiosk, SaveResult } from '#kiosk/kiosk.ts';
import * as machine from './machine.ts';

export interface Session {
  readonly store: StoreApi<machine.SessionState>;
  /** What this visit asks, the same from its beginning to its end. */
  readonly questions: readonly Question[];
  answer(ids: readonly string[], value: machine.Answer): void;
  goOn(): void;
  /** One step back; from the first screen it leaves. */
  goBack(): void;
  leave(): void;
  speak(locale: Language): void;
  readNotice(reading: boolean): void;
  type(kind: ContactKind, text: string): void;
  giveContact(kind: ContactKind, value: string): void;
  editAnswer(id: string): void;
  editContact(kind: ContactKind): void;
  /** Saves once. More taps, while it runs or after it succeeded, do nothing. */
  confirm(): Promise<void>;
  beginStop(): void;
  chooseScope(scope: Scope): void;
  /** Saves, like `confirm`. */
  stop(kind: ContactKind, value: string): Promise<void>;
  /** For the language that is spoken now: one code per visit, whatever the language. */
  prepareCode(): Promise<void>;
  hearCompleted(completed: readonly CompletedHandOver[]): void;
  /** After all, here. */
  answerHere(): void;
}

export type Beginning = 'questions' | 'hand-over' | 'stop' | 'stop-by-staff';

export function createSession(
  kiosk: Kiosk,
  locale: Language,
  leave: () => void,
  beginning: Beginning = 'questions',
  visit: Visit = anybody,
): Session {
  const questions = questionsFor(kiosk.config, visit, kiosk.today());
  const store = createStore(() => beginAt(beginning, kiosk.newId(), locale, visit));
  const step = (next: (state: machine.SessionState) => machine.SessionState) => store.setState(next);

  const save = (state: machine.SessionState): Promise<SaveResult> =>
    state.act === 'stop'
      ? kiosk.saveStop(machine.toStopDraft(state))
      : kiosk.saveAnswers(machine.toAnswersDraft(state, questions));

  const confirm = async () => {
    const saving = machine.startSaving(store.getState(), questions);
    if (!saving) return;
    store.setState(saving);
    const result = await save(saving).catch(notSaved);
    step((s) => machine.finishSaving(s, result));
  };

  return {
    store,
    questions,
    leave,
    answer: (ids, value) => step((s) => machine.answer(s, ids, value)),
    goOn: () => step((s) => machine.goOn(s, questions)),
    goBack() {
      const before = machine.goBack(store.getState(), questions);
      if (before === 'leave') leave();
      else store.setState(before);
    },
    speak: (language) => step((s) => ({ ...s, locale: language })),
    readNotice: (readingNotice) => step((s) => ({ ...s, readingNotice })),
    type: (kind, text) => step((s) => machine.type(s, kind, text)),
    giveContact: (kind, value) => step((s) => machine.giveContact(s, kind, value, questions)),
    editAnswer: (id) => step((s) => machine.editAnswer(s, id, questions)),
    editContact: (kind) => step((s) => ({ ...s, step: kind })),
    confirm,
    beginStop: () => step((s) => machine.beginStop(kiosk.newId(), s.locale, s.visit.isSpoken)),
    chooseScope: (scope) => step((s) => ({ ...s, scope })),
    stop(kind, value) {
      step((s) => machine.nameForStop(s, kind, value));
      return confirm();
    },
    async prepareCode() {
      const { draftId, locale: spoken } = store.getState();
      const code = await kiosk.handOver({ id: draftId, locale: spoken }).catch(notSigned);
      step((s) => machine.showCode(s, spoken, code));
    },
    hearCompleted: (completed) => step((s) => machine.hearCompleted(s, completed)),
    answerHere: () => step((s) => machine.beginSession(kiosk.newId(), s.locale, s.visit)),
  };
}

function beginAt(beginning: Beginning, draftId: string, locale: Language, visit: Visit): machine.SessionState {
  switch (beginning) {
    case 'questions':
      return machine.beginSession(draftId, locale, visit);
    case 'hand-over':
      return machine.beginHandOver(draftId, locale, visit);
    case 'stop':
      return machine.beginStop(draftId, locale);
    case 'stop-by-staff':
      return machine.beginStop(draftId, locale, true);
  }
}

function notSigned(error: unknown): HandOverCode {
  reportError(error);
  return { outcome: 'not-signed', code: 'unexpected' };
}

/** A bug below must never end in a thank-you. It is reported, and the shopper hears the truth. */
function notSaved(error: unknown): SaveResult {
  reportError(error);
  return { outcome: 'not-saved', code: 'unexpected' };
}
