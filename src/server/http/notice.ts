// /notices/{config digest}/{language}: the notice exactly as it was published, for as long as anybody may ask.
import type { Hono } from 'hono';
import { languages } from '#domain/shop-config.ts';
import { renderNoticePage, toNoticeView } from '#pages/notice-page.ts';
import type { AppDeps } from '../app.ts';
import { getConfig } from '../storage/config.ts';
import { createPageRoutes, pageContext, pageHeaders, problemPage } from './page.ts';

export function noticeRoutes(deps: AppDeps): Hono {
  const { store } = deps;
  const path = '/notices/:digest/:language';
  return createPageRoutes(deps)
    .use(path, pageHeaders)
    .get(path, async (context) => {
      const configDigest = context.req.param('digest');
      const config = await getConfig(store, configDigest);
      const language = languages.find((known) => known === context.req.param('language'));
      if (!config || !language || !config.languages.includes(language)) return problemPage(store, context, 'not-found');
      const page = await pageContext(store, context.req, { language, config, configDigest });
      return context.html(renderNoticePage(page, toNoticeView(config)));
    });
}
