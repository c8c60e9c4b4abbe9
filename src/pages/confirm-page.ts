// The page behind the link of the confirmation mail. Opening it changes nothing (E3); its buttons post back to its own URL.
import { html } from 'hono/html';
import { inLanguage, type Localized } from '#domain/localized.ts';
import { formatNearDay } from '#i18n/date.ts';
import {
  type SpokenAnswer,
  toSpokenDetail,
  toSpokenPlace,
  toSpokenQuestion,
  toSpokenYes,
} from '#i18n/spoken-answer.ts';
import { typeset } from '#i18n/typeset.ts';
import { type Markup, type PageContext, renderPage, renderStopped, wordsOf } from './layout.ts';
import { renderNewLinkLead } from './new-link-page.ts';

/** Values of the form field `action`. */
export const confirmActions = ['confirm', 'not-me', 'preferences'] as const;
export type ConfirmAction = (typeof confirmActions)[number];

export type ConfirmView =
  /** What the link confirms, if its owner says so. */
  | {
      readonly state: 'ask';
      /** Where the form posts to: the page's own URL. */
      readonly url: string;
      readonly answers: readonly SpokenAnswer[];
      /** When the address is erased without a confirmation, epoch milliseconds. */
      readonly eraseAt: number;
      readonly timeZone: string;
    }
  | {
      readonly state: 'confirmed';
      readonly url: string;
      /** This very click confirmed; else it had been confirmed before. */
      readonly fresh: boolean;
      /** The link still proves the mailbox; an old one says no more than that it was confirmed. */
      readonly opensChoices: boolean;
      readonly answers: readonly SpokenAnswer[];
      readonly farewell: Localized;
    }
  /** The link has expired, and a newer mail asks for the same. */
  | { readonly state: 'renewed' }
  /** Nobody confirmed in time; the request is erased. */
  | { readonly state: 'expired' }
  /** A withdrawal or objection reaches all that the link lists. */
  | { readonly state: 'stopped' }
  /** "It wasn't me" was said just now, of what had been confirmed. */
  | { readonly state: 'all-stopped'; readonly waitDays: number }
  /** "It wasn't me" was said; the request is ended and its data erased. */
  | {
      readonly state: 'disavowed';
      /** Something else was said for this address, so that it is not erased. */
      readonly isAddressHeld: boolean;
      /** How long the next mail to this address waits. */
      readonly waitDays: number;
    }
  /** No such link, or the address was erased and its links with it. */
  | { readonly state: 'unknown' };

type View<State extends ConfirmView['state']> = Extract<ConfirmView, { state: State }>;

export function renderConfirmPage(context: PageContext, view: ConfirmView): string {
  if (view.state === 'ask') return renderAsk(context, view);
  if (view.state === 'confirmed') return renderConfirmed(context, view);
  return renderEnded(context, view);
}

/** What has ended: what happened, what stands, what can be done next. */
function renderEnded(context: PageContext, view: Exclude<ConfirmView, View<'ask' | 'confirmed'>>): string {
  const words = wordsOf(context).confirm;
  if (view.state === 'disavowed' || view.state === 'all-stopped') {
    const { title, text } = view.state === 'disavowed' && view.isAddressHeld ? words.cancelled : words[view.state];
    // who has just had everything erased is not asked for the address again
    const lead = (view.state === 'all-stopped' || view.isAddressHeld) && renderNewLinkLead(context);
    const paragraphs = html`<p>${text}</p><p>${words.wait(view.waitDays)}</p>${lead}`;
    return renderPage(context, { title, main: html`${renderStopped(title)}${paragraphs}` });
  }
  const { title, text } = words[view.state];
  // nothing is held of who never confirmed: no link would come
  const lead = (view.state === 'stopped' || view.state === 'unknown') && renderNewLinkLead(context);
  return renderPage(context, { title, main: html`<h1>${title}</h1><p>${text}</p>${lead}` });
}

function renderAsk(context: PageContext, { url, answers, eraseAt, timeZone }: View<'ask'>): string {
  const words = wordsOf(context).confirm.ask;
  return renderPage(context, {
    title: words.title,
    main: html`<h1>${words.title}</h1>
<p>${words.text}</p>
<ul class="answers">${answers.map((answer) => renderAnswer(context, answer))}</ul>
<form method="post" action="${url}">
${button('confirm', 'action', words.confirm)}
${button('not-me', 'slab', words.notMe)}
</form>
<p class="small">${words.otherwise(formatNearDay(eraseAt, timeZone, context.language))}</p>`,
  });
}

function renderAnswer(context: PageContext, answer: SpokenAnswer): Markup {
  const { language } = context;
  return html`<li><p class="question">${toSpokenQuestion(answer, language)}\u00a0${toSpokenYes(answer, language)}</p>
<p>${toSpokenDetail(answer, language)}</p>
<p class="meta">${toSpokenPlace(answer, language)}</p></li>`;
}

function renderConfirmed(context: PageContext, view: View<'confirmed'>): string {
  const { url, fresh, opensChoices, answers, farewell } = view;
  const { language } = context;
  const words = wordsOf(context).confirm.confirmed;
  const title = fresh ? words.fresh : words.again;
  const details = new Set(answers.map((answer) => toSpokenDetail(answer, language))); // two stores ask in the same words
  return renderPage(context, {
    title,
    look: 'ground',
    main: html`${renderStopped(title)}
${[...details].map((detail) => html`<p>${detail}</p>`)}
<p>${words.thanks(typeset(inLanguage(farewell, language), language))}</p>
${!opensChoices && renderNewLinkLead(context)}
<form method="post" action="${url}">
${opensChoices && button('preferences', 'slab', words.choices)}
${button('not-me', 'quiet', words.notMe)}
</form>`,
  });
}

function button(action: ConfirmAction, look: 'action' | 'slab' | 'quiet', label: string): Markup {
  return html`<button class="${look}" name="action" value="${action}">${label}</button>`;
}
