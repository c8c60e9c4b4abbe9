// The back end as a function of what it is given. Importing this opens nothing.
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Instant } from '#domain/instant.ts';
import { activityRoutes } from './http/activity.ts';
import { answerRoutes } from './http/answer.ts';
import { assetRoutes } from './http/asset.ts';
import { cardRoutes } from './http/card.ts';
import { confirmRoutes } from './http/confirm.ts';
import { enrolmentRoutes } from './http/enrolment.ts';
import { erasureRoutes } from './http/erasure.ts';
import { healthRoutes } from './http/health.ts';
import { inboundSmsRoutes } from './http/inbound-sms.ts';
import { jwksRoutes } from './http/jwks.ts';
import { kioskRoutes } from './http/kiosk.ts';
import { mailStatusRoutes } from './http/mail-status.ts';
import { mailboxRoutes } from './http/mailbox.ts';
import { mayContactRoutes } from './http/may-contact.ts';
import { newLinkRoutes } from './http/new-link.ts';
import { noticeRoutes } from './http/notice.ts';
import { openApiRoutes } from './http/openapi.ts';
import { ownDataRoutes } from './http/own-data.ts';
import { notFoundPage } from './http/page.ts';
import { preferenceRoutes } from './http/preference.ts';
import { problemResponse } from './http/problem-response.ts';
import { syncRoutes } from './http/sync.ts';
import { unsubscribeRoutes } from './http/unsubscribe.ts';
import { writtenRequestRoutes } from './http/written-request.ts';
import type { Log } from './log.ts';
import type { FileMailbox } from './mailer/file-mailbox.ts';
import type { Archive } from './storage/archive.ts';
import type { Store } from './storage/store.ts';

export interface AppDeps {
  readonly store: Store;
  readonly archive: Archive;
  readonly log: Log;
  readonly now: () => Instant;
  /** Origin under which phones and mailboxes reach us. */
  readonly publicUrl: string;
  /** The built kiosk (Vite's output). */
  readonly kioskDirectory: string;
  /** Shown at /mailbox; null in production and with a real mail server. */
  readonly mailbox: FileMailbox | null;
  /** Shared with the SMS provider; null: nobody sends us what people text. */
  readonly smsWebhookSecret: string | null;
  /** Shared with who reports on our mails; null: nobody does. */
  readonly mailWebhookSecret: string | null;
  /** Jobs may be due. */
  readonly onWork: () => void;
}

export function createApp(deps: AppDeps): Hono {
  const { log, now } = deps;
  const app = new Hono();
  app.use(async (context, next) => {
    const start = now();
    await next();
    const { method } = context.req;
    // the pattern, because tokens stand in paths
    const route = context.req.routePath;
    log.answered({ method, route, status: context.res.status, milliseconds: now() - start });
  });
  app.use(
    secureHeaders({
      referrerPolicy: 'same-origin', // with no-referrer a form's Origin would be null (E3)
      xFrameOptions: false, // each page's Content-Security-Policy says who may frame it
      crossOriginResourcePolicy: 'same-origin',
      crossOriginOpenerPolicy: 'same-origin',
      strictTransportSecurity: deps.publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    }),
  );
  app.route('/', healthRoutes(deps));
  app.route('/', syncRoutes(deps));
  app.route('/', enrolmentRoutes(deps));
  app.route('/', inboundSmsRoutes(deps));
  app.route('/', mailStatusRoutes(deps));
  app.route('/', mayContactRoutes(deps));
  app.route('/', activityRoutes(deps));
  app.route('/', jwksRoutes(deps));
  app.route('/', openApiRoutes());
  app.route('/', kioskRoutes(deps));
  app.route('/', assetRoutes(deps));
  app.route('/', answerRoutes(deps));
  app.route('/', cardRoutes(deps));
  app.route('/', confirmRoutes(deps));
  app.route('/', newLinkRoutes(deps));
  app.route('/', erasureRoutes(deps)); // before the preference page: its last page stands where a token would
  app.route('/', preferenceRoutes(deps));
  app.route('/', ownDataRoutes(deps));
  app.route('/', writtenRequestRoutes(deps));
  app.route('/', unsubscribeRoutes(deps));
  app.route('/', noticeRoutes(deps));
  if (deps.mailbox) app.route('/', mailboxRoutes(deps.mailbox, deps));
  app.notFound((context) =>
    // a person who has lost a part of a link; programs ask for no HTML
    context.req.header('accept')?.includes('text/html')
      ? notFoundPage(deps.store, context)
      : problemResponse(context, 'not-found'),
  );
  app.onError((error, context) => {
    log.failure('request', error);
    return problemResponse(context, 'internal');
  });
  return app;
}
