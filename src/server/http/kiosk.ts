// /kiosk/: the built app. What carries a hash in its name never changes; the rest is asked for each time, so that a new
// version is found.
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { AppDeps } from '../app.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function kioskRoutes({ kioskDirectory }: Pick<AppDeps, 'kioskDirectory'>): Hono {
  return new Hono()
    .get('/', (context) => context.redirect('/kiosk/'))
    .get('/kiosk', (context) => context.redirect('/kiosk/'))
    .use('/kiosk/*', async (context, next) => {
      await next();
      const isHashed = context.req.path.startsWith('/kiosk/assets/') && context.res.status === 200;
      context.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    })
    .get('/kiosk/*', serveStatic({ root: kioskDirectory, rewriteRequestPath: (path) => path.slice('/kiosk'.length) }));
}
