// /confirm/{token}: where the confirmation mail leads. GET and HEAD change nothing (E3): scanners open every link.
import type { Context, Hono } from 'hono';
import { type ConfirmView, confirmActions, renderConfirmPage } from '#pages/confirm-page.ts';
import type { AppDeps } from '../app.ts';
import { confirmPath, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { createPreferenceToken } from '../storage/preferences.ts';
import { confirmRequests, disavowRequests, type Link, provesMailbox, readLink } from '../storage/request.ts';
import type { TokenRow } from '../storage/schema.ts';
import { findToken } from '../storage/token.ts';
import { createPageRoutes, pageContext, pageHeaders, problemPage, sameSiteForms, smallForms } from './page.ts';

export function confirmRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/confirm/:token';

  async function render(context: Context, token: string) {
    const row = await findToken(store, token);
    const link = await readLink({ ...store, clock: store.now() }, row);
    if (!row || link.grants.length === 0) {
      const page = renderConfirmPage(await pageContext(store, context.req), { state: 'unknown' });
      return context.html(page, 404);
    }
    const spoken = await speakGrants(store, link.grants);
    const fresh = context.req.query('done') !== undefined;
    return context.html(
      renderConfirmPage(await pageContext(store, context.req, spoken), toView(link, row, token, spoken, fresh)),
    );
  }

  return createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store))
    .get(path, (context) => render(context, context.req.param('token')))
    .post(path, async (context) => {
      const token = context.req.param('token');
      const row = await findToken(store, token);
      if (row?.kind !== 'confirmation') return render(context, token);
      const form = await context.req.parseBody();
      const action = confirmActions.find((known) => known === form.action);
      if (action === 'confirm') {
        const changed = await store.transaction((tx) => confirmRequests(tx, row));
        return context.redirect(`${confirmPath(token)}${changed ? '?done' : ''}`, 303);
      }
      if (action === 'not-me') {
        await store.transaction((tx) => disavowRequests(tx, row));
        onWork();
        return context.redirect(confirmPath(token), 303);
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

function toView(
  { state, isOpen }: Link,
  row: TokenRow,
  token: string,
  { answers, timeZone, config }: Awaited<ReturnType<typeof speakGrants>>,
  fresh: boolean,
): ConfirmView {
  const url = confirmPath(token);
  if (state === 'ask') return { state, url, answers, eraseAt: row.expires_at, timeZone };
  if (state === 'confirmed') return { state, url, fresh, opensChoices: isOpen, answers, farewell: config.farewell };
  return { state };
}
