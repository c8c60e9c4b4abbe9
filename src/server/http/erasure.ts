// /preferences/{token}/erase: the person erases the address that the link proves (GDPR 17). The page after it needs no link:
// there is none any more.
import type { Context, Hono } from 'hono';
import { renderErasurePage } from '#pages/erasure-page.ts';
import type { AppDeps } from '../app.ts';
import { erasedPath, myDataPaths, preferencesPath } from '../links.ts';
import { speakGrants } from '../spoken.ts';
import { eraseFromArchive } from '../storage/archive-erasure.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { eraseAndEndAll } from '../storage/erasure.ts';
import { readPreferences, readProvedContact } from '../storage/preferences.ts';
import { keepOwedProof, todayOf } from '../storage/retention.ts';
import { recordDoneByPerson } from '../storage/rights-request.ts';
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

export function erasureRoutes(deps: AppDeps): Hono {
  const { store, archive, publicUrl, onWork, mailbox } = deps;
  const path = myDataPaths(':token').erase;
  const tokenOf = (context: Context) => context.req.param('token') ?? '';

  return createPageRoutes(deps)
    .use(erasedPath, pageHeaders)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store), wholeLinks(store))
    .get(erasedPath, async (context) =>
      context.html(renderErasurePage(await pageContext(store, context.req), { state: 'erased' })),
    )
    .get(path, async (context) => {
      const proved = await readProvedContact(store, tokenOf(context));
      if (!proved) return context.redirect(preferencesPath(tokenOf(context)));
      const { rows } = await readPreferences(store, proved.token);
      const isOwn = (contactPoint: string) => contactPoint === proved.contactPoint.id;
      const page = await pageContext(store, context.req, await speakGrants(store, proved.grants));
      return context.html(
        renderErasurePage(page, {
          state: 'ask',
          url: context.req.path,
          contact: rows.find(({ grant }) => isOwn(grant.contact_point))?.maskedContact ?? '',
          hasOtherContacts: rows.some(({ grant }) => !isOwn(grant.contact_point)),
          backUrl: preferencesPath(tokenOf(context)),
        }),
      );
    })
    .post(path, async (context) => {
      const proved = await readProvedContact(store, tokenOf(context));
      if (!proved) return context.redirect(preferencesPath(tokenOf(context)), 303);
      const form = await readPosted(context);
      if (form.action !== 'erase') return problemPage(store, context, 'not-found');
      const { language } = await speakGrants(store, proved.grants); // afterwards nobody knows whose page it was
      const erased = await store.transaction(async (tx) => {
        const { kind, value } = proved.contactPoint;
        const claim = { kind, value };
        const { config } = await mustGetCurrentConfig(tx);
        await keepOwedProof(tx, archive, claim, config);
        const { subject } = await eraseAndEndAll(tx, claim, 'preference-page');
        await recordAudit(tx, { actor: 'person', action: 'erasure', subject });
        await recordDoneByPerson(tx, 'erasure', null); // of nobody any more
        return claim;
      });
      const { config } = await mustGetCurrentConfig(store);
      eraseFromArchive({ archive, keys: store.keys }, erased, todayOf(config, store.now()));
      await mailbox?.forget(erased.value);
      onWork();
      return context.redirect(`${erasedPath}?language=${language}`, 303);
    });
}
