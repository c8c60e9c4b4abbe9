// /mailbox: the file mailbox in the browser, in development only (createApp mounts it only then).
import type { Hono } from 'hono';
import { renderMailboxPage, renderMailPage } from '#pages/mailbox-page.ts';
import type { AppDeps } from '../app.ts';
import type { FileMailbox } from '../mailer/file-mailbox.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { createPageRoutes, pageContext, pageHeaders, problemPage } from './page.ts';

export function mailboxRoutes(mailbox: FileMailbox, deps: AppDeps): Hono {
  const { store } = deps;
  const timeZone = async () => (await mustGetCurrentConfig(store)).config.stores[0]?.timeZone ?? 'UTC';
  return createPageRoutes(deps)
    .use('/mailbox/*', pageHeaders)
    .get('/mailbox', async (context) => {
      const mails = (await mailbox.list()).map((mail) => ({ ...mail, url: `/mailbox/${mail.id}` }));
      const page = await pageContext(store, context.req);
      return context.html(renderMailboxPage(page, { mails, timeZone: await timeZone() }));
    })
    .get('/mailbox/:id', async (context) => {
      const mail = await mailbox.read(context.req.param('id'));
      if (!mail) return problemPage(store, context, 'not-found');
      const url = `/mailbox/${mail.id}`;
      const urls = { htmlUrl: `${url}/html`, rawUrl: `${url}/raw`, mailboxUrl: '/mailbox' };
      const page = await pageContext(store, context.req);
      return context.html(renderMailPage(page, { ...mail, ...urls, timeZone: await timeZone() }));
    })
    .get('/mailbox/:id/html', async (context) => {
      const mail = await mailbox.read(context.req.param('id'));
      if (!mail) return problemPage(store, context, 'not-found');
      // a mail brings its own styles, and is shown in a frame of the mailbox page
      context.header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      );
      return context.html(mail.html);
    })
    .get('/mailbox/:id/raw', async (context) => {
      const raw = await mailbox.readRaw(context.req.param('id'));
      if (!raw) return problemPage(store, context, 'not-found');
      return context.body(new Uint8Array(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' });
    });
}
