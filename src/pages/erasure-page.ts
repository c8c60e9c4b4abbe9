// What an erasure takes away and what must stay, before its one button; and the page after it, which needs no link.
import { html } from 'hono/html';
import { rightsWordsByLanguage } from '#i18n/pages/rights-words.ts';
import { type Markup, type PageContext, renderPage, renderPrivacyEmail, renderStopped } from './layout.ts';

export type ErasureView =
  | {
      readonly state: 'ask';
      /** Where the form posts to: the page's own URL. */
      readonly url: string;
      /** Masked. */
      readonly contact: string;
      /** A number stands beside the address, which this link does not prove. */
      readonly hasOtherContacts: boolean;
      readonly backUrl: string;
    }
  | { readonly state: 'erased' };

export function renderErasurePage(context: PageContext, view: ErasureView): string {
  const words = rightsWordsByLanguage[context.language].erasure;
  if (view.state === 'erased') {
    const { title, text } = words.erased;
    return renderPage(context, { title, look: 'ground', main: html`${renderStopped(title)}<p>${text}</p>` });
  }
  return renderPage(context, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
<p>${words.text(view.contact)}</p>
${renderList(words.goesTitle, words.goes)}
${renderList(words.staysTitle, words.stays)}
${view.hasOtherContacts && html`<section><p>${words.otherContacts} ${renderPrivacyEmail(context)}</p></section>`}
<form method="post" action="${view.url}"><button class="action" name="action" value="erase">${words.erase}</button></form>
<p class="choose"><a href="${view.backUrl}">${words.back}</a></p>`,
  });
}

function renderList(title: string, lines: readonly string[]): Markup {
  return html`<section><h2>${title}</h2><ul class="lines">${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}
