// What other systems of the shop ask and tell: whether somebody may be contacted, and that somebody was in touch.
import { z } from 'zod';
import { reasons } from '#domain/may-contact.ts';
import { regimes } from '#domain/rules/rule.ts';
import { channels } from '#domain/shop-config.ts';

export const MAY_CONTACT_PATH = '/api/v1/may-contact';
export const ACTIVITY_PATH = '/api/v1/activity';

/** Of one request. */
export const MOST_AT_ONCE = 1000;

const contact = z
  .string()
  .min(1)
  .max(320)
  .describe('An e-mail address, a telephone number, national or E.164, or a postal address in three or four lines');
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();

const use = z.strictObject({
  contact,
  channel: z.enum(channels),
  purpose: z.string().min(1).max(64).describe('As in the shop config'),
  kind: z
    .enum(['marketing', 'service'])
    .optional()
    .describe('service: a message about a running order. It needs no consent and is not answered by this'),
  date: day.optional().describe('A day in the time zone of the store; today without it'),
});

export const mayContactRequestSchema = z.strictObject({ uses: z.array(use).min(1).max(MOST_AT_ONCE) });

const answer = z.strictObject({
  answer: z.enum(['yes', 'no', 'not-marketing']).describe('Nothing but a yes is one'),
  reason: z.enum([...reasons, 'not-marketing']),
  date: day.nullable().describe('The day that was looked at'),
  rule: z.string().nullable().describe('Id of a rule that is beside the answers'),
  forbiddenOn: day.nullable().describe('The day on which that rule forbids it; the answer may have been given then'),
  proof: z
    .array(z.strictObject({ event: z.string(), type: z.string() }))
    .describe('Events of the ledger: the yes, its confirmation, what ended it'),
  lastContactAt: instant.nullable().describe('The last contact that is known to come from the person'),
  endsOn: day
    .nullable()
    .describe('The first day on which it may no longer be used, if the person is not in touch before'),
  topics: z.array(z.string()).describe('Of a yes: about these only'),
  frequency: z
    .strictObject({ max: z.int(), per: z.enum(['week', 'month', 'year']) })
    .nullable()
    .describe('Of a yes: how often at most'),
});

const rule = z.strictObject({
  id: z.string(),
  regime: z.enum(regimes),
  conditions: z.array(z.string()).describe('What the sender or caller keeps besides'),
  atMost: z.strictObject({ times: z.int(), days: z.int() }).nullable(),
  sources: z.array(z.strictObject({ text: z.string(), url: z.string() })),
  doubt: z.string().nullable(),
});

export const mayContactAnswerSchema = z.strictObject({
  answers: z.array(answer).describe('In the order of the uses'),
  rules: z.array(rule),
  ruleSet: z.string().describe('Version of the rules'),
});

export const activityKind = z
  .enum(['purchase', 'click', 'reply'])
  .describe('An open is none: machines open mails, too');

export const activityRequestSchema = z.strictObject({
  activities: z
    .array(
      z.strictObject({
        contact,
        kind: activityKind,
        at: instant,
      }),
    )
    .min(1)
    .max(MOST_AT_ONCE),
});

export const activityAnswerSchema = z.strictObject({
  received: z.int().describe('All of them, whether anybody is known by them or not'),
});

export type ReportedActivity = z.infer<typeof activityRequestSchema>['activities'][number];
export type UseAsked = z.infer<typeof use>;
export type MayContactAnswer = z.infer<typeof mayContactAnswerSchema>;
export type UseAnswer = MayContactAnswer['answers'][number];
