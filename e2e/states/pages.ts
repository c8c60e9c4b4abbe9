// Every page a phone can get, and every mail, in every state: drawn from the same lists that their unit tests are held to, and shown
// in a browser with the stylesheet and fonts of the back end.
import { bookshop } from '#domain/gate/testing/shops.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { renderEveryMail } from '#mail/testing/every-mail.ts';
import { toNoticeView } from '#pages/notice-page.ts';
import { renderPaperNotice } from '#pages/paper-notice.ts';
import { renderEveryPage } from '#pages/testing/every-page.ts';
import { asMail, type Looks, onA4, onA5, onPhone } from '../support/screen-sizes.ts';
import type { Chapter, Walk } from './walk.ts';

/** As long as the gate lets a shop's names be, in a colour that wants ink on it. */
const longNamed: ShopConfig = {
  ...(JSON.parse(
    JSON.stringify(bookshop)
      .replaceAll('Librairie du Canal SARL', 'Société coopérative Librairie-papeterie du Grand-Saint-Émilionnais')
      .replaceAll('Librairie du Canal', 'Librairie-papeterie du Grand-Saint-Émilionnais')
      .replaceAll('donnees@', 'protection-des-donnees.anticonstitutionnellement@'),
  ) as ShopConfig),
  brand: { colour: '#f5b921' },
};

/** A name stands on all of them; on these, more of what a shop says besides. */
const named = ['questions', 'confirm', 'confirmed', 'my choices', 'one answer', 'receipt', 'counter card'];

/** A mail is a part of the mailbox's page, which has the landmarks. */
const exempt = ['landmark-one-main', 'region'];

export const phonePages: Chapter = {
  ...{ name: 'pages', looks: onPhone },
  walk: (walk) => showAll(walk, renderEveryPage(walk.spoken)),
};

export const longNames: Chapter = {
  ...{ name: 'pages, long names', shop: longNamed, looks: onPhone },
  walk: (walk) =>
    showAll(
      walk,
      renderEveryPage(walk.spoken, { shop: longNamed }).filter(([name]) => named.includes(name)),
    ),
};

export const mails: Chapter = {
  ...{ name: 'mails', looks: asMail, exempt },
  walk: (walk) => showAll(walk, renderEveryMail(walk.spoken).map(toShown)),
};

export const mailsOfLongNames: Chapter = {
  ...{ name: 'mails, long names', looks: asMail, exempt },
  walk: (walk) => showAll(walk, renderEveryMail(walk.spoken, { shop: longNamed }).slice(1, 4).map(toShown)),
};

export const papers: Chapter = {
  ...{ name: 'papers', looks: onA4 },
  async walk(walk) {
    const { look, page, spoken: language } = walk;
    for (const [of, shop] of [
      ['', bookshop],
      [', long names', longNamed],
    ] as const) {
      const card = renderEveryPage(language, { shop }).filter(([name]) => name === 'counter card');
      const notice = renderPaperNotice({ language, shop }, toNoticeView(shop), '3f2a9c1e'.repeat(8));
      const onSheet = (sheet: Looks) => ({ ...walk, look: (state: string) => look(state + of, page, sheet) });
      await showAll(onSheet(onA5), card);
      await showAll(onSheet(onA4), [['notice', notice]]);
    }
  },
};

const toShown = ([name, { html }]: ReturnType<typeof renderEveryMail>[number]): [string, string] => [name, html];

async function showAll({ page, backEnd, look }: Walk, shown: readonly [string, string][]): Promise<void> {
  const url = `${backEnd.origin}/shown`;
  let body = '';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  for (const [state, html] of shown) {
    body = html;
    await page.goto(url);
    await page.evaluate(() => document.fonts.ready);
    await look(state);
  }
}
