// /unsubscribe/{token}: the link in a message, a page with one button. /unsubscribe/{token}/one-click: what a mail program
// posts to by itself (RFC 8058), from anywhere, without a page. GET and HEAD change nothing on either (E3).
import { type Context, Hono } from 'hono';
import { inLanguage } from '#domain/localized.ts';
import { renderUnsubscribePage } from '#pages/unsubscribe-page.ts';
import type { AppDeps } from '../app.ts';
import { unsubscribePath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { listGrants } from '../storage/acts.ts';
import {
  findLinkedContactPoint,
  readUnsubscribeToken,
  type UnsubscribeLink,
  unsubscribe,
} from '../storage/unsubscribe.ts';
import { findStopOf } from '../storage/withdrawal.ts';
import { createPageRoutes, pageContext, pageHeaders, readPosted, sameSiteForms, smallForms } from './page.ts';
import { problemResponse } from './problem-response.ts';

export function unsubscribeRoutes(deps: AppDeps): Hono {
  return new Hono().route('/', pageRoutes(deps)).route('/', oneClickRoutes(deps));
}

function pageRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/unsubscribe/:token';

  async function render(context: Context, token: string) {
    const link = await readUnsubscribeToken(store, token);
    if (!link) {
      const page = await pageContext(store, context.req);
      return context.html(renderUnsubscribePage(page, { state: 'unknown' }), 404);
    }
    const { scope } = link;
    const contactPoint = await findLinkedContactPoint(store, link);
    const { page, detail } = await speakOf(context, link, contactPoint);
    const channel = scope?.channel ?? null;
    const fresh = context.req.query('done') !== undefined;
    if (await findStopOf(store, contactPoint, scope))
      return context.html(renderUnsubscribePage(page, { state: 'stopped', channel, fresh }));
    return context.html(renderUnsubscribePage(page, { state: 'ask', channel, detail, url: unsubscribePath(token) }));
  }

  /** In the language of the latest yes. An erased person's page is in it too: no other tells that they are. */
  async function speakOf(context: Context, { contactPoint: then, scope }: UnsubscribeLink, now: string) {
    const last = (await listGrants(store, now)).at(-1) ?? (await listGrants(store, then)).at(-1);
    const spoken = last && (await speakGrants(store, [last]));
    const page = await pageContext(store, context.req, spoken);
    const question = spoken?.config.questions.find(
      ({ purpose, channel }) => purpose === scope?.purpose && channel === scope.channel,
    );
    return { page, detail: question ? inLanguage(question.detail, page.language) : '' };
  }

  return createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store))
    .get(path, (context) => render(context, context.req.param('token')))
    .post(path, async (context) => {
      const token = context.req.param('token');
      const link = await readUnsubscribeToken(store, token);
      if (!link) return render(context, token);
      const wasStopped = (await findStopOf(store, await findLinkedContactPoint(store, link), link.scope)) !== undefined;
      await store.transaction((tx) => unsubscribe(tx, link, 'unsubscribe-page'));
      onWork();
      return context.redirect(`${unsubscribePath(token)}${wasStopped ? '' : '?done'}`, 303);
    });
}

const FIELD = 'List-Unsubscribe';
const VALUE = 'One-Click';

function oneClickRoutes(deps: AppDeps): Hono {
  const { store, onWork } = deps;
  const path = '/unsubscribe/:token/one-click';
  return (
    createPageRoutes(deps)
      .use(path, pageHeaders, smallForms(store))
      // a mail program that knows nothing of RFC 8058 opens the link of the header
      .get(path, (context) => context.redirect(unsubscribePath(encodeURIComponent(context.req.param('token'))), 302))
      .post(path, async (context) => {
        const link = await readUnsubscribeToken(store, context.req.param('token'));
        if (!link) return problemResponse(context, 'not-found');
        const form = await readPosted(context);
        if (form[FIELD] !== VALUE) return problemResponse(context, 'bad-request', `The body is ${FIELD}=${VALUE}.`);
        await store.transaction((tx) => unsubscribe(tx, link, 'one-click'));
        onWork();
        return context.text('Unsubscribed.');
      })
  );
}
