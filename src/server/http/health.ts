// /healthz: the process lives. /readyz: it can serve, because its database answers.
import { Hono } from 'hono';
import type { AppDeps } from '../app.ts';
import { problemResponse } from './problem-response.ts';

export function healthRoutes({ store, log }: AppDeps): Hono {
  return new Hono()
    .get('/healthz', (context) => context.json({ status: 'ok' }))
    .get('/readyz', async (context) => {
      try {
        await store.ping();
        return context.json({ status: 'ok' });
      } catch (error) {
        log.failure('readiness', error);
        return problemResponse(context, 'unavailable');
      }
    });
}
