import { describe, expect, it } from 'vitest';
import type { Question } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { sampleConfig } from '../testing/fake-kiosk.ts';
import * as machine from './machine.ts';
import { sheetsOf } from './sheets.ts';

const { questions } = sampleConfig;
const [email, sms, phone] = questions.map((q) => q.id) as [string, string, string];
type Answers = Record<string, machine.Answer>;

const begin = (answers: Answers = {}): machine.SessionState => ({
  ...machine.beginSession('draft-1', 'fr', anybody),
  answers,
});
const no: Answers = { [email]: 'no', [sms]: 'no', [phone]: 'no' };

describe('a visit', () => {
  it('begins with nothing answered', () => {
    expect(machine.unanswered(begin(), questions)).toEqual(questions);
    expect(machine.isRefusal(begin(), questions)).toBe(false);
  });

  it.each([{}, { [email]: 'yes' }, { [email]: 'yes', [sms]: 'no' }] as Answers[])(
    'does not go on from %j',
    (answers) => {
      const state = begin(answers);
      expect(machine.goOn(state, questions)).toBe(state);
    },
  );

  it.each<[string, Answers, string[]]>([
    ['nothing for three noes', no, []],
    ['an address for e-mail', { ...no, [email]: 'yes' }, ['email']],
    ['a number for texts', { ...no, [sms]: 'yes' }, ['phone']],
    ['one number for texts and calls', { ...no, [sms]: 'yes', [phone]: 'yes' }, ['phone']],
    ['both for all', { [email]: 'yes', [sms]: 'yes', [phone]: 'yes' }, ['email', 'phone']],
  ])('asks %s', (_, answers, kinds) => {
    expect(machine.contactKindsNeeded(begin(answers), questions)).toEqual(kinds);
  });

  it('goes through address and number to the review, and back with everything kept', () => {
    let state = machine.goOn(begin({ [email]: 'yes', [sms]: 'yes', [phone]: 'no' }), questions);
    const steps: machine.Step[] = [state.step];
    state = machine.giveContact(state, 'email', 'a@b.fr', questions);
    steps.push(state.step);
    state = machine.giveContact(state, 'phone', '+33612345678', questions);
    steps.push(state.step);
    for (let before = machine.goBack(state, questions); before !== 'leave'; before = machine.goBack(state, questions)) {
      state = before;
      steps.push(state.step);
    }
    expect(steps).toEqual(['email', 'phone', 'review', 'phone', 'email', 'questions']);
    expect(state.contacts).toEqual({ email: 'a@b.fr', phone: '+33612345678' });
  });

  it('comes back to the review after a change there', () => {
    let state = machine.goOn(begin({ ...no, [email]: 'yes' }), questions);
    state = machine.giveContact(state, 'email', 'a@b.fr', questions);
    state = machine.editAnswer(state, sms, questions);
    expect(state.step).toBe('questions');
    expect(machine.goOn(state, questions).step).toBe('review');
  });

  it('asks again for what was typed anew on the way back from the review', () => {
    let state = machine.goOn(begin({ ...no, [email]: 'yes' }), questions);
    state = machine.type(state, 'email', 'camille@b.fr');
    state = machine.giveContact(state, 'email', 'camille@b.fr', questions);
    expect(machine.type(state, 'email', 'camille@b.fr')).toBe(state);
    state = machine.type({ ...state, step: 'email' }, 'email', 'ana@b');
    state = machine.goBack(state, questions) as machine.SessionState;
    expect(machine.goOn(state, questions).step).toBe('email');
    expect(machine.startSaving({ ...state, step: 'review' }, questions)).toBeUndefined();
  });

  it('leaves out of the draft a contact that no yes needs any more', () => {
    let state = machine.goOn(begin({ ...no, [email]: 'yes', [sms]: 'yes' }), questions);
    state = machine.giveContact(state, 'email', 'a@b.fr', questions);
    state = machine.giveContact(state, 'phone', '+33612345678', questions);
    state = machine.answer(state, [email], 'no');
    expect(machine.toAnswersDraft(state, questions).contacts).toEqual([{ kind: 'phone', value: '+33612345678' }]);
  });
});

