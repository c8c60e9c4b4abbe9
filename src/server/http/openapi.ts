// /api/openapi.json: the machine-readable contract (OpenAPI 3.1), made from the schemas that the code itself checks with.
// Long, because it is one list: every path of the API.
import { Hono } from 'hono';
import { z } from 'zod';
import {
  CONFIG_PATH,
  ENROLMENT_PATH,
  enrolmentAnswerSchema,
  enrolmentRequestSchema,
  enrolmentSchema,
  replacementSchema,
} from '#protocol/enrolment.ts';
import { INBOUND_SMS_PATH, inboundSmsAnswerSchema, inboundSmsSchema } from '#protocol/inbound-sms.ts';
import { MAIL_STATUS_PATH, mailReportSchema } from '#protocol/mail-status.ts';
import { PROBLEM_TYPE, type ProblemCode, problems } from '#protocol/problem.ts';
import { type SignedType, signedTypes } from '#protocol/signature.ts';
import {
  acknowledgementSchema,
  manifestSchema,
  SYNC_PATH,
  signedAnswerSchema,
  syncAnswerSchema,
  syncRequestSchema,
} from '#protocol/sync.ts';
import {
  ACTIVITY_PATH,
  activityAnswerSchema,
  activityRequestSchema,
  MAY_CONTACT_PATH,
  mayContactAnswerSchema,
  mayContactRequestSchema,
} from '#protocol/use.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { oneClickPath } from '../links.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from './webhook-signature.ts';

const json = (schema: z.core.$ZodType) => ({ 'application/json': { schema: z.toJSONSchema(schema) } });

function problemAnswers(...codes: ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => problems[code].title).join('; '),
        content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** What travels as text inside something else. */
const inside = (description: string, schema: z.core.$ZodType) => ({ description, ...z.toJSONSchema(schema) });
const signed = (typ: SignedType, by: string, schema: z.core.$ZodType) =>
  inside(`Payload of a compact JWS, ES256, typ ${typ}, kid the RFC 7638 thumbprint, signed by ${by}`, schema);

const header = (name: string, description: string, pattern: string) => ({
  ...{ name, description, in: 'header', required: true },
  schema: { type: 'string', pattern },
});

/** Of what a provider posts. */
const webhook = {
  parameters: [
    header(TIMESTAMP_HEADER, 'Seconds since 1970, at most five minutes off', '^\\d{1,12}$'),
    header(
      SIGNATURE_HEADER,
      'HMAC-SHA-256 in hexadecimal, under the secret, over the timestamp, a full stop and the body',
      '^sha256=[0-9a-f]{64}$',
    ),
  ],
  problems: problemAnswers(
    'bad-request',
    'bad-json',
    'bad-encoding',
    'unsupported-encoding',
    'webhook-signature',
    'not-found',
    'too-large',
    'internal',
  ),
};

/** Of what other systems of the shop ask and tell. */
const withApiKey = {
  security: [{ apiKey: [] }],
  problems: problemAnswers(
    'bad-request',
    'bad-json',
    'bad-encoding',
    'unsupported-encoding',
    'api-key',
    'too-large',
    'internal',
  ),
};

const oneClick = { schema: z.toJSONSchema(z.looseObject({ 'List-Unsubscribe': z.literal('One-Click') })) };

