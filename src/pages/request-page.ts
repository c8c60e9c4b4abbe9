// Where a person says what is to be corrected, or writes to the shop; the page after it; and the list of what they have asked for.
import { html } from 'hono/html';
import { REQUEST_TEXT_MAX, type RequestOutcome, type Right } from '#domain/rights-request.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { intlLocales } from '#i18n/language.ts';
import { formWordsByLanguage } from '#i18n/pages/form-words.ts';
import { requestWordsByLanguage } from '#i18n/pages/request-words.ts';
import { sayRequest } from '#i18n/rights-request.ts';
import { type Markup, type PageContext, renderPage, renderPrivacyEmail, renderStopped } from './layout.ts';
import { renderAlert, renderProblemSummary } from './problem-summary.ts';

/** Asked for in words. */
export type WrittenRight = Extract<Right, 'rectification' | 'complaint'>;
export type TextProblem = 'missing' | 'too-long' | 'too-many';

export type RequestView =
  | {
      readonly state: 'ask';
      readonly kind: WrittenRight;
      /** Where the form posts to: the page's own URL. */
      readonly url: string;
      /** Of the form: the same again is one request. */
      readonly id: string;
      readonly typed: string;
      readonly problem: TextProblem | null;
      readonly backUrl: string;
    }
  /** `dueOn`: a calendar day. */
  | { readonly state: 'noted'; readonly reference: string; readonly dueOn: string; readonly backUrl: string };

export function renderRequestPage(context: PageContext, view: RequestView): string {
  const { language } = context;
  const words = requestWordsByLanguage[language];
  const back = html`<p class="choose"><a href="${view.backUrl}">${words.back}</a></p>`;
  if (view.state === 'noted') {
    const { title, text } = words.noted;
    return renderPage(context, {
      title,
      main: html`${renderStopped(title)}<p>${text(formatCalendarDay(view.dueOn, language))}</p><p class="meta">${words.reference(view.reference)}</p>${back}`,
    });
  }
  const { kind, url, id, typed, problem } = view;
  const { title, text, label, missing } = words[kind];
  const max = REQUEST_TEXT_MAX.toLocaleString(intlLocales[language]);
  const wrong = problem === 'missing' ? missing : problem === 'too-long' ? words.tooLong(max) : null;
  const alert =
    problem === 'too-many'
      ? renderAlert(words.tooMany.title, html`<p>${words.tooMany.text} ${renderPrivacyEmail(context)}</p>`)
      : wrong !== null && renderProblemSummary(words.problemTitle, [{ field: 'text', text: wrong }]);
  return renderPage(context, {
    title: problem ? formWordsByLanguage[language].problem.inTitle + title : title,
    main: html`${alert}<h1>${title}</h1>
<p>${text}</p>
<form method="post" action="${url}" novalidate>
<input type="hidden" name="id" value="${id}">
<div class="field"><label for="text">${label}</label><p id="text-hint" class="meta">${words.hint(max)}</p>
${wrong !== null && html`<p class="error" id="text-error">${wrong}</p>`}
<textarea id="text" name="text" rows="6" maxlength="${REQUEST_TEXT_MAX}" aria-describedby="text-hint${wrong !== null && ' text-error'}"${wrong !== null && html` aria-invalid="true"`}>
${typed}</textarea></div>
<p class="small">${words.kept}</p>
<button class="action">${words.send}</button>
</form>
${back}`,
  });
}

export interface RequestEntry {
  readonly kind: Right;
  readonly reference: string;
  /** Calendar days. */
  readonly receivedOn: string;
  readonly dueOn: string;
  /** null: it is to be answered. */
  readonly outcome: RequestOutcome | null;
}

/** Nothing where there are none. */
export function renderMyRequests({ language }: PageContext, requests: readonly RequestEntry[]): Markup | false {
  const words = requestWordsByLanguage[language];
  const { title, due, closed } = words.mine;
  return (
    requests.length > 0 &&
    html`<section><h2>${title}</h2><ol class="history">${requests.map(
      ({ kind, reference, receivedOn, dueOn, outcome }) =>
        html`<li><p>${sayRequest(kind, formatCalendarDay(receivedOn, language), language)}</p><p>${outcome ? closed[outcome] : due(formatCalendarDay(dueOn, language))}</p><p class="meta">${words.reference(reference)}</p></li>`,
    )}</ol></section>`
  );
}
