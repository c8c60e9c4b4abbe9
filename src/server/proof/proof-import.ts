// A consent that was taken over from a list, as the proof tells it: plainly as such, with what the shop stated.
import { html } from 'hono/html';
import { isSilence } from '#domain/rules/rule.ts';
import type { Language } from '#domain/shop-config.ts';
import { formatCalendarDay } from '#i18n/date.ts';
import { importedWordsByLanguage } from '#i18n/proof/imported-words.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { readDisclosure } from '#protocol/disclosure.ts';
import { type Dossier, type ProvenEvent, readEvent } from './dossier.ts';

export function renderImport(
  proven: ProvenEvent,
  { about }: Dossier,
  language: Language,
  say: (instant: string) => string,
) {
  const event = readEvent(proven);
  if (event?.type !== 'imported') return '';
  const { page, types } = proofWordsByLanguage[language];
  const words = importedWordsByLanguage[language];
  const { stated, list, answers, _sd } = event;
  const wasTold = stated.regime !== null && isSilence(stated.regime);
  const { lede, askedOn } = wasTold ? words.told : words;
  const claims = proven.disclosures.flatMap((disclosure) => readDisclosure(disclosure) ?? []);
  const row = (name: string, value: unknown) =>
    html`<tr><th scope="row">${name}</th><td>${value ?? words.notStated}</td></tr>`;
  const day = (value: string | null) => value && formatCalendarDay(value, language);
  return html`<section><h2>${types.imported}</h2>
<p class="held">${lede}</p>
<table>
${claims.map(({ kind, value }) => row(page.contact[kind], value))}
${claims.length < _sd.length && row('', about.kind === 'event' ? page.erasedContact : page.otherContact)}
${row(words.imported, say(proven.notAfter))}
${row(words.from, [stated.source, words.list(list)].filter(Boolean).join(', '))}
${row(words.channels, answers.map(({ channel }) => words.channel[channel]).join(', '))}
${row(askedOn, day(stated.askedOn))}
${row(words.means, stated.means && words.meansOf[stated.means])}
${row(words.text, stated.text)}
${row(words.regime, stated.regime && page.act.regimeOf[stated.regime])}
${row(words.purchasedOn, day(stated.purchasedOn))}
</table>
</section>`;
}