describe('the latch', () => {
  const complete = { ...begin({ ...no, [email]: 'yes' }), contacts: { email: 'a@b.fr' }, step: 'review' } as const;

  it('lets the first tap save', () => {
    expect(machine.startSaving(complete, questions)?.step).toBe('saving');
  });

  it.each(['saving', 'thanks'] as const)('ignores a tap while %s', (step) => {
    expect(machine.startSaving({ ...complete, step }, questions)).toBeUndefined();
  });

  it('lets the same draft be tried again after a failure, with all that was typed', () => {
    const failed = machine.finishSaving(complete, { outcome: 'not-saved', code: 'S-12' });
    expect(failed.step).toBe('not-saved');
    const again = machine.startSaving(failed, questions);
    expect(again && machine.toAnswersDraft(again, questions)).toEqual(machine.toAnswersDraft(complete, questions));
  });

  it('forgets who it was once the record is durable', () => {
    const typed = { ...complete, typed: { email: 'a@b.fr', phone: '06', postal: 'A\nB\n\n1\nC' } };
    const saved = machine.finishSaving(typed, { outcome: 'saved', answerUrl: null });
    expect(saved).toMatchObject({ step: 'thanks', contacts: {}, typed: { email: '', phone: '', postal: '' } });
  });

  it.each<[string, machine.SessionState]>([
    ['an answer', begin({ [email]: 'no', [sms]: 'no' })],
    ['a contact', begin({ ...no, [email]: 'yes' })],
    ['the person to stop for', machine.beginStop('draft-2', 'fr')],
  ])('does not save without %s', (_, state) => {
    expect(machine.startSaving(state, questions)).toBeUndefined();
  });
});

describe('a stop', () => {
  const asked = machine.beginStop('draft-2', 'fr');
  const named = machine.nameForStop(asked, 'phone', '+33612345678');
  const contact = { kind: 'phone', value: '+33612345678' };

  it('is a draft of its own that reaches everything', () => {
    expect(asked).toMatchObject({ act: 'stop', step: 'stop', answers: {}, contacts: {} });
    expect(machine.toStopDraft(named)).toEqual({ id: 'draft-2', locale: 'fr', scope: null, contact });
    expect(machine.goBack(asked, questions)).toBe('leave');
  });

  it('reaches less when less was chosen, and says that the team worked the screen', () => {
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    expect(machine.toStopDraft({ ...named, scope })).toMatchObject({ scope });
    const byStaff = machine.nameForStop(machine.beginStop('draft-3', 'fr', true), 'phone', '+33612345678');
    expect(machine.toStopDraft(byStaff)).toMatchObject({ collector: 'staff' });
  });

  it('takes in nobody’s name any more once it is being saved, nor keeps one after', () => {
    const saving = machine.startSaving(named, questions) as machine.SessionState;
    expect(machine.nameForStop(saving, 'phone', '+33600000000')).toBe(saving);
    const saved = machine.finishSaving(saving, { outcome: 'saved', answerUrl: null });
    expect(machine.nameForStop(saved, 'phone', '+33612345678').contacts).toEqual({});
  });
});

describe('a hand-over', () => {
  const code = { outcome: 'signed', url: 'https://shop.example/q/x', nonce: 'n-1', cardAddress: null } as const;
  const heardAt = 0;
  const shown = machine.showCode(machine.beginHandOver('draft-1', 'fr', anybody), 'fr', code);

  it('awaits its code, asks nothing and saves nothing', () => {
    const state = machine.beginHandOver('draft-1', 'fr', anybody);
    expect(state).toMatchObject({ step: 'hand-over', code: null });
    expect(machine.startSaving(state, questions)).toBeUndefined();
    expect(machine.goBack(state, questions)).toBe('leave');
  });

  it('shows no code that comes too late: for another language, or after the screen was left', () => {
    const english = { ...machine.beginHandOver('draft-1', 'fr', anybody), locale: 'en' as const };
    expect(machine.showCode(english, 'fr', code)).toBe(english);
    const here = machine.beginSession('draft-2', 'fr', anybody);
    expect(machine.showCode(here, 'fr', code)).toBe(here);
  });

  it('ends when its own nonce is complete, and with no other', () => {
    expect(machine.hearCompleted(shown, [{ nonce: 'n-2', heardAt }])).toBe(shown);
    const done = machine.hearCompleted(shown, [
      { nonce: 'n-2', heardAt },
      { nonce: 'n-1', heardAt },
    ]);
    expect(done).toMatchObject({ step: 'answered-on-phone', code: null });
    expect(machine.hearCompleted(done, [{ nonce: 'n-1', heardAt }])).toBe(done);
  });
});

describe('sheets', () => {
  const many = (purposes: string): Question[] =>
    [...purposes].map((purpose, i) => ({ ...(questions[0] as Question), id: `q${i}`, purpose }));

  it.each([
    ['aaa', [3]],
    ['ab', [2]],
    ['aaabb', [3, 2]],
    ['abab', [2, 2]],
    ['aaaa', [3, 1]],
  ])('of %s hold %j rows', (purposes, rows) => {
    expect(sheetsOf(many(purposes)).map((sheet) => sheet.length)).toEqual(rows);
  });

  it('follow one another, and lead back', () => {
    const five = many('aaabb');
    const first = begin({ q0: 'no', q1: 'no', q2: 'no' });
    const second = machine.goOn(first, five);
    expect(second).toMatchObject({ step: 'questions', sheet: 1 });
    expect(machine.goOn(second, five)).toBe(second);
    expect(machine.goBack(second, five)).toMatchObject({ sheet: 0 });
  });
});
