// Answers on a person's own phone, without the page that asks for them.
import { randomUUID } from 'node:crypto';
import type { AnswersOnPhone } from '#domain/consent-event.ts';
import type { Language, Question } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { HandOver } from '#protocol/hand-over.ts';
import { recordPhoneAnswers } from '../storage/phone-answers.ts';
import type { TestBackEnd } from './back-end.ts';
import { handOverPath } from './hand-over.ts';

type AskedBy = AnswersOnPhone['askedBy'];

export const byCard: AskedBy = { kind: 'counter-card' };

/** By the code that a tablet shows now, kept as it was scanned. */
export async function byHandOver(
  device: Parameters<typeof handOverPath>[1],
  backEnd: Parameters<typeof handOverPath>[0],
  change: Partial<HandOver> = {},
): Promise<AskedBy> {
  const path = await handOverPath(backEnd, device, change);
  return { kind: 'hand-over', device: device.id, till: change.till ?? 'caisse-1', link: path.slice('/q/'.length) };
}

export interface PhoneInput {
  readonly id?: string;
  readonly email?: string;
  readonly phone?: string;
  /** By question id; what is not named is no. */
  readonly yes?: readonly string[];
  readonly askedBy?: AskedBy;
  readonly questions?: readonly Question[];
  readonly locale?: Language;
}

/** Returns the id of the event. */
export async function recordOnPhone(backEnd: TestBackEnd, input: PhoneInput): Promise<string> {
  const { config, configDigest, store } = backEnd;
  const { id = randomUUID(), yes = [], askedBy = byCard, questions = config.questions, locale = 'fr' } = input;
  const [nantes] = config.stores;
  if (!nantes) throw new Error('a shop without a store');
  const contacts: ContactClaim[] = [
    ...(input.email === undefined ? [] : [{ kind: 'email' as const, value: input.email }]),
    ...(input.phone === undefined ? [] : [{ kind: 'phone' as const, value: input.phone }]),
  ];
  const answers = new Map(questions.map((q) => [q.id, { answer: yes.includes(q.id) ? 'yes' : 'no' }] as const));
  await store.transaction((tx) =>
    recordPhoneAnswers(tx, {
      ...{ id, store: nantes, config, configDigest, locale, questions, answers, contacts, askedBy },
      answerLinkDigest: null,
    }),
  );
  return id;
}