const document = {
  openapi: '3.1.0',
  info: {
    title: 'Consent kiosk back end',
    version: packageJson.version,
    description:
      'How tablets enrol, fetch their config and hand over consent events; what the providers of texts and mail pass on; what other systems of the shop ask and tell.',
  },
  paths: {
    [SYNC_PATH]: {
      post: {
        summary: 'Hand over events, exactly once; an empty batch is the heartbeat',
        description: 'The signature of the manifest says which device it is; there is no other authentication.',
        requestBody: { required: true, content: json(syncRequestSchema) },
        responses: {
          200: { description: 'Every event is in custody, accepted or held apart', content: json(signedAnswerSchema) },
          ...problemAnswers(
            'bad-request',
            'bad-json',
            'bad-encoding',
            'unsupported-encoding',
            'device-unknown',
            'too-large',
            'internal',
          ),
        },
      },
    },
    [ENROLMENT_PATH]: {
      post: {
        summary: 'Trade a one-time code and a key of its own for an identity',
        requestBody: { required: true, content: json(enrolmentRequestSchema) },
        responses: {
          201: { description: 'Enrolled', content: json(signedAnswerSchema) },
          ...problemAnswers(
            'bad-request',
            'bad-json',
            'bad-encoding',
            'unsupported-encoding',
            'enrolment-code-invalid',
            'not-drained',
            'too-large',
          ),
        },
      },
    },
    [INBOUND_SMS_PATH]: {
      post: {
        summary: 'A text message that came in: STOP and its like end consent to be texted',
        description:
          'Not there unless a secret is set. The same message again is answered the same and does nothing. Anything but 200 may be tried again.',
        parameters: webhook.parameters,
        requestBody: { required: true, content: json(inboundSmsSchema) },
        responses: {
          200: { description: 'Read, and withdrawn when it asks to stop', content: json(inboundSmsAnswerSchema) },
          ...webhook.problems,
        },
      },
    },
    [MAIL_STATUS_PATH]: {
      post: {
        summary: 'What became of a mail: it came back, or its reader called it spam',
        description:
          'Not there unless a secret is set. A bounce of class 5 makes the address undeliverable, class 4 changes nothing, a complaint ends consent to be written to. The same report again does nothing.',
        parameters: webhook.parameters,
        requestBody: { required: true, content: json(mailReportSchema) },
        responses: {
          204: { description: 'Read, whether or not the mail is known' },
          ...webhook.problems,
        },
      },
    },
    [oneClickPath('{token}')]: {
      post: {
        summary: 'One-click unsubscribe, for mail programs (RFC 8058)',
        description:
          'What the List-Unsubscribe header names. The token is the only authentication; it can only withdraw.',
        parameters: [{ name: 'token', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: { 'application/x-www-form-urlencoded': oneClick, 'multipart/form-data': oneClick },
        },
        responses: {
          200: { description: 'Withdrawn, now or before', content: { 'text/plain': {} } },
          ...problemAnswers('bad-request', 'not-found'),
        },
      },
    },
    [MAY_CONTACT_PATH]: {
      post: {
        summary: 'May these people be contacted on this channel for this purpose, and why',
        description: 'Answered in the order asked. Each request is noted, with who asked and about whom.',
        security: withApiKey.security,
        requestBody: { required: true, content: json(mayContactRequestSchema) },
        responses: {
          200: { description: 'An answer to each', content: json(mayContactAnswerSchema) },
          ...withApiKey.problems,
        },
      },
    },
    [ACTIVITY_PATH]: {
      post: {
        summary: 'A purchase, a click or a reply by the person: it moves the use clock',
        description:
          'It never makes a yes of a no. Of somebody unknown nothing is kept, and the answer is the same. The same report again changes nothing.',
        security: withApiKey.security,
        requestBody: { required: true, content: json(activityRequestSchema) },
        responses: {
          200: { description: 'Received', content: json(activityAnswerSchema) },
          ...withApiKey.problems,
        },
      },
    },
    [`${CONFIG_PATH}/{digest}`]: {
      get: {
        summary: 'A published shop config, immutable',
        parameters: [{ name: 'digest', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: { description: 'Canonical JSON whose SHA-256 is the digest', content: { 'application/json': {} } },
          ...problemAnswers('not-found'),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      apiKey: { type: 'http', scheme: 'bearer', description: 'As `npm run admin -- api-key add` has printed it' },
    },
    schemas: {
      Manifest: signed(signedTypes.manifest, 'the device', manifestSchema),
      Acknowledgement: signed(signedTypes.acknowledgement, 'the back end', acknowledgementSchema),
      Enrolment: signed(signedTypes.enrolment, 'the key that it names', enrolmentSchema),
      Replacement: signed(signedTypes.replacement, 'the device that is replaced', replacementSchema),
      SyncAnswer: inside('`answer` of an exchange, as JSON text', syncAnswerSchema),
      EnrolmentAnswer: inside('`answer` of an enrolment, as JSON text', enrolmentAnswerSchema),
      Problem: {
        type: 'object',
        description: 'RFC 9457',
        required: ['type', 'title', 'status'],
        properties: {
          type: { enum: Object.keys(problems).map((code) => `/problems/${code}`) },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
        },
      },
    },
  },
};

export function openApiRoutes(): Hono {
  return new Hono().get('/api/openapi.json', (context) => context.json(document));
}
