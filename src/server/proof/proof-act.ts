// One act of answering, as the proof tells it: who, when, where, how, what was asked and what was answered.
import { html } from 'hono/html';
import { choicesOf, isMore } from '#domain/choices.ts';
import type { Answer, Answered } from '#domain/consent-event.ts';
import { inLanguage } from '#domain/localized.ts';
import type { Language, Question, Store } from '#domain/shop-config.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import { formatProvenMoment } from '#i18n/proof/moment.ts';
import type { ProofWords } from '#i18n/proof/proof-words.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import { peekHandOver } from '#protocol/hand-over.ts';
import { type Dossier, type ProvenEvent, readEvent } from './dossier.ts';
import { asksTwice, findConfig, findQuestion, isTold } from './shown.ts';
import { remark } from './verify.js';

export function renderAct(proven: ProvenEvent, dossier: Dossier, language: Language) {
  const event = readEvent(proven);
  if (event?.type !== 'answers-given') return '';
  const { page, types, remarks } = proofWordsByLanguage[language];
  const { act } = page;
  const config = findConfig(dossier, event.configDigest);
  const store = config?.stores.find(({ id }) => id === event.store);
  const say = (instant: string) => formatProvenMoment(Date.parse(instant), event.timeZone, language);
  const isAskedTwice = event.answers.some(
    ({ question, answer }) => answer === 'yes' && asksTwice(event, findQuestion(dossier, event, question)?.question),
  );
  const claims = proven.disclosures.flatMap((disclosure) => readDisclosure(disclosure) ?? []);
  const row = (name: string, value: unknown) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`;
  return html`<section><h2>${types['answers-given']}, ${formatCalendarDay(event.businessDay, language)}</h2>
${proven.status === 'quarantined' && proven.reason && html`<p class="held">${act.held(act.heldBecause[proven.reason])}</p>`}
${proven.status === 'rejected' && html`<p class="held">${act.rejected}</p>`}
<table>
${claims.map(({ kind, value }) => row(page.contact[kind], value))}
${claims.length < event._sd.length && row('', dossier.about.kind === 'event' ? page.erasedContact : page.otherContact)}
${event._sd.length === 0 && row(act.who, page.noContact)}
${row(
  act.when,
  html`${sayInterval(proven, event, say, act)}
<br><span class="meta">${sayClock(event, say, act)}</span>`,
)}
${row(act.where, html`${store?.name ?? event.store}${store && `, ${store.address}`}<br><span class="meta">${sayPlace(event, store, act)}</span>`)}
${row(act.how, [isCarriedOver(event) ? '' : act.collector[event.collector], act.language[event.locale], event.answers.some(({ initialState }) => initialState === 'as-it-stood') ? act.asItStood : act.noPreset, isAskedTwice ? act.doubleOptIn : '', sayAge(event, config?.minimumAge, act), 'supersedes' in event && event.supersedes !== null ? act.replaces : ''].filter(Boolean).join(' '))}
${sayMarks(event, act).map((marks) => row(act.marked, marks))}
</table>
${remark({ events: [proven] }).map(({ name }) => html`<p class="meta">${remarks[name]}</p>`)}
<h3>${act.asked}</h3>
<table lang="${event.locale}">${event.answers.map((given) => {
    const { question } = given;
    const shown = findQuestion(dossier, event, question);
    return html`<tr><td><span class="asked">${shown?.asked ?? question}</span><br><span class="meta">${shown?.detail}${shown && sayChosen(given, shown.question, event.locale)}<br>${sayLaw(given, event.locale)}</span></td>
<td class="answer">${sayAnswer(event, given)}</td></tr>`;
  })}</table>
${config && html`<p class="meta">${act.shown} ${page.annex.version(config.notice.version, formatCalendarDay(config.notice.validFrom, language))}</p>`}
</section>`;
}

type Say = (instant: string) => string;
type ActWords = ProofWords['page']['act'];

function sayInterval({ notBefore, notAfter }: ProvenEvent, event: Answered, say: Say, act: ActWords): string {
  if ('askedBy' in event) return act.recorded(say(notAfter));
  return notBefore === null ? act.notAfter(say(notAfter)) : act.between(say(notBefore), say(notAfter));
}

/** What the tablet's own clock showed, where a tablet had a part in it. */
function sayClock(event: Answered, say: Say, act: ActWords): string {
  if (!('askedBy' in event)) return act.device(say(event.capturedAt));
  const shown = event.askedBy.kind === 'hand-over' ? peekHandOver(event.askedBy.link) : undefined;
  return shown ? act.codeShown(say(new Date(shown.iat * 1000).toISOString())) : '';
}

/** Nobody was asked by staff then: how it came is said with the place. */
const isCarriedOver = (event: Answered) => 'askedBy' in event && event.askedBy.kind === 'rectification';

/** At which till, or how else the person came to the questions. */
function sayPlace(event: Answered, store: Store | undefined, { till, askedBy }: ActWords): string {
  const nameOf = (id: string) => store?.tills.find((known) => known.id === id)?.name ?? id;
  if (!('askedBy' in event)) return till(nameOf(event.till), event.device);
  const { askedBy: by } = event;
  return by.kind === 'hand-over' ? askedBy[by.kind](nameOf(by.till), by.device) : askedBy[by.kind];
}

function sayAnswer(event: Answered, { question, answer }: Answer): string {
  const { act } = proofWordsByLanguage[event.locale].page;
  return isTold(event, question) ? act.told[answer] : act[answer];
}

/** On what basis it rests, and how it was asked for. */
function sayLaw({ legalBasis, regime }: Answer, language: Language): string {
  const { act } = proofWordsByLanguage[language].page;
  return [act.basis(act.basisOf[legalBasis]), regime ? act.regime(act.regimeOf[regime]) : ''].filter(Boolean).join(' ');
}

/** Stands on the screen that somebody confirms; a person's own page and a correction by staff do not ask for it. */
function sayAge(event: Answered, years: number | undefined, { age }: ActWords): string {
  const isStated = !('askedBy' in event) || ['hand-over', 'counter-card'].includes(event.askedBy.kind);
  return isStated && years !== undefined ? age(years) : '';
}

/** In one cell; none where nothing was marked. */
function sayMarks(event: Answered, { marks }: ActWords): string[] {
  if (!('visit' in event) || !event.visit) return [];
  const { afterSale, audience } = event.visit;
  const said = [afterSale ? marks.afterSale : '', audience === 'professional' ? marks.professional : ''];
  return said.some(Boolean) ? [said.filter(Boolean).join(' ')] : [];
}

/** What the person has chosen of it, where that is less than what was asked. */
function sayChosen({ answer, topics, frequency }: Answer, question: Question, language: Language): string {
  if (answer === 'no' || !isMore(choicesOf(question), { topics, frequency })) return '';
  const labels = question.topics
    .filter(({ id }) => topics.includes(id))
    .map(({ label }) => inLanguage(label, language));
  return ` → ${[...labels, sayFrequency(frequency, language)].join(', ')}`;
}
