// /preferences/{token}/correct and /complain: what a person asks for in words, by the link that proved their mailbox. What they write
// is kept under their own key, and goes into no mail and no log.
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { eventIdSchema } from '#domain/event-part.ts';
import { toRequestText } from '#domain/rights-request.ts';
import { renderRequestPage, type TextProblem, type WrittenRight } from '#pages/request-page.ts';
import { toReference } from '../answer-letter.ts';
import type { AppDeps } from '../app.ts';
import { myDataPaths, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { readProvedContact } from '../storage/preferences.ts';
import { listRequestsOf, openRequest } from '../storage/rights-request.ts';
import { storeOfContactPoint } from '../storage/withdrawal.ts';
import {
  createPageRoutes,
  pageContext,
  pageHeaders,
  problemPage,
  readPosted,
  sameSiteForms,
  smallForms,
  wholeLinks,
} from './page.ts';

/** 1,000 characters of four bytes each, escaped. */
const TEXT_BYTES_LIMIT = 16_384;
/** Of one person and in words, still to be answered. */
const MOST_OPEN = 5;

export function writtenRequestRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, log } = deps;
  const { correct, complain } = myDataPaths(':token');
  const routes = createPageRoutes(deps);

  function add(path: string, kind: WrittenRight): void {
    const tokenOf = (context: Context) => context.req.param('token') ?? '';
    const backOf = (context: Context) => preferencesPath(tokenOf(context));

    async function ask(context: Context, id: string = randomUUID(), typed = '', problem: TextProblem | null = null) {
      const proved = await readProvedContact(store, tokenOf(context));
      if (!proved) return context.redirect(backOf(context));
      const page = await pageContext(store, context.req, await speakGrants(store, proved.grants));
      const view = { state: 'ask', kind, url: context.req.path, id, typed, problem, backUrl: backOf(context) } as const;
      return context.html(renderRequestPage(page, view), problem ? 422 : 200);
    }

    routes
      .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store, TEXT_BYTES_LIMIT), wholeLinks(store))
      .get(path, async (context) => {
        const proved = await readProvedContact(store, tokenOf(context));
        const noted = context.req.query('noted');
        if (!proved || noted === undefined) return ask(context);
        const row = (await listRequestsOf(store, proved.contactPoint.id)).find(({ id }) => id === noted);
        if (!row) return context.redirect(backOf(context));
        const page = await pageContext(store, context.req, await speakGrants(store, proved.grants));
        const view = { reference: toReference(row), dueOn: row.due_on, backUrl: backOf(context) };
        return context.html(renderRequestPage(page, { state: 'noted', ...view }));
      })
      .post(path, async (context) => {
        const proved = await readProvedContact(store, tokenOf(context));
        if (!proved) return context.redirect(backOf(context), 303);
        const posted = await readPosted(context);
        const id = eventIdSchema.safeParse(posted.id).data;
        if (id === undefined) return problemPage(store, context, 'not-found');
        const typed = typeof posted.text === 'string' ? posted.text : '';
        const text = toRequestText(typed);
        if (typeof text === 'object') return ask(context, id, typed, text.problem);
        const row = await store.transaction(async (tx) => {
          const contactPoint = proved.contactPoint.id;
          const open = (await listRequestsOf(tx, contactPoint)).filter(
            (one) => one.closed_at === null && one.came_by === 'page' && one.id !== id,
          );
          if (open.length >= MOST_OPEN) return undefined;
          const place = await storeOfContactPoint(tx, contactPoint);
          const by = { cameBy: 'page', identity: 'mailbox', by: 'person' } as const;
          return openRequest(tx, { ...by, id, kind, contactPoint, text, store: place });
        });
        if (!row) return ask(context, id, typed, 'too-many');
        log.rightsRequest({ kind, dueOn: row.due_on });
        return context.redirect(`${context.req.path}?noted=${id}`, 303);
      });
  }

  add(correct, 'rectification');
  add(complain, 'complaint');
  return routes;
}
