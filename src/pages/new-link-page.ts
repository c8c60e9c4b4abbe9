// "Send me a new link": one address, and one answer to everybody, so that nobody learns who is a customer here.
import { html } from 'hono/html';
import { EMAIL_MAX_LENGTH } from '#domain/contact-point.ts';
import { formWordsByLanguage } from '#i18n/pages/form-words.ts';
import { newLinkWordsByLanguage } from '#i18n/pages/new-link-words.ts';
import { type Markup, type PageContext, renderPage, renderStopped } from './layout.ts';
import { renderProblemSummary } from './problem-summary.ts';

export type NewLinkView =
  | { readonly state: 'ask' }
  /** What was typed is no address. */
  | { readonly state: 'invalid'; readonly typed: string }
  | { readonly state: 'sent' };

export function renderNewLinkPage(context: PageContext, view: NewLinkView): string {
  const words = newLinkWordsByLanguage[context.language];
  if (view.state === 'sent') {
    const { title, text } = words.sent;
    return renderPage(context, {
      title,
      main: html`${renderStopped(title)}<p>${text}</p><p>${words.nothingCame}</p>
<p class="choose"><a href="${context.newLinkUrl}">${words.again}</a></p>`,
    });
  }
  const isInvalid = view.state === 'invalid';
  const { problem } = formWordsByLanguage[context.language];
  return renderPage(context, {
    title: isInvalid ? problem.inTitle + words.title : words.title,
    main: html`${isInvalid && renderProblemSummary(words.problemTitle, [{ field: 'address', text: problem.email }])}<h1>${words.title}</h1>
<p id="hint">${words.text}</p>
<form method="post" action="${context.newLinkUrl}" novalidate>
<div class="field"><label for="address">${words.address}</label>
${isInvalid && html`<p class="error" id="error">${problem.email}</p>`}
<input id="address" name="address" type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" maxlength="${EMAIL_MAX_LENGTH}" aria-describedby="hint${isInvalid && ' error'}"${isInvalid && html` aria-invalid="true" value="${view.typed}"`}></div>
<button class="action">${words.send}</button>
</form>`,
  });
}

/** For pages whose own link has ended. */
export function renderNewLinkLead(context: PageContext): Markup {
  return html`<p class="lead"><a class="button" href="${context.newLinkUrl}">${newLinkWordsByLanguage[context.language].lead}</a></p>`;
}
