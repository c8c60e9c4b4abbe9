// A field in which an address or a number is typed: its label, why it is asked for, and what is wrong with what was typed.
import { html } from 'hono/html';
import { type ContactKind, EMAIL_MAX_LENGTH } from '#domain/contact-point.ts';
import type { Markup } from './layout.ts';

export interface FieldView {
  /** Of the form; the element's id too. */
  readonly name: string;
  /** Nobody is asked for a postal address on a page. */
  readonly kind: Exclude<ContactKind, 'postal'>;
  readonly label: string;
  readonly hint: string;
  /** As typed so far. */
  readonly typed: string;
  /** null: nothing is wrong. */
  readonly problem: string | null;
}

const inputs: Readonly<Record<FieldView['kind'], Markup>> = {
  email: html` type="email" inputmode="email" autocomplete="email" autocapitalize="none" spellcheck="false" maxlength="${EMAIL_MAX_LENGTH}"`,
  phone: html` type="tel" inputmode="tel" autocomplete="tel" maxlength="32"`,
};

/** Where the browser can, it is shown only beside a yes that needs it (`asks` of a pair). */
export function renderField({ name, kind, label, hint, typed, problem }: FieldView): Markup {
  return html`<div class="field needs-${kind}"><label for="${name}">${label}</label><p id="${name}-hint" class="meta">${hint}</p>
${problem !== null && html`<p class="error" id="${name}-error">${problem}</p>`}
<input id="${name}" name="${name}"${inputs[kind]} value="${typed}" aria-describedby="${name}-hint${problem !== null && ` ${name}-error`}"${problem !== null && html` aria-invalid="true"`}></div>`;
}
