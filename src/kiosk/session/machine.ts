// One shopper's visit as a state and pure steps between states. It knows no clock, storage or screen; store.ts runs it.
import type { Scope } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel, contactKinds } from '#domain/contact-point.ts';
import type { Language, Question } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import type { AnswersDraft, CompletedHandOver, HandOverCode, SaveResult, StopDraft } from '#kiosk/kiosk.ts';
import { sheetsOf } from './sheets.ts';

export type Step =
  | 'hand-over'
  | 'answered-on-phone'
  | 'questions'
  | 'email'
  | 'phone'
  | 'postal'
  | 'review'
  | 'stop'
  | 'saving'
  | 'thanks'
  | 'not-saved';
export type Answer = 'yes' | 'no';

/** What is being recorded: answers, or a stop (D7). */
export type Act = 'answers' | 'stop';

export interface SessionState {
  readonly act: Act;
  /** Made when the form is first shown. A retry saves the same draft, so that it leaves one record. */
  readonly draftId: string;
  readonly locale: Language;
  readonly visit: Visit;
  readonly step: Step;
  readonly sheet: number;
  readonly readingNotice: boolean;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Checked values. */
  readonly contacts: Readonly<Partial<Record<ContactKind, string>>>;
  /** What stands in the fields, so that going back and forth loses nothing. */
  readonly typed: Readonly<Record<ContactKind, string>>;
  readonly result: SaveResult | null;
  /** On the hand-over screen; null while it is awaited. */
  readonly code: HandOverCode | null;
  /** What a stop is to reach. All of it unless somebody chooses less: that protects. */
  readonly scope: Scope;
  /** The team works the screen of a stop. */
  readonly byStaff: boolean;
}

type Questions = readonly Question[];

const nothingTyped: SessionState['typed'] = { email: '', phone: '', postal: '' };

export function beginSession(draftId: string, locale: Language, visit: Visit): SessionState {
  return {
    act: 'answers',
    draftId,
    locale,
    visit,
    step: 'questions',
    sheet: 0,
    readingNotice: false,
    answers: {},
    contacts: {},
    typed: nothingTyped,
    result: null,
    code: null,
    scope: null,
    byStaff: false,
  };
}

/** The shopper answers on their own phone: this tablet shows a code, and asks nothing. */
export function beginHandOver(draftId: string, locale: Language, visit: Visit): SessionState {
  return { ...beginSession(draftId, locale, visit), step: 'hand-over' };
}

/** Nothing, when the shopper has left the screen meanwhile or reads another language. */
export function showCode(state: SessionState, locale: Language, code: HandOverCode): SessionState {
  return state.step === 'hand-over' && state.locale === locale ? { ...state, code } : state;
}

/** The code on the screen has been answered; those of earlier visits are nobody's concern here. */
export function hearCompleted(state: SessionState, completed: readonly CompletedHandOver[]): SessionState {
  const { step, code } = state;
  if (step !== 'hand-over' || code?.outcome !== 'signed') return state;
  if (!completed.some(({ nonce }) => nonce === code.nonce)) return state;
  return { ...state, step: 'answered-on-phone', code: null };
}

/** Somebody at the till wants it to end. After a refusal too it is an act of its own, with its own draft. */
export function beginStop(draftId: string, locale: Language, byStaff = false): SessionState {
  return { ...beginSession(draftId, locale, anybody), act: 'stop', step: 'stop', byStaff };
}

export function answer(state: SessionState, ids: readonly string[], value: Answer): SessionState {
  return { ...state, answers: { ...state.answers, ...Object.fromEntries(ids.map((id) => [id, value])) } };
}

/** Questions of a sheet that nobody has answered yet. */
export function unanswered(state: SessionState, questions: Questions): Question[] {
  return questions.filter((q) => state.answers[q.id] === undefined);
}

export function isRefusal(state: SessionState, questions: Questions): boolean {
  return questions.every((q) => state.answers[q.id] === 'no');
}

/** Only what the yeses need is asked for. */
export function contactKindsNeeded(state: SessionState, questions: Questions): ContactKind[] {
  const yes = questions.filter((q) => state.answers[q.id] === 'yes');
  return contactKinds.filter((kind) => yes.some((q) => contactKindByChannel[q.channel] === kind));
}

