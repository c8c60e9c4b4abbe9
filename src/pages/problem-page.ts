// What a person reads when a page cannot be shown: what happened, and what to do next.
import { html } from 'hono/html';
import { type PageContext, renderPage, wordsOf } from './layout.ts';
import { renderNewLinkLead } from './new-link-page.ts';

export type PageProblem = 'not-found' | 'incomplete-link' | 'form-refused' | 'too-large' | 'internal';

export function renderProblemPage(context: PageContext, problem: PageProblem): string {
  const { title, text } = wordsOf(context).problem[problem];
  const lead = problem === 'incomplete-link' && renderNewLinkLead(context);
  return renderPage(context, { title, main: html`<h1>${title}</h1><p>${text}</p>${lead}` });
}
