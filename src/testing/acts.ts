// Notes in the model what somebody does, as it truly happens.
import type { CommandTo, Spoil } from './command.ts';
import { asHeard, asSaid, CALLS_TOLD, type ModelAct, type ModelGrant, type ModelStop } from './model.ts';
import { ALL_OF_IT } from './own-page.ts';
import { type Answers, CUSTOMERS, contactAt, contactsOf, LETTERS, questionIds, type Run } from './run.ts';
import { BACK_DATED } from './spoiled-tablet.ts';

/** A tablet asks for all of it. */
const choicesByQuestion = {
  'email-news': ALL_OF_IT,
  'sms-events': { topics: ['signings', 'private-sales'], yearly: 4 },
  'phone-invitations': { topics: ['invitations'], yearly: 2 },
} as const;

/** What a tablet asked besides, or in place of, the questions of everybody. */
export interface Asked {
  readonly sale: boolean;
  readonly callsTold: boolean;
  /** Which address they have left for letters. */
  readonly letters?: number | undefined;
}

/** When, as far as the back end can know: after its last word to the tablet, and by the tablet's clock. */
export type Taken = Pick<ModelAct, 'notBefore' | 'claimedAt'>;

/** When the people on a list are said to have consented. */
export const LISTED_ON = '2026-01-02';
const LISTED_AT = Date.parse(LISTED_ON);

export interface Acts {
  /** On a real tablet. */
  act(id: string, chain: string, taken: Taken): ModelAct;
  spoiledAct(id: string, spoil: Spoil, isUnreadable: boolean): ModelAct;
  /** At the back end, where it has arrived as it happens. */
  actAtBackEnd(id: string): ModelAct;
  /** A yes that a list of the shop's claims: nothing proves when, and its place proves nothing. */
  listImported(id: string, answers: Answers, questions: readonly string[]): ModelGrant[];
  noteAnswers(base: ModelAct, answers: Answers, asked: Asked): void;
  noteStop(base: ModelAct, command: CommandTo<'stop'>, kind: ModelStop['kind']): void;
  noteAtBackEnd(contact: string, kind: ModelStop['kind']): void;
}

export function createActs({ world, model }: Run): Acts {
  let order = 0;

  function act(id: string, chain: string, { notBefore, claimedAt }: Taken): ModelAct {
    order += 1;
    return {
      ...{ id, chain, order, trueTime: world.now(), claimedAt, notBefore, isForged: false },
      ...{ arrivedAt: undefined, wordAt: undefined, enteredAt: undefined, receivedAt: undefined },
      ...{ isHeld: false, mustBeHeld: false, isUnreadable: false },
      ...{ isSealDropped: false, isDamaged: false, isGone: false },
    };
  }

  function actAtBackEnd(id: string): ModelAct {
    const at = world.now();
    return { ...act(id, 'store', { notBefore: at, claimedAt: at }), arrivedAt: at, enteredAt: at, receivedAt: at };
  }

  const notBeforeOf: Partial<Record<Spoil, () => number | null>> = {
    word: () => null,
    old: () => world.spoiled.enrolledAt,
  };

  return {
    act,
    actAtBackEnd,
    spoiledAct(id, spoil, isUnreadable) {
      const { isForked, heardAt } = world.spoiled;
      const isForged = spoil === 'key' || spoil === 'altered';
      const base = act(id, isForked ? `fork ${id}` : 'spoiled', {
        notBefore: (notBeforeOf[spoil] ?? (() => heardAt))(),
        claimedAt: world.now() - (spoil === 'old' ? BACK_DATED : 0),
      });
      return { ...base, isForged, isUnreadable, mustBeHeld: isForged || spoil === 'chain' };
    },
    noteAnswers(base, answers, { sale, callsTold, letters }) {
      const [email, phone] = contactsOf(answers);
      questionIds.forEach((line, i) => {
        const contact = i === 0 ? email : phone;
        if (contact === undefined) return;
        const isSilence = sale && i === 0;
        const asked = { question: isSilence ? CUSTOMERS : line, isSilence, isDoubleOptIn: i === 0 && !sale };
        if (answers.yes[i])
          model.grants.push({ ...base, ...choicesByQuestion[line], ...asked, line, contact, ...asSaid });
        else model.stops.push({ ...base, question: line, contact, kind: 'refusal', isAnswer: true, ...asHeard });
      });
      if (letters !== undefined) {
        const told = { question: LETTERS, line: LETTERS, isSilence: true, isDoubleOptIn: false };
        const contact = contactAt({ kind: 'postal', index: letters });
        model.grants.push({ ...base, ...ALL_OF_IT, ...told, contact, ...asSaid });
      }
      if (!callsTold || phone === undefined) return;
      const told = { question: CALLS_TOLD, line: CALLS_TOLD, isSilence: true, isDoubleOptIn: false };
      const choices = choicesByQuestion['phone-invitations'];
      if (answers.yes[2]) model.grants.push({ ...base, ...choices, ...told, contact: phone, ...asSaid });
      else
        model.stops.push({
          ...{ ...base, ...asHeard, question: CALLS_TOLD, contact: phone },
          ...{ kind: 'objection', isAnswer: true },
        });
    },
    listImported(id, answers, questions) {
      const [email, phone] = contactsOf(answers);
      const base = { ...actAtBackEnd(id), chain: `store, imported ${id}`, notBefore: null, claimedAt: LISTED_AT };
      return questionIds.flatMap((question, i) => {
        const contact = i === 0 ? email : phone;
        if (contact === undefined || !questions.includes(question)) return [];
        const asked = { question, line: question, isSilence: false, isDoubleOptIn: false };
        return [{ ...base, ...choicesByQuestion[question], ...asked, contact, ...asSaid }];
      });
    },
    noteStop(base, command, kind) {
      const question = command.question === null ? undefined : questionIds[command.question];
      model.stops.push({ ...base, contact: contactAt(command.contact), kind, question, isAnswer: false, ...asHeard });
    },
    noteAtBackEnd(contact, kind) {
      const base = actAtBackEnd(`back-end-${order}`);
      model.stops.push({ ...base, ...asHeard, contact, kind, question: undefined, isAnswer: false });
    },
  };
}
