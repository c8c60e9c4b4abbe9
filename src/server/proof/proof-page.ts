// The dossier as a page to read and print (A4): who agreed to what, when, how it was asked, what has happened since, what
// stands, and what all this does not prove. No script; every value is escaped.
import { html, raw } from 'hono/html';
import { isRunning } from '#domain/consent-state.ts';
import type { Language } from '#domain/shop-config.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { sayFrequency } from '#i18n/frequency.ts';
import { importedWordsByLanguage } from '#i18n/proof/imported-words.ts';
import { formatProvenMoment } from '#i18n/proof/moment.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { sayStopBySms } from '#i18n/sms.ts';
import { typeset } from '#i18n/typeset.ts';
import { type Dossier, readEvent, type ShownText } from './dossier.ts';
import { renderAct } from './proof-act.ts';
import { tellHistory } from './proof-history.ts';
import { renderImport } from './proof-import.ts';
import { PROOF_CSS } from './proof-style.ts';
import { findQuestion, isTold, nameTopics, readNotice } from './shown.ts';
import type { Check } from './verify.js';

/**
 * @param checks what the dossier's own verifier says of it
 * @param timeZone the shop's, for what happened at the back end
 */
export function renderProofPage(
  dossier: Dossier,
  checks: readonly Check[],
  language: Language,
  timeZone: string,
): string {
  const { page, types } = proofWordsByLanguage[language];
  const { controller, events } = dossier;
  const say = (instant: string | number) => formatProvenMoment(new Date(instant).getTime(), timeZone, language);
  const history = tellHistory(dossier, language);
  const title = isOfTold(dossier) ? page.titleOfTold : page.title;
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title} – ${controller.name}</title>
<style>${raw(PROOF_CSS)}</style>
</head>
<body>
<header><p>${controller.name}</p><p>${dossier.id}</p></header>
<main>
<h1>${title}</h1>
<p class="lede">${page.made(say(dossier.madeAt), controller.legalName)} ${page.about[dossier.about.kind]}</p>
<section><h2>${page.standing.title}</h2>
${renderStanding(dossier, language, say)}
<p class="meta">${page.standing.lede}</p></section>
${events.filter(({ role }) => role === 'person').map((event) => [renderAct(event, dossier, language), renderImport(event, dossier, language, say)])}
<section><h2>${page.since.title}</h2>
${
  history.length === 0
    ? html`<p>${page.since.nothing}</p>`
    : html`<table>${history.map(({ at, text }) => html`<tr><th scope="row">${say(at)}</th><td>${text}</td></tr>`)}</table>`
}</section>
<section><h2>${page.check.title}</h2>
${renderChecks(checks, say(dossier.madeAt), language)}
${dossier.ledger.map(({ chain, events, isIntact }) => html`<p>${page.check.chain(chain, events, isIntact)}</p>`)}
<p>${page.check.again}</p>
<p>${page.check.anchor}</p>
${dossier.keys.map(({ kid }) => html`<p class="code">${kid}</p>`)}</section>
<section><h2>${page.limits.title}</h2>
<ul>${page.limits.list.map((limit) => html`<li>${limit}</li>`)}</ul></section>
${dossier.texts.filter(({ kind }) => kind === 'notice').map((text) => renderNotice(text, language))}
<section class="annex"><h2>${page.annex.technical}</h2>
<table><thead><tr><th>${page.annex.event}</th><th>${page.annex.place}</th><th>${page.annex.hash}</th></tr></thead>
<tbody>${events.map((event) => {
    const type = readEvent(event)?.type;
    return html`<tr><td>${type ? types[type] : event.id}</td><td class="code">${event.chain}, ${event.seq}</td><td class="code">${event.hash}</td></tr>`;
  })}</tbody></table></section>
</main>
<footer><p>${controller.legalName}, ${controller.address}. ${controller.privacyEmail}</p></footer>
</body>
</html>
`);
}

/** Nobody has said yes to anything; somebody was told, and did not object. */
function isOfTold({ events }: Dossier): boolean {
  const positive = events.map(readEvent).flatMap((event) => {
    if (event?.type !== 'answers-given' && event?.type !== 'imported') return [];
    return event.answers.filter(({ answer }) => answer === 'yes').map(({ question }) => isTold(event, question));
  });
  return positive.length > 0 && positive.every((told) => told);
}

function renderStanding(dossier: Dossier, language: Language, say: (instant: string) => string) {
  const { standing } = proofWordsByLanguage[language].page;
  if (dossier.standing.length === 0) return html`<p>${standing.none}</p>`;
  const events = dossier.events.map(readEvent);
  return html`<table class="standing">${dossier.standing.map((line) => {
    const act = events.find((event) => event?.type === 'answers-given' && event.id === line.event);
    const asked = act?.type === 'answers-given' ? findQuestion(dossier, act, line.question)?.asked : undefined;
    const list = events.find((event) => event?.type === 'imported' && event.id === line.event);
    const words = importedWordsByLanguage[language];
    const wasTold = isTold(act ?? list, line.question);
    const [status, said] = (wasTold && standing.told[line.status]) || standing.status[line.status];
    const why = list && line.status === 'given' ? (wasTold ? words.told : words).standing : said;
    // the moment of the import is when we were told, and no day of theirs
    const statedOn = list?.type === 'imported' && line.status === 'given' ? list.stated.askedOn : null;
    const since =
      statedOn === null ? standing.since(say(line.since)) : words.statedOn(formatCalendarDay(statedOn, language));
    const isConfirmed = events.some(
      (event) =>
        event?.type === 'confirmation' &&
        event.answers.some(({ event, question }) => event === line.event && question === line.question),
    );
    return html`<tr><td>${asked ?? (list ? words.channel[line.channel] : line.question)}</td><td><b>${status}</b>, ${since}<br>
${line.status === 'given' && isConfirmed ? standing.confirmed : why}${isRunning(line) && html`<br>${standing.left(nameTopics(dossier, line, line.topics, language), sayFrequency(line.frequency, language))}`}</td></tr>`;
  })}</table>`;
}

function renderChecks(checks: readonly Check[], moment: string, language: Language) {
  const { page, checks: words } = proofWordsByLanguage[language];
  const failed = checks.filter(({ ok }) => !ok);
  if (failed.length === 0) return html`<p class="good"><b>${page.check.passed(checks.length, moment)}</b></p>`;
  return html`<p class="bad"><b>${page.check.failed(failed.length, checks.length, moment)}</b></p>
<ul>${failed.map(({ name, event }) => html`<li>${words[name].bad} <span class="code">${event}</span></li>`)}</ul>`;
}

function renderNotice(shown: ShownText, language: Language) {
  const { page } = proofWordsByLanguage[language];
  const notice = readNotice(shown);
  return html`<section class="notice"><h2>${page.annex.notice}</h2>
<p class="meta">${page.annex.version(notice.version, formatCalendarDay(notice.validFrom, language))}</p>
<div lang="${notice.language}">${notice.sections.map(
    ({ title, text }) => html`<h3>${typeset(title, notice.language)}</h3><p>${typeset(text, notice.language)}</p>`,
  )}${notice.stopNumber && html`<p>${sayStopBySms(notice.stopNumber, notice.language)}</p>`}</div>
<p class="meta">${shown.file}, SHA-256 <span class="code">${shown.digest}</span></p></section>`;
}
