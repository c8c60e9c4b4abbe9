// Notes in the model what somebody does, as it truly happens.
import type { CommandTo, Spoil } from './command.ts';
import type { ModelAct, ModelGrant, ModelStop } from './model.ts';
import { ALL_OF_IT } from './own-page.ts';
import { type Answers, contactAt, contactsOf, questionIds, type Run } from './run.ts';

/** A tablet asks for all of it. */
const choicesByQuestion = {
  'email-news': ALL_OF_IT,
  'sms-events': { topics: ['signings', 'private-sales'], yearly: 4 },
  'phone-invitations': { topics: ['invitations'], yearly: 2 },
} as const;

export interface Acts {
  /** On a real tablet. */
  act(id: string, chain: string, notBefore: number | null): ModelAct;
  spoiledAct(id: string, spoil: Spoil, isUnreadable: boolean): ModelAct;
  /** At the back end, where it has arrived as it happens. */
  actAtBackEnd(id: string): ModelAct;
  noteAnswers(base: ModelAct, answers: Answers): void;
  /** A yes that a list of the shop's claims: nothing proves when, and its place proves nothing. */
  listImported(id: string, answers: Answers, questions: readonly string[]): ModelGrant[];
  noteStop(base: ModelAct, command: CommandTo<'stop'>, kind: ModelStop['kind']): void;
  noteAtBackEnd(contact: string, kind: ModelStop['kind']): void;
}

export function createActs({ world, model }: Run): Acts {
  let order = 0;

  function act(id: string, chain: string, notBefore: number | null): ModelAct {
    order += 1;
    return {
      ...{ id, chain, order, trueTime: world.now(), notBefore, isForged: false },
      ...{ arrivedAt: undefined, wordAt: undefined, enteredAt: undefined, receivedAt: undefined },
      ...{ isHeld: false, mustBeHeld: false, isUnreadable: false, isDamaged: false, isGone: false },
    };
  }

  function actAtBackEnd(id: string): ModelAct {
    const at = world.now();
    return { ...act(id, 'store', at), arrivedAt: at, enteredAt: at, receivedAt: at };
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
      const base = act(id, isForked ? `fork ${id}` : 'spoiled', (notBeforeOf[spoil] ?? (() => heardAt))());
      return { ...base, isForged, isUnreadable, mustBeHeld: isForged || spoil === 'chain' };
    },
    noteAnswers(base, answers) {
      const [email, phone] = contactsOf(answers);
      questionIds.forEach((question, i) => {
        const contact = i === 0 ? email : phone;
        if (contact === undefined) return;
        if (answers.yes[i])
          model.grants.push({
            ...base,
            ...{ ...choicesByQuestion[question], question, contact },
            ...{ isDoubleOptIn: i === 0, isConfirmed: false, isOver: false, isLapsed: false },
          });
        else model.stops.push({ ...base, question, contact, kind: 'refusal' });
      });
    },
    listImported(id, answers, questions) {
      const [email, phone] = contactsOf(answers);
      const base = { ...actAtBackEnd(id), chain: `store, imported ${id}`, notBefore: null };
      return questionIds.flatMap((question, i) => {
        const contact = i === 0 ? email : phone;
        if (contact === undefined || !questions.includes(question)) return [];
        const open = { isDoubleOptIn: false, isConfirmed: false, isOver: false, isLapsed: false };
        return [{ ...base, ...choicesByQuestion[question], question, contact, ...open }];
      });
    },
    noteStop(base, command, kind) {
      const question = command.question === null ? undefined : questionIds[command.question];
      model.stops.push({ ...base, contact: contactAt(command.contact), kind, question });
    },
    noteAtBackEnd(contact, kind) {
      model.stops.push({ ...actAtBackEnd(`back-end-${order}`), contact, kind, question: undefined });
    },
  };
}
