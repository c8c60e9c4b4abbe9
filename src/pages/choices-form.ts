// One form for all of a person's choices: yes or no to each channel, on what, how often. It shows what stands, and carries
// along what it showed: a page that has stood open brings nothing back.
import { html } from 'hono/html';
import type { Channel } from '#domain/shop-config.ts';
import { choicesWordsByLanguage } from '#i18n/pages/choices-words.ts';
import { formWordsByLanguage } from '#i18n/pages/form-words.ts';
import { typeset } from '#i18n/typeset.ts';
import { renderField } from './field.ts';
import { type Markup, type PageContext, wordsOf } from './layout.ts';
import { renderPair } from './pair.ts';
import { renderProblemSummary } from './problem-summary.ts';

/** Names of the form's fields; of the last four, one for each line. */
export const fields = {
  ...{ action: 'action', id: 'id', seen: 'seen', number: 'number' },
  ...{ was: 'was:', answer: 'answer:', topic: 'topic:', frequency: 'frequency:' },
} as const;

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
}

export interface ChoiceLine {
  /** Ends the names of its fields. */
  readonly key: string;
  readonly channel: Channel;
  /** As it is asked: "La Librairie du Canal peut-elle vous écrire par e-mail ?" */
  readonly question: string;
  /** Masked; null where the page does not know it. */
  readonly contact: string | null;
  readonly detail: string;
  /** What became of the last yes; null when there was none. */
  readonly status: string | null;
  /** What it shows as standing, to come back as it is. */
  readonly was: string;
  /** null: they have said neither. */
  readonly answer: 'yes' | 'no' | null;
  readonly topics: readonly ChoiceOption[];
  /** Empty where there is nothing to choose. */
  readonly frequencies: readonly ChoiceOption[];
  /** They were told of it: it is theirs to object, and no yes. */
  readonly isTold: boolean;
  /** No yes can be said here. */
  readonly isBlocked: boolean;
  /** A yes to nothing. */
  readonly lacksTopics: boolean;
  /** A new yes asks for the number, which the page does not know (E1). */
  readonly asksNumber: boolean;
}

export interface ChoicesView {
  readonly id: string;
  readonly seen: string;
  readonly lines: readonly ChoiceLine[];
  readonly number: { readonly typed: string; readonly isWrong: boolean };
}

export function renderChoicesForm(context: PageContext, url: string, view: ChoicesView): Markup {
  const words = choicesWordsByLanguage[context.language];
  const { id, seen, lines, number } = view;
  if (lines.length === 0) return html``;
  const lastAsking = lines.findLastIndex(({ asksNumber }) => asksNumber);
  return html`<form id="choices" class="ask choices" method="post" action="${url}" novalidate>
<input type="hidden" name="${fields.id}" value="${id}"><input type="hidden" name="${fields.seen}" value="${seen}">
${lines.map(
  (line, index) =>
    html`${renderLine(context, view, line, index)}${index === lastAsking && renderNumber(context, number)}`,
)}
</form>
<form id="stop-all" method="post" action="${url}"></form>
<div class="counter foot"><button class="slab" form="stop-all" name="${fields.action}" value="withdraw-all">${wordsOf(context).preferences.stopAll}</button>
<button class="slab main" form="choices" name="${fields.action}" value="save">${words.save}</button></div>`;
}

/** What is missing; undefined: nothing is. */
export function renderChoicesProblem(context: PageContext, { lines, number }: ChoicesView): Markup | undefined {
  const { problem } = formWordsByLanguage[context.language];
  const words = choicesWordsByLanguage[context.language];
  const missing = lines.flatMap(({ lacksTopics, channel }, index) =>
    lacksTopics ? [{ field: `topic-${index}-0`, text: words.lacksTopics(channel) }] : [],
  );
  if (number.isWrong) missing.push({ field: fields.number, text: problem.phone });
  return missing.length > 0 ? renderProblemSummary(problem.title, missing) : undefined;
}

function renderLine(context: PageContext, { lines }: ChoicesView, line: ChoiceLine, index: number): Markup {
  const words = choicesWordsByLanguage[context.language];
  const form = formWordsByLanguage[context.language];
  const { yes, no } = line.isTold ? form.told : form;
  const { key, channel, question, contact, detail, status, was, isBlocked, asksNumber } = line;
  // a channel can have several lines, e.g. where a partner would use it too
  const isAlone = lines.every((other) => other === line || other.channel !== channel);
  const pair = renderPair({
    ...{ name: fields.answer + key, yes, no, chosen: line.answer, detail: null },
    legend: html`<span class="heard">${question}</span>`,
    ...(asksNumber && { asks: 'asks-phone' }),
  });
  return html`<section class="line" aria-labelledby="line-${index}${!isAlone && ` asked-${index}`}">
<h2 id="line-${index}">${wordsOf(context).preferences.channel[channel]}</h2>
${(!isAlone || line.isTold) && html`<p class="question" id="asked-${index}">${question}</p>`}
${contact && html`<p class="contact">${contact}</p>`}
<p>${typeset(detail, context.language)}</p>
${status && html`<p class="meta">${status}</p>`}
${
  isBlocked
    ? html`<p>${words.blocked}</p>`
    : html`<input type="hidden" name="${fields.was}${key}" value="${was}">${pair}
${renderTopics(context, line, index)}${renderFrequencies(context, line)}`
}
</section>`;
}

function renderTopics(context: PageContext, { key, topics, channel, lacksTopics }: ChoiceLine, index: number): Markup {
  const words = choicesWordsByLanguage[context.language];
  const name = fields.topic + key;
  const [only] = topics;
  if (topics.length === 1) return html`<input type="hidden" name="${name}" value="${only?.value}">`;
  return html`<fieldset class="rows"${lacksTopics && html` aria-describedby="lacks-${index}"`}><legend>${words.topics}</legend>
${lacksTopics && html`<p class="error" id="lacks-${index}">${words.lacksTopics(channel)}</p>`}
${topics.map(({ value, label, isChosen }, i) => html`<label><input type="checkbox" id="topic-${index}-${i}" name="${name}" value="${value}"${isChosen && html` checked`}> ${label}</label>`)}</fieldset>`;
}

function renderFrequencies(context: PageContext, { key, frequencies }: ChoiceLine): Markup | '' {
  if (frequencies.length === 0) return '';
  return html`<fieldset class="rows"><legend>${choicesWordsByLanguage[context.language].frequency}</legend>
${frequencies.map(({ value, label, isChosen }) => html`<label><input type="radio" name="${fields.frequency}${key}" value="${value}"${isChosen && html` checked`}> ${label}</label>`)}</fieldset>`;
}

function renderNumber(context: PageContext, { typed, isWrong }: ChoicesView['number']): Markup {
  const { phone: label, problem } = formWordsByLanguage[context.language];
  const hint = choicesWordsByLanguage[context.language].whyNumber;
  return renderField({
    ...{ name: fields.number, kind: 'phone', label, hint, typed, problem: isWrong ? problem.phone : null },
  });
}