/** On from a sheet of questions; the same state while an answer is missing. */
export function goOn(state: SessionState, questions: Questions): SessionState {
  const sheets = sheetsOf(questions);
  if (unanswered(state, sheets[state.sheet] ?? []).length > 0) return state;
  if (state.sheet + 1 < sheets.length) return { ...state, sheet: state.sheet + 1 };
  return { ...state, step: nextStep(state, questions) };
}

function nextStep(state: SessionState, questions: Questions): Step {
  return contactKindsNeeded(state, questions).find((kind) => state.contacts[kind] === undefined) ?? 'review';
}

/** What is typed anew has not been checked: what was, before it, is not what the person would read on the review. */
export function type(state: SessionState, kind: ContactKind, text: string): SessionState {
  if (text === state.typed[kind]) return state;
  const { [kind]: _checked, ...contacts } = state.contacts;
  return { ...state, typed: { ...state.typed, [kind]: text }, contacts };
}

/** A checked value, and on to what is still missing. */
export function giveContact(state: SessionState, kind: ContactKind, value: string, questions: Questions): SessionState {
  const given = { ...state, contacts: { ...state.contacts, [kind]: value } };
  return { ...given, step: nextStep(given, questions) };
}

/** What the shop knows the person by who wants it to end. */
export function nameForStop(state: SessionState, kind: ContactKind, value: string): SessionState {
  return state.step === 'stop' ? { ...state, contacts: { [kind]: value } } : state;
}

/** One step back with every answer kept; `leave` before the first sheet. */
export function goBack(state: SessionState, questions: Questions): SessionState | 'leave' {
  if (state.act === 'stop') return 'leave';
  const path: Step[] = ['questions', ...contactKindsNeeded(state, questions), 'review'];
  const before = path[path.indexOf(state.step) - 1];
  if (before !== undefined) return { ...state, step: before };
  return state.sheet > 0 ? { ...state, sheet: state.sheet - 1 } : 'leave';
}

/** From the review to the answer's sheet. */
export function editAnswer(state: SessionState, id: string, questions: Questions): SessionState {
  const sheet = sheetsOf(questions).findIndex((rows) => rows.some((q) => q.id === id));
  return { ...state, step: 'questions', sheet: Math.max(sheet, 0) };
}

/**
 * The one-shot latch: undefined while a save runs, after it succeeded, and while something is missing. A second tap
 * therefore has nothing to do, whatever the buttons look like.
 */
export function startSaving(state: SessionState, questions: Questions): SessionState | undefined {
  if (state.step === 'saving' || state.step === 'thanks') return undefined;
  const complete =
    state.act === 'stop'
      ? Object.keys(state.contacts).length > 0
      : unanswered(state, questions).length === 0 &&
        contactKindsNeeded(state, questions).every((kind) => state.contacts[kind] !== undefined);
  return complete ? { ...state, step: 'saving' } : undefined;
}

/** After a success nothing that names the person stays in memory; after a failure all of it does, for the next try. */
export function finishSaving(state: SessionState, result: SaveResult): SessionState {
  const finished = { ...state, result };
  return result.outcome === 'saved'
    ? { ...finished, step: 'thanks', contacts: {}, typed: nothingTyped }
    : { ...finished, step: 'not-saved' };
}

export function toAnswersDraft(state: SessionState, questions: Questions): AnswersDraft {
  return {
    id: state.draftId,
    locale: state.locale,
    visit: state.visit,
    answers: questions.map((q) => ({ question: q.id, answer: state.answers[q.id] as Answer })),
    contacts: contactKindsNeeded(state, questions).map((kind) => ({ kind, value: state.contacts[kind] as string })),
  };
}

export function toStopDraft(state: SessionState): StopDraft {
  const kind = contactKinds.find((k) => state.contacts[k] !== undefined) as ContactKind;
  return {
    id: state.draftId,
    locale: state.locale,
    scope: state.scope,
    contact: { kind, value: state.contacts[kind] as string },
    ...(state.byStaff && { collector: 'staff' }),
  };
}
