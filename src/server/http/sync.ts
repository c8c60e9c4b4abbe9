// POST /api/v1/sync: a tablet hands over its events (protocol B).
import { Hono } from 'hono';
import { BATCH_BYTES_LIMIT, SYNC_PATH, syncRequestSchema } from '#protocol/sync.ts';
import type { AppDeps } from '../app.ts';
import { receiveBatch } from '../storage/batch.ts';
import { authenticateDevice } from '../storage/device.ts';
import { readJsonBody } from './body.ts';
import { problemResponse } from './problem-response.ts';

export function syncRoutes({ store, log, onWork }: AppDeps): Hono {
  return new Hono().post(SYNC_PATH, async (context) => {
    const [id = '', secret = ''] = (/^Bearer (.+)$/.exec(context.req.header('authorization') ?? '')?.[1] ?? '').split(
      '.',
    );
    const device = await authenticateDevice(store, id, secret);
    if (!device) return problemResponse(context, 'device-unknown');
    const body = await readJsonBody(context.req.raw, BATCH_BYTES_LIMIT);
    if (!body.ok) return problemResponse(context, body.problem);
    const request = syncRequestSchema.safeParse(body.value);
    if (!request.success || request.data.manifest.device !== device.id) return problemResponse(context, 'bad-request');

    const answer = await store.transaction((tx) =>
      receiveBatch(tx, device, request.data, (error) => log.failure('event', error)),
    );
    const outcomes: Record<string, number> = {};
    for (const { outcome } of answer.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    log.batch({ device: device.id, events: answer.outcomes.length, outcomes });
    onWork();
    return context.json(answer, 200, { 'Cache-Control': 'no-store' });
  });
}
