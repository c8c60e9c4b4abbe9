// The questions on a person's own phone, as the tablet asks them, behind a tablet's code or a counter card's. Without script;
// where the browser can, an address is asked for only beside the yes that needs it.
import { html } from 'hono/html';
import { contactKindByChannel } from '#domain/contact-point.ts';
import { inLanguage, type Localized } from '#domain/localized.ts';
import { bringsLink } from '#domain/question.ts';
import type { Question } from '#domain/shop-config.ts';
import { answerWordsByLanguage } from '#i18n/pages/answer-words.ts';
import { formWordsByLanguage } from '#i18n/pages/form-words.ts';
import { toSpokenQuestion } from '#i18n/spoken-answer.ts';
import { typeset } from '#i18n/typeset.ts';
import { type FieldView, renderField } from './field.ts';
import {
  type Markup,
  type OtherLanguage,
  type PageContext,
  renderDots,
  renderOtherLanguage,
  renderPage,
  renderStopped,
  wordsOf,
} from './layout.ts';
import { type NoticeView, renderNotice } from './notice-page.ts';
import { renderPair } from './pair.ts';
import { renderProblemSummary } from './problem-summary.ts';

/** What was typed and chosen so far. */
export interface AnswerForm {
  /** Of the answers to come; drawn when the form is first shown. */
  readonly id: string;
  /** Of the link that the person leaves with (E1); drawn with it. */
  readonly secret: string;
  /** By form field. */
  readonly answers: ReadonlyMap<string, 'yes' | 'no'>;
  readonly email: string;
  readonly phone: string;
}

/** What keeps the form from being taken: questions by their id, and the two fields. */
export interface AnswerProblems {
  readonly unanswered: readonly string[];
  readonly email: boolean;
  readonly phone: boolean;
}

/** What stands after an answer: all of it, nothing before the mailbox confirms, or both. */
export const notedStates = ['noted', 'mailbox', 'mixed'] as const;
export type Noted = (typeof notedStates)[number];

export type AnswerView =
  | (NoticeView & {
      readonly state: 'ask';
      /** Where the form posts to. */
      readonly url: string;
      readonly stem: Localized;
      readonly questions: readonly Question[];
      readonly isCard: boolean;
      readonly otherLanguages: readonly OtherLanguage[];
      readonly form: AnswerForm;
      /** null: not posted yet. */
      readonly problems: AnswerProblems | null;
    })
  /** `seeUrl`: where the answer can be seen and withdrawn (E1); null after a refusal. */
  | { readonly state: Noted; readonly seeUrl: string | null }
  | { readonly state: 'completed' | 'unknown' | 'busy' }
  | { readonly state: 'too-old'; readonly validHours: number; readonly cardUrl: string | null };

type View<State extends AnswerView['state']> = Extract<AnswerView, { state: State }>;

export const fieldOf = (question: string) => `answer-${question}`;

export function renderAnswerPage(context: PageContext, view: AnswerView): string {
  const words = answerWordsByLanguage[context.language];
  switch (view.state) {
    case 'ask':
      return renderAsk(context, view);
    case 'noted':
    case 'mailbox':
    case 'mixed': {
      const { title, text } = words[view.state];
      const isDone = view.state === 'noted';
      return renderPage(context, {
        title,
        look: 'ground',
        main: html`${isDone ? renderStopped(title) : html`<h1>${title}${renderDots()}</h1>`}<p>${text}</p>
${!isDone && html`<p>${words.nothingCame}</p>`}
${view.seeUrl && html`<p class="lead"><a href="${view.seeUrl}">${words.see}</a></p>`}`,
      });
    }
    case 'too-old':
      return renderPage(context, {
        title: words.tooOld.title,
        main: html`<h1>${words.tooOld.title}</h1><p>${words.tooOld.text(view.validHours)}</p>
${view.cardUrl && html`<p class="lead"><a class="button" href="${view.cardUrl}">${words.tooOld.here}</a></p>`}`,
      });
    default: {
      const { title, text } = words[view.state];
      return renderPage(context, { title, main: html`<h1>${title}</h1><p>${text}</p>` });
    }
  }
}

function renderAsk(context: PageContext, view: View<'ask'>): string {
  const { language } = context;
  const words = answerWordsByLanguage[language];
  const shared = formWordsByLanguage[language];
  const { url, questions, form, problems, minimumAge } = view;
  const title = `${typeset(inLanguage(view.stem, language), language)}…`;
  const kinds = new Set(questions.map(({ channel }) => contactKindByChannel[channel]));
  const field = (kind: FieldView['kind']) => ({
    ...{ name: kind, kind, typed: form[kind], problem: problems?.[kind] ? shared.problem[kind] : null },
  });
  return renderPage(context, {
    title: problems ? shared.problem.inTitle + title : title,
    main: html`${problems && renderProblems(context, view, problems)}
<p class="languages">${view.otherLanguages.map(renderOtherLanguage)}</p>
<h1>${title}</h1>
<form method="post" action="${url}" class="ask" novalidate>
<input type="hidden" name="id" value="${form.id}"><input type="hidden" name="secret" value="${form.secret}">
${questions.map((question) => renderQuestion(context, view, question))}
<p>${words.free}${view.isCard && html` ${words.cardOnly}`}</p>
${kinds.has('email') && renderField({ ...field('email'), label: words.email, hint: words.emailHint })}
${kinds.has('phone') && renderField({ ...field('phone'), label: shared.phone, hint: words.phoneHint })}
<details><summary>${wordsOf(context).notice}</summary>${renderNotice(context, view)}</details>
<p class="small">${minimumAge !== undefined && words.age(minimumAge)} ${words.change(questions.some(bringsLink))}</p>
<button class="action">${words.confirm}</button>
</form>`,
  });
}

function renderQuestion({ language }: PageContext, { stem, form, problems }: View<'ask'>, question: Question): Markup {
  const { yes, no } = formWordsByLanguage[language];
  const { unanswered } = answerWordsByLanguage[language];
  const { id, channel } = question;
  const name = fieldOf(id);
  const isInvalid = problems?.unanswered.includes(id) === true;
  const asked = { stem: inLanguage(stem, language), verb: inLanguage(question.verb, language) };
  // the stem stands in the title: who hears it, hears the whole question
  const verb = toSpokenQuestion({ ...asked, stem: '' }, language).trim();
  return html`<div class="asked">${renderPair({
    ...{ name, isInvalid, yes, no, chosen: form.answers.get(name) ?? null },
    legend: html`<span class="heard">${typeset(asked.stem, language)} </span>${verb}`,
    detail: html`${isInvalid && html`<span class="error">${unanswered} </span>`}${typeset(inLanguage(question.detail, language), language)}`,
    asks: `asks-${contactKindByChannel[channel]}`,
  })}</div>`;
}

function renderProblems({ language }: PageContext, { questions }: View<'ask'>, problems: AnswerProblems): Markup {
  const { unansweredOf } = answerWordsByLanguage[language];
  const { problem } = formWordsByLanguage[language];
  return renderProblemSummary(problem.title, [
    ...questions
      .filter(({ id }) => problems.unanswered.includes(id))
      .map(({ id, verb }) => ({
        field: fieldOf(id),
        text: typeset(unansweredOf(inLanguage(verb, language)), language),
      })),
    ...(['email', 'phone'] as const)
      .filter((kind) => problems[kind])
      .map((kind) => ({ field: kind, text: problem[kind] })),
  ]);
}
