// /confirm/{token}: where the confirmation mail leads. GET and HEAD change nothing (E3): scanners open every link.
import type { Context, Hono } from 'hono';
import { waitDaysAfterDisavowal } from '#domain/confirmation.ts';
import { isGiven } from '#domain/consent-state.ts';
import type { Instant } from '#domain/instant.ts';
import { type ConfirmView, confirmActions, renderConfirmPage } from '#pages/confirm-page.ts';
import type { AppDeps } from '../app.ts';
import { confirmPath, preferencesPath } from '../links.ts';
import { type Spoken, speakGrants } from '../spoken.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { createPreferenceToken } from '../storage/preferences.ts';
import { confirmRequests, disavowRequests, type Link, provesMailbox, readLink } from '../storage/request.ts';
import { findToken } from '../storage/token.ts';
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

export function confirmRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/confirm/:token';

  async function render(context: Context, token: string) {
    const row = await findToken(store, token);
    const link = await readLink({ ...store, clock: store.now() }, row);
    if (!row || link.state === 'unknown') {
      const page = renderConfirmPage(await pageContext(store, context.req), { state: 'unknown' });
      return context.html(page, 404);
    }
    const spoken = await speakGrants(store, grantsToShow(link));
    const { confirmation } = (await mustGetCurrentConfig(store)).config;
    const done = context.req.query('done'); // what the post before the page did
    const view = toView(link, spoken, {
      ...{ url: confirmPath(token), eraseAt: row.expires_at },
      ...{ done, waitDays: waitDaysAfterDisavowal(confirmation) },
    });
    return context.html(renderConfirmPage(await pageContext(store, context.req, spoken), view), statusOf(view, done));
  }

  return createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store), wholeLinks(store))
    .get(path, (context) => render(context, context.req.param('token')))
    .post(path, async (context) => {
      const token = context.req.param('token');
      const row = await findToken(store, token);
      if (row?.kind !== 'confirmation') return render(context, token);
      const form = await readPosted(context);
      const action = confirmActions.find((known) => known === form.action);
      if (action === 'confirm' || action === 'not-me') {
        const act = action === 'confirm' ? confirmRequests : disavowRequests;
        const changed = await store.transaction((tx) => act(tx, row));
        onWork();
        return context.redirect(`${confirmPath(token)}${changed ? `?done=${action}` : ''}`, 303);
      }
      if (action === 'preferences') {
        const preferences = await store.transaction(async (tx) => {
          const isProved = row.contact_point !== null && (await provesMailbox(tx, row));
          return isProved ? createPreferenceToken(tx, row.contact_point as string) : undefined;
        });
        return context.redirect(preferences ? preferencesPath(preferences) : confirmPath(token), 303);
      }
      return problemPage(store, context, 'not-found');
    });
}

/** What its button confirms, or what it has confirmed: an answer that was ended meanwhile is not said back. */
function grantsToShow({ state, grants }: Link): Link['grants'] {
  if (state === 'ask') return grants.filter(({ status }) => status === 'requested');
  return state === 'confirmed' ? grants.filter(isGiven) : grants;
}

function toView(
  { state, isOpen, isAddressHeld }: Link,
  { answers, timeZone, config }: Spoken,
  { url, eraseAt, done, waitDays }: { url: string; eraseAt: Instant; done: string | undefined; waitDays: number },
): ConfirmView {
  const fresh = done === 'confirm';
  if (state === 'ask') return { state, url, answers, eraseAt, timeZone };
  if (state === 'confirmed') return { state, url, fresh, opensChoices: isOpen, answers, farewell: config.farewell };
  if (state === 'stopped' && done === 'not-me') return { state: 'all-stopped', waitDays };
  return state === 'disavowed' ? { state, isAddressHeld, waitDays } : { state };
}

/** 410: the link will never again do what it was sent for. What one's own button has just done is no error. */
function statusOf({ state }: ConfirmView, done: string | undefined): 200 | 410 {
  if (state === 'ask' || state === 'confirmed' || state === 'all-stopped') return 200;
  return state === 'disavowed' && done === 'not-me' ? 200 : 410;
}
