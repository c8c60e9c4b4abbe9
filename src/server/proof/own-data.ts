// What a person takes away of their data (GDPR 15, 20): what is held about the contact point that they have proved, and of
// nobody else. The schema is published with it.
import { z } from 'zod';
import { grantStatuses } from '#domain/consent-state.ts';
import { contactKinds } from '#domain/contact-point.ts';
import { outcomes, rights, ways } from '#domain/rights-request.ts';
import { regimes } from '#domain/rules/rule.ts';
import { channels } from '#domain/shop-config.ts';
import { activityKind } from '#protocol/use.ts';
import { type Dossier, readEvent } from './dossier.ts';
import { findQuestion, regimeIn } from './shown.ts';

const instant = z.iso.datetime();

export const ownDataSchema = z.strictObject({
  $schema: z.url(),
  madeAt: instant,
  controller: z.strictObject({
    name: z.string(),
    legalName: z.string(),
    address: z.string(),
    country: z.string(),
    privacyEmail: z.string(),
  }),
  contactPoint: z
    .strictObject({ kind: z.enum(contactKinds), value: z.string() })
    .describe('The address or number as it was typed'),
  answers: z
    .array(
      z.strictObject({
        event: z.string().describe('The id of the event that holds the answer'),
        asked: z.string().nullable().describe('The question as it was shown'),
        detail: z.string().nullable(),
        purpose: z.string(),
        channel: z.enum(channels),
        regime: z
          .enum(regimes)
          .nullable()
          .describe(
            'How it was asked. soft-opt-in, opt-out: you were told and have not objected, which is no yes; null: not stated',
          ),
        status: z.enum(grantStatuses),
        since: instant.describe('When it became so here; the day that a list states stands in its event'),
        topics: z.array(z.string()).describe('Those that are left of it'),
        frequency: z
          .strictObject({ max: z.int(), per: z.enum(['week', 'month', 'year']) })
          .describe('How often at most'),
      }),
    )
    .describe('Each yes, and whatever you were told of without objecting, and what it amounts to today'),
  lastActivity: z
    .strictObject({ kind: activityKind, at: instant })
    .nullable()
    .describe('When another system of the shop last told that you had been in touch: no earlier one is kept'),
  requests: z
    .array(
      z.strictObject({
        kind: z.enum(rights),
        receivedOn: z.iso.date(),
        dueOn: z.iso.date().describe('The last day on which it is answered in time'),
        cameBy: z.enum(ways),
        state: z.enum(['open', 'extended', 'closed']),
        outcome: z.enum(outcomes).nullable(),
        text: z.string().nullable().describe('What you wrote'),
      }),
    )
    .describe('What you have asked for about your data'),
  confirmationMails: z.array(instant).describe('When a mail that asks for a confirmation was sent'),
  events: z
    .array(
      z.strictObject({
        status: z.enum(['accepted', 'quarantined', 'rejected', 'erased']),
        notBefore: instant
          .nullable()
          .describe('It happened between these two; null: nothing proves that it is not older'),
        notAfter: instant,
        said: z.record(z.string(), z.unknown()).describe('What was signed, to read'),
        signed: z.string().describe('An SD-JWT (RFC 9901) with the disclosures of this contact point only'),
      }),
    )
    .describe('Everything that the person did, as signed by the tablet or the back end'),
});

export type OwnData = z.infer<typeof ownDataSchema>;

export const OWN_DATA_SCHEMA_PATH = '/api/own-data.schema.json';

interface Beside extends Pick<OwnData, 'contactPoint' | 'lastActivity' | 'requests'> {
  readonly publicUrl: string;
}

/** @param beside what is in no dossier */
export function toOwnData(dossier: Dossier, { contactPoint, lastActivity, requests, publicUrl }: Beside): OwnData {
  const person = dossier.events.filter(({ role }) => role === 'person');
  return {
    $schema: publicUrl + OWN_DATA_SCHEMA_PATH,
    madeAt: dossier.madeAt,
    controller: dossier.controller,
    contactPoint,
    answers: dossier.standing.map(({ event, question, purpose, channel, status, since, topics, frequency }) => {
      const given = person.map(readEvent).find((said) => said?.id === event);
      const shown = given?.type === 'answers-given' ? findQuestion(dossier, given, question) : undefined;
      return {
        ...{ event, asked: shown?.asked ?? null, detail: shown?.detail ?? null },
        ...{
          purpose,
          channel,
          regime: given ? regimeIn(given, question) : null,
          status,
          since,
          topics: [...topics],
          frequency,
        },
      };
    }),
    lastActivity,
    requests,
    confirmationMails: [...dossier.mails],
    events: person.map((proven) => ({
      ...{ status: proven.status, notBefore: proven.notBefore, notAfter: proven.notAfter },
      said: { ...readEvent(proven) },
      signed: [proven.jws, ...proven.disclosures, ''].join('~'),
    })),
  };
}
