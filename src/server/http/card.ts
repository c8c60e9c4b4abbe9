// /q/{store}/card: the counter card, to print. It shows what every shopper may see.
import type { Hono } from 'hono';
import { raw } from 'hono/html';
import { toString as drawQrCode } from 'qrcode';
import { renderCardPage } from '#pages/card-page.ts';
import { toNoticeView } from '#pages/notice-page.ts';
import type { AppDeps } from '../app.ts';
import { answerPath, cardPath } from '../links.ts';
import { readVisit } from '../storage/phone-visit.ts';
import { createPageRoutes, listOtherLanguages, pageContext, pageHeaders, problemPage } from './page.ts';

export function cardRoutes(deps: AppDeps): Hono {
  const { store, publicUrl } = deps;
  const path = '/q/:token/card';
  return createPageRoutes(deps)
    .use(path, pageHeaders)
    .get(path, async (context) => {
      const visit = await readVisit({ ...store, clock: store.now() }, context.req.param('token'));
      if (visit.state !== 'open' || visit.handOver) return problemPage(store, context, 'not-found');
      const { config } = visit;
      const page = await pageContext(store, context.req);
      const url = publicUrl + answerPath(visit.store.id);
      const code = await drawQrCode(url, { type: 'svg', errorCorrectionLevel: 'Q', margin: 4 });
      return context.html(
        renderCardPage(page, {
          ...{ welcome: config.welcome, qrCode: raw(code), address: url.replace(/^https?:\/\//, '') },
          ...toNoticeView(config),
          otherLanguages: listOtherLanguages(
            config,
            page.language,
            (language) => `${cardPath(visit.store.id)}?language=${language}`,
          ),
        }),
      );
    });
}
