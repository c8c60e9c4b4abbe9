// The page that checks a dossier, in one file: verify.js and verify-page.js as they are, their words and their look. Nothing
// else may run in it and nothing can leave it (CSP).
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';
import { type Language, languages } from '#domain/shop-config.ts';
import { intlLocales, languageNames } from '#i18n/language.ts';
import { proofWordsByLanguage } from '#i18n/proof/words-by-language.ts';
import { toSpokenQuestion } from '#i18n/spoken-answer.ts';
import { VERIFIER_CSS } from './proof-style.ts';

export async function renderVerifierPage(language: Language): Promise<string> {
  const script = (await readScript('./verify.js')) + (await readScript('./verify-page.js'));
  const source = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; script-src ${source(script)}; style-src ${source(VERIFIER_CSS)}`;
  const words = Object.fromEntries(
    Object.entries(proofWordsByLanguage).map(([name, { verifier, checks, remarks, types, page }]) => {
      const { yes, no, told, between, notAfter, askedBy, basis, basisOf, regime, regimeOf, marks, age } = page.act;
      const intervals = { between: between('{from}', '{to}'), notAfter: notAfter('{to}') };
      const asked = toSpokenQuestion({ stem: '{stem}', verb: '{verb}' }, name as Language);
      const locale = intlLocales[name as Language];
      const ledBy = { ...askedBy, 'hand-over': askedBy['hand-over']('{till}', '{device}') };
      const law = { basis: basis('{basis}'), basisOf, regime: regime('{regime}'), regimeOf };
      const said = { yes, no, told, marks, age: age('{years}'), ...law };
      return [name, { ...verifier, ...intervals, ...said, checks, remarks, types, asked, ledBy, locale }];
    }),
  );
  const word = (name: 'title' | 'lede' | 'pick' | 'hint' | 'published' | 'unchecked') =>
    html`<span data-word="${name}">${verifier[name]}</span>`;
  const { verifier } = proofWordsByLanguage[language];
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${verifier.title}</title>
<style>${raw(VERIFIER_CSS)}</style>
</head>
<body>
<main>
<nav>${languages.map((name) => html`<button type="button" data-lang="${name}" lang="${name}">${languageNames[name].name}</button>`)}</nav>
<h1>${word('title')}</h1>
<p class="lede">${word('lede')}</p>
<label class="pick">${word('pick')}<input id="pick" type="file" multiple></label>
<p class="meta">${word('hint')}</p>
<label>${word('published')}<input id="published" type="text" autocomplete="off" spellcheck="false"></label>
<div id="verdict" role="status"></div>
<div id="result"></div>
<section><h2>${word('unchecked')}</h2><ul id="unchecked"></ul></section>
</main>
<script type="application/json" id="words">${raw(JSON.stringify(words).replaceAll('<', '\\u003c'))}</script>
<script type="module">${raw(script)}</script>
</body>
</html>
`);
}

/** In one file there is nothing to import. */
async function readScript(name: string): Promise<string> {
  return (await readFile(new URL(name, import.meta.url), 'utf8')).replace(/^import .*\n/gm, '');
}
