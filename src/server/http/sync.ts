// POST /api/v1/sync: a tablet hands over its events (protocol B).
import { Hono } from 'hono';
import { BATCH_BYTES_LIMIT, SYNC_PATH, syncRequestSchema } from '#protocol/sync.ts';
import type { AppDeps } from '../app.ts';
import { countOutcomes, receiveRequest } from '../storage/exchange.ts';
import { readJsonBody } from './body.ts';
import { problemResponse } from './problem-response.ts';

export function syncRoutes({ store, log, onWork }: AppDeps): Hono {
  return new Hono().post(SYNC_PATH, async (context) => {
    const body = await readJsonBody(context.req.raw, BATCH_BYTES_LIMIT);
    if (!body.ok) return problemResponse(context, body.problem);
    const request = syncRequestSchema.safeParse(body.value);
    if (!request.success) return problemResponse(context, 'bad-request');
    const exchange = await receiveRequest(store, request.data, 'wire', (error) => log.failure('event', error));
    if (!exchange.ok) return problemResponse(context, exchange.problem);
    const { device, outcomes, signed } = exchange;
    log.batch({ device, events: outcomes.length, outcomes: countOutcomes(outcomes) });
    onWork();
    return context.json(signed, 200, { 'Cache-Control': 'no-store' });
  });
}
