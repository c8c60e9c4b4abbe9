// Enrolment of tablets, and the published configs they work with.
import { Hono } from 'hono';
import { CONFIG_PATH, ENROLMENT_PATH, type EnrolmentResponse, enrolmentRequestSchema } from '#protocol/enrolment.ts';
import type { AppDeps } from '../app.ts';
import { getConfigBody, mustGetCurrentConfig } from '../storage/config.ts';
import { enrolDevice } from '../storage/device.ts';
import { readJsonBody } from './body.ts';
import { problemResponse } from './problem-response.ts';

const BODY_LIMIT = 4096;

export function enrolmentRoutes({ store, publicUrl }: AppDeps): Hono {
  return new Hono()
    .post(ENROLMENT_PATH, async (context) => {
      // Tries are not counted: a code has 128 random bits and one hour, so nobody guesses it, while a budget that
      // strangers share would let any of them keep the shop's tablets out.
      const body = await readJsonBody(context.req.raw, BODY_LIMIT);
      if (!body.ok) return problemResponse(context, body.problem);
      const request = enrolmentRequestSchema.safeParse(body.value);
      if (!request.success) return problemResponse(context, 'bad-request');
      const answer = await store.transaction(async (tx): Promise<EnrolmentResponse | undefined> => {
        const enrolled = await enrolDevice(tx, request.data.code);
        if (!enrolled) return undefined;
        const { digest } = await mustGetCurrentConfig(tx);
        return { ...enrolled, configDigest: digest, publicUrl, serverTime: tx.now };
      });
      if (!answer) return problemResponse(context, 'enrolment-code-invalid');
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
