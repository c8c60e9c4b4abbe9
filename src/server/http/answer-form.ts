// What the form of /q/{token} brings: read, and checked against the questions that were asked.
import { z } from 'zod';
import { type ContactKind, contactKindByChannel, toMailbox } from '#domain/contact-point.ts';
import { eventIdSchema } from '#domain/event-part.ts';
import { type AnswerForm, type AnswerProblems, fieldOf, type Noted } from '#pages/answer-page.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import type { OpenVisit } from '../storage/phone-visit.ts';
import { isWholeToken } from '../storage/token.ts';
import { toE164 } from '../telephone-number.ts';

const yesOrNo = z.enum(['yes', 'no']);

const formSchema = z
  .looseObject({
    id: eventIdSchema,
    secret: z.string().refine(isWholeToken),
    email: z.string().default(''),
    phone: z.string().default(''),
  })
  .transform(({ id, secret, email, phone, ...rest }) => {
    const answers = Object.entries(rest).map(([field, value]) => [field, yesOrNo.safeParse(value).data] as const);
    const given = answers.filter((entry): entry is [string, 'yes' | 'no'] => entry[1] !== undefined);
    return { id, secret, email, phone, answers: new Map(given) };
  });

/** Undefined when it is not a form of ours. */
export function readAnswerForm(body: unknown): AnswerForm | undefined {
  return formSchema.safeParse(body).data;
}

export type Checked =
  | { readonly problems: AnswerProblems }
  | {
      readonly answers: ReadonlyMap<string, { readonly answer: 'yes' | 'no' }>;
      /** Only what a yes needs (D7). */
      readonly contacts: readonly ContactClaim[];
      readonly hasYes: boolean;
      /** `mailbox`: what it said yes to counts only once it is confirmed there; `mixed`: some of it. */
      readonly state: Noted;
    };

export function checkAnswers({ questions, config, handOver }: OpenVisit, form: AnswerForm): Checked {
  const answerTo = (id: string) => form.answers.get(fieldOf(id));
  const accepted = questions.filter(({ id }) => answerTo(id) === 'yes');
  const needed = new Set<ContactKind>(accepted.map(({ channel }) => contactKindByChannel[channel]));
  const valueByKind = {
    email: toTyped(toMailbox(form.email), form.email),
    phone: toE164(form.phone, config.controller.country),
    postal: undefined, // nobody is asked for it here
  };
  const problems: AnswerProblems = {
    unanswered: questions.map(({ id }) => id).filter((id) => answerTo(id) === undefined),
    email: needed.has('email') && valueByKind.email === undefined,
    phone: needed.has('phone') && valueByKind.phone === undefined,
  };
  if (problems.unanswered.length > 0 || problems.email || problems.phone) return { problems };
  const pending = accepted.filter(
    ({ channel, confirmation }) => channel === 'email' && (confirmation === 'email' || !handOver),
  );
  return {
    answers: new Map(questions.map(({ id }) => [id, { answer: answerTo(id) as 'yes' | 'no' }])),
    contacts: [...needed].map((kind) => ({ kind, value: valueByKind[kind] as string })),
    hasYes: accepted.length > 0,
    state: pending.length === 0 ? 'noted' : pending.length === accepted.length ? 'mailbox' : 'mixed',
  };
}

/** Kept as typed (D10). */
function toTyped(mailbox: string | undefined, typed: string): string | undefined {
  return mailbox && typed.trim();
}
