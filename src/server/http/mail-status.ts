// POST /api/v1/inbound/mail-status: what became of a mail of ours. Not there without a secret. Whether we know the mail, and
// whom it was for, the answer does not tell.
import { Hono } from 'hono';
import { MAIL_STATUS_PATH, mailReportSchema } from '#protocol/mail-status.ts';
import type { AppDeps } from '../app.ts';
import { receiveMailReport } from '../storage/mail-report.ts';
import { problemResponse } from './problem-response.ts';
import { readWebhook } from './webhook.ts';

const BYTES_LIMIT = 16 * 1024;

export function mailStatusRoutes({ store, log, now, mailWebhookSecret: secret }: AppDeps): Hono {
  if (secret === null) return new Hono();
  return new Hono().post(MAIL_STATUS_PATH, async (context) => {
    const rules = { schema: mailReportSchema, secret, limit: BYTES_LIMIT, now: now() };
    const read = await readWebhook(context.req.raw, rules);
    if (!read.ok) return problemResponse(context, read.problem);
    const outcome = await store.transaction((tx) => receiveMailReport(tx, read.message));
    log.mailReport({ outcome });
    return context.body(null, 204, { 'Cache-Control': 'no-store' });
  });
}
