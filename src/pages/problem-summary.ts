// What keeps a form from being taken, above everything else on its page. Takes the focus without a script, and leads to each field.
import { html } from 'hono/html';
import type { Markup } from './layout.ts';

export interface Problem {
  /** Id of the field. */
  readonly field: string;
  readonly text: string;
}

export function renderProblemSummary(title: string, problems: readonly Problem[]): Markup {
  return renderAlert(
    title,
    html`<ul>${problems.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul>`,
  );
}

/** What somebody has to know before anything else on the page. */
export function renderAlert(title: string, body: Markup): Markup {
  return html`<div class="problem" role="alert" tabindex="-1" autofocus><h2>${title}</h2>${body}</div>`;
}
