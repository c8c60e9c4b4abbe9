// /q/{token}: the questions on a person's own phone, behind a tablet's code or a counter card's (E5). Opening it changes nothing
// (E3), and whatever somebody has answered, the code shows nothing of it.
import { randomUUID } from 'node:crypto';
import type { Context, Hono } from 'hono';
import {
  type AnswerForm,
  type AnswerProblems,
  type AnswerView,
  notedStates,
  renderAnswerPage,
} from '#pages/answer-page.ts';
import { toNoticeView } from '#pages/notice-page.ts';
import type { AppDeps } from '../app.ts';
import { answeredPath, answerPath, preferencesPath } from '../links.ts';
import { type OpenVisit, readVisit, recordVisit, type Visit } from '../storage/phone-visit.ts';
import { drawSecret, hashSecret, isWholeToken } from '../storage/token.ts';
import { checkAnswers, readAnswerForm } from './answer-form.ts';
import {
  createPageRoutes,
  listOtherLanguages,
  pageContext,
  pageHeaders,
  preferredLanguage,
  problemPage,
  readPosted,
  sameSiteForms,
  smallForms,
} from './page.ts';

const statusByState = {
  noted: 200,
  mailbox: 200,
  mixed: 200,
  unknown: 404,
  completed: 410,
  'too-old': 410,
  busy: 429,
} as const satisfies Record<Exclude<AnswerView['state'], 'ask'>, number>;

/** Seconds. */
const BUSY_FOR = 600;

export function answerRoutes(deps: AppDeps): Hono {
  const { store, publicUrl, onWork } = deps;
  const path = '/q/:token';
  const at = () => ({ ...store, clock: store.now() });

  async function say(context: Context, view: Exclude<AnswerView, { state: 'ask' }>) {
    if (view.state === 'busy') context.header('Retry-After', `${BUSY_FOR}`);
    return context.html(renderAnswerPage(await pageContext(store, context.req), view), statusByState[view.state]);
  }

  function sayClosed(context: Context, visit: Exclude<Visit, OpenVisit>) {
    if (visit.state !== 'too-old') return say(context, visit);
    const { state, validHours, card } = visit;
    return say(context, { state, validHours, cardUrl: card === null ? null : answerPath(card) });
  }

  async function ask(
    context: Context,
    token: string,
    visit: OpenVisit,
    form: AnswerForm,
    problems: AnswerProblems | null,
  ) {
    const { config, questions, handOver } = visit;
    const page = await pageContext(store, context.req, { ...visit, language: languageOf(visit, context) });
    const urlIn = (language: string) => `${answerPath(token)}?language=${language}`;
    const html = renderAnswerPage(page, {
      ...{
        state: 'ask',
        url: urlIn(page.language),
        stem: config.stem,
        questions,
        isCard: handOver === null,
        form,
        problems,
      },
      ...toNoticeView(config),
      otherLanguages: listOtherLanguages(config, page.language, urlIn),
    });
    return context.html(html, problems ? 422 : 200);
  }

  const routes = createPageRoutes(deps)
    .use(path, pageHeaders, sameSiteForms(publicUrl), smallForms(store))
    .use(`${path}/*`, pageHeaders)
    .get(path, async (context) => {
      const token = context.req.param('token');
      const visit = await readVisit(at(), token);
      return visit.state === 'open' ? ask(context, token, visit, emptyForm(), null) : sayClosed(context, visit);
    })
    .post(path, async (context) => {
      const token = context.req.param('token');
      const form = readAnswerForm(await readPosted(context));
      if (!form) return problemPage(store, context, 'not-found');
      const visit = await readVisit(at(), token, form.id);
      if (visit.state !== 'open') return sayClosed(context, visit);
      const checked = checkAnswers(visit, form);
      if ('problems' in checked) return ask(context, token, visit, form, checked.problems);

      const { answers, contacts, hasYes, state } = checked;
      const locale = languageOf(visit, context);
      // nobody knows who stands before a card: its answer is ended from the mailbox, not by who typed the address
      const secret = hasYes && visit.handOver ? form.secret : null;
      const answerLinkDigest = secret === null ? null : hashSecret(secret);
      const given = { id: form.id, locale, answers, contacts, answerLinkDigest };
      const outcome = await store.transaction((tx) => recordVisit(tx, token, visit, given));
      if (outcome !== 'recorded') return say(context, { state: outcome });
      onWork();
      const next = answeredPath(token, state, secret);
      return context.redirect(`${next}?language=${locale}`, 303);
    });
  for (const state of notedStates) {
    routes
      .get(`${path}/${state}`, (context) => say(context, { state, seeUrl: null }))
      .get(`${path}/${state}/:secret`, (context) => say(context, { state, seeUrl: seeUrl(context) }));
  }
  return routes;
}

/** As chosen on the page, else as the tablet showed it, else as the browser asks. */
function languageOf({ config, locale }: OpenVisit, context: Context) {
  const wanted = [context.req.query('language'), locale];
  return (
    config.languages.find((language) => language === wanted[0]) ??
    config.languages.find((language) => language === wanted[1]) ??
    preferredLanguage(context.req, config)
  );
}

function seeUrl(context: Context): string | null {
  const secret = context.req.param('secret') ?? '';
  return isWholeToken(secret) ? preferencesPath(secret) : null;
}

function emptyForm(): AnswerForm {
  return {
    ...{ id: randomUUID(), secret: drawSecret() },
    ...{ answers: new Map(), email: '', phone: '' },
  };
}
