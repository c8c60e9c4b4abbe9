// The page behind the unsubscribe link of a message. Opening it changes nothing (E3); its one button posts back to its own URL.
// It shows nothing of whom it concerns: the link can withdraw, and proves no mailbox (E2).
import { html } from 'hono/html';
import type { Channel } from '#domain/shop-config.ts';
import { typeset } from '#i18n/typeset.ts';
import { type PageContext, renderPage, renderStopped, wordsOf } from './layout.ts';
import { renderNewLinkLead } from './new-link-page.ts';

interface Shown {
  /** What the link ends; null: everything. */
  readonly channel: Channel | null;
}

export type UnsubscribeView =
  | (Shown & {
      readonly state: 'ask';
      /** Where the form posts to: the page's own URL. */
      readonly url: string;
      /** What is sent by that channel, in the shop's words; empty where there is none to name. */
      readonly detail: string;
    })
  | (Shown & {
      readonly state: 'stopped';
      /** This very press stopped it; else it had been stopped before. */
      readonly fresh: boolean;
    })
  /** Not a link of ours. */
  | { readonly state: 'unknown' };

export function renderUnsubscribePage(context: PageContext, view: UnsubscribeView): string {
  const words = wordsOf(context).unsubscribe;
  if (view.state === 'unknown') {
    const { title, text } = words.unknown;
    return renderPage(context, { title, main: html`<h1>${title}</h1><p>${text}</p>` });
  }
  const subject = view.channel ?? 'all';
  if (view.state === 'stopped') {
    const title = view.fresh ? words.stopped : words.stoppedBefore;
    return renderPage(context, {
      title,
      look: 'ground',
      main: html`${renderStopped(title)}<p>${words.effect[subject]} ${subject !== 'phone' && words.underway}</p><p>${words.choices}</p>${renderNewLinkLead(context)}`,
    });
  }
  const { stop, stopAll } = wordsOf(context).preferences;
  return renderPage(context, {
    title: words.ask[subject],
    main: html`<h1>${words.ask[subject]}</h1>
${view.detail && html`<p>${typeset(view.detail, context.language)}</p>`}
<p>${words.text}</p>
<form method="post" action="${view.url}"><button class="action">${view.channel ? stop[view.channel] : stopAll}</button></form>`,
  });
}
