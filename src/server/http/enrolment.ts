// Enrolment of tablets, and the published configs they work with.
import { Hono } from 'hono';
import {
  CONFIG_PATH,
  ENROLMENT_PATH,
  type EnrolmentAnswer,
  enrolmentRequestSchema,
  toCode,
} from '#protocol/enrolment.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { SignedAnswer } from '#protocol/sync.ts';
import type { AppDeps } from '../app.ts';
import { acknowledge } from '../storage/acknowledgement.ts';
import { getConfigBody, mustGetCurrentConfig } from '../storage/config.ts';
import { enrolDevice, isCodeLive, readEnrolment } from '../storage/enrolment.ts';
import { readJsonBody } from './body.ts';
import { problemResponse } from './problem-response.ts';

const BODY_LIMIT = 16 * 1024;

export function enrolmentRoutes({ store, publicUrl, now }: AppDeps): Hono {
  async function enrol(jws: string): Promise<SignedAnswer | ProblemCode> {
    const enrolment = await readEnrolment(jws);
    if (!enrolment) return 'bad-request';
    const code = toCode(enrolment.code);
    if (code === undefined || !(await isCodeLive(store, code, now()))) return 'enrolment-code-invalid';
    return store.transaction(async (tx) => {
      const result = await enrolDevice(tx, code, enrolment);
      if (!result.ok) return result.problem;
      const { id: device, store, till } = result.device;
      const { digest: configDigest } = await mustGetCurrentConfig(tx);
      const keys = tx.keys.forDevices;
      const answer: EnrolmentAnswer = { device, store, till, configDigest, publicUrl, keys, serverTime: tx.now };
      return acknowledge(tx, { device, sealingKey: null, request: jws, answer, hashes: [] });
    });
  }

  return new Hono()
    .post(ENROLMENT_PATH, async (context) => {
      const body = await readJsonBody(context.req.raw, BODY_LIMIT);
      if (!body.ok) return problemResponse(context, body.problem);
      const request = enrolmentRequestSchema.safeParse(body.value);
      if (!request.success) return problemResponse(context, 'bad-request');
      const answer = await enrol(request.data.enrolment);
      if (typeof answer === 'string') return problemResponse(context, answer);
      return context.json(answer, 201, { 'Cache-Control': 'no-store' });
    })
    .get(`${CONFIG_PATH}/:digest`, async (context) => {
      const body = await getConfigBody(store, context.req.param('digest'));
      if (body === undefined) return problemResponse(context, 'not-found');
      return context.body(body, 200, {
        'Content-Type': 'application/json',
        // known by its digest, so it never changes (RFC 8246)
        'Cache-Control': 'public, max-age=31536000, immutable',
      });
    });
}
