// Yes and No: one object of two equal halves. Nothing is preset but what stands already.
import { html } from 'hono/html';
import { type Markup, renderMark } from './layout.ts';

export interface PairView {
  /** The form field; its values are `yes` and `no`. */
  readonly name: string;
  readonly legend: Markup | string;
  readonly yes: string;
  readonly no: string;
  /** null: neither. */
  readonly chosen: 'yes' | 'no' | null;
  /** Between the question and its two halves; null where it explains itself. */
  readonly detail: Markup | string | null;
  /** A class for the yes: what it asks for besides is shown with it. */
  readonly asks?: string;
  readonly isInvalid?: boolean;
}

export function renderPair(view: PairView): Markup {
  const { name, legend, detail, yes, no, isInvalid = false } = view;
  return html`<fieldset class="pair${Math.max(yes.length, no.length) > 4 && ' long'}" id="${name}"${detail !== null && html` aria-describedby="${name}-detail"`}${isInvalid && html` aria-invalid="true"`}>
<legend class="question">${legend}</legend>
${detail !== null && html`<p id="${name}-detail">${detail}</p>`}
${(['yes', 'no'] as const).map(
  (value) =>
    html`<label class="half"><input type="radio" name="${name}" value="${value}"${value === 'yes' && view.asks && html` class="${view.asks}"`}${view.chosen === value && html` checked`}><span>${renderMark(false)}${view[value]}</span></label>`,
)}</fieldset>`;
}
