// /preferences without a token: asks for an address and sends it a link, if it is known. The answer is the same if not.
import type { Hono } from 'hono';
import { renderNewLinkPage } from '#pages/new-link-page.ts';
import type { AppDeps } from '../app.ts';
import { newLinkPath } from '../links.ts';
import { requestLink } from '../storage/preference-link.ts';
import { createPageRoutes, pageContext, pageHeaders, readPosted, sameSiteForms, smallForms } from './page.ts';

export function newLinkRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  return createPageRoutes(deps)
    .use(newLinkPath, pageHeaders, sameSiteForms(publicUrl), smallForms(store))
    .get(newLinkPath, async (context) => {
      const state = context.req.query('sent') === undefined ? 'ask' : 'sent';
      return context.html(renderNewLinkPage(await pageContext(store, context.req), { state }));
    })
    .post(newLinkPath, async (context) => {
      const { address } = await readPosted(context);
      const typed = typeof address === 'string' ? address : '';
      const isTaken = await store.transaction((tx) => requestLink(tx, typed));
      if (!isTaken)
        return context.html(renderNewLinkPage(await pageContext(store, context.req), { state: 'invalid', typed }), 422);
      onWork();
      return context.redirect(`${newLinkPath}?sent`, 303);
    });
}
