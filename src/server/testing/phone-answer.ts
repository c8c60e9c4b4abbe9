// A shopper who answers on their own phone, below the page that asks them.
import { randomBytes, randomUUID } from 'node:crypto';
import type { AnswersOnPhone } from '#domain/consent-event.ts';
import type { Language, Question } from '#domain/shop-config.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { type HandOver, signHandOver } from '#protocol/hand-over.ts';
import type { PrivateKey } from '#protocol/public-key.ts';
import { recordPhoneAnswers } from '../storage/phone-answers.ts';
import type { TestBackEnd } from './back-end.ts';

type AskedBy = AnswersOnPhone['askedBy'];

export const byCard: AskedBy = { kind: 'counter-card' };

/** The code that a tablet shows now, as the phone hands it on. */
export async function byHandOver(
  { id, key }: { readonly id: string; readonly key: PrivateKey },
  { clock, configDigest }: Pick<TestBackEnd, 'clock' | 'configDigest'>,
  change: Partial<HandOver> = {},
): Promise<AskedBy> {
  const claims: HandOver = {
    ...{ iss: id, iat: Math.floor(clock.now / 1000), jti: randomBytes(16).toString('base64url') },
    ...{ store: 'nantes', till: 'caisse-1', config: configDigest, locale: 'fr', ...change },
  };
  return { kind: 'hand-over', device: id, till: claims.till, link: await signHandOver(claims, key) };
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
export async function answerOnPhone(backEnd: TestBackEnd, input: PhoneInput): Promise<string> {
  const { config, configDigest, store } = backEnd;
  const { id = randomUUID(), yes = [], askedBy = byCard, questions = config.questions, locale = 'fr' } = input;
  const [nantes] = config.stores;
  if (!nantes) throw new Error('a shop without a store');
  const contacts: ContactClaim[] = [
    ...(input.email === undefined ? [] : [{ kind: 'email' as const, value: input.email }]),
    ...(input.phone === undefined ? [] : [{ kind: 'phone' as const, value: input.phone }]),
  ];
  const answers = new Map(
    questions.map((question) => [
      question.id,
      { answer: yes.includes(question.id) ? ('yes' as const) : 'no' } as const,
    ]),
  );
  await store.transaction((tx) =>
    recordPhoneAnswers(tx, {
      ...{ id, store: nantes, config, configDigest, locale, questions, answers, contacts, askedBy },
    }),
  );
  return id;
}
