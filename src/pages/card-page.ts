// The counter card, to be printed on A5: who asks, the store's standing code, and the notice (GDPR 13). On the screen it looks as
// it will on paper.
import { html } from 'hono/html';
import { inLanguage } from '#domain/localized.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { cardWordsByLanguage } from '#i18n/pages/card-words.ts';
import { typeset } from '#i18n/typeset.ts';
import { type Markup, type OtherLanguage, type PageContext, renderLogo, renderOtherLanguage } from './layout.ts';
import { type NoticeView, renderNotice } from './notice-page.ts';
import { STYLESHEET_URL } from './stylesheet.ts';

export const CARD_STYLESHEET_URL = '/assets/card.css';

export interface CardView extends NoticeView {
  readonly welcome: ShopConfig['welcome'];
  /** An `svg` element: ink on white, error correction Q, quiet zone of four modules. */
  readonly qrCode: Markup;
  /** As one types it: without `https://`. */
  readonly address: string;
  readonly otherLanguages: readonly OtherLanguage[];
}

export function renderCardPage(context: PageContext, view: CardView): string {
  const { language, shop } = context;
  const { name, legalName, address } = shop.controller;
  const words = cardWordsByLanguage[language];
  const say = (text: Parameters<typeof inLanguage>[0]) => typeset(inLanguage(text, language), language);
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title} – ${name}</title>
<link rel="stylesheet" href="${STYLESHEET_URL}"><link rel="stylesheet" href="${CARD_STYLESHEET_URL}">
</head>
<body class="desk">
<header class="hint"><p>${words.howToPrint}</p>
${view.otherLanguages.map((other) => html`<p>${renderOtherLanguage(other)}</p>`)}</header>
<main class="card">
<p class="shop">${shop.brand.logoPath && renderLogo(shop.brand.logoPath)}<span>${name}</span></p>
<h1>${say(view.welcome.title)}</h1>
<div class="way"><div class="code" role="img" aria-label="${words.code}">${view.qrCode}</div>
<div><p>${say(view.welcome.text)}</p><p class="scan">${words.scan}</p><p>${words.orType} <span class="address">${view.address}</span></p>
${view.otherLanguages.map((other) => html`<p lang="${other.language}">${cardWordsByLanguage[other.language].alsoHere}</p>`)}</div></div>
<div class="fine">${renderNotice(context, view)}</div>
</main>
<footer class="hint"><p>${legalName}, ${address}</p></footer>
</body>
</html>`);
}

export const CARD_CSS = `@page{size:A5;margin:0}
.desk{background:var(--counter)}
.hint{max-width:148mm;margin:0 auto;padding:16px 20px;font-size:1rem}
.card{flex:none;width:148mm;max-width:none;min-height:209mm;padding:9mm 10mm;background:#fff;color:#000;font:9.5pt/1.35 var(--hands)}
.card .shop{padding:0;min-height:0;margin:0;font-size:13pt}
.card .shop svg{width:10mm;height:10mm}
.card h1{font-size:26pt;margin-top:5mm}
.way{display:grid;grid-template-columns:64mm 1fr;gap:7mm;align-items:center;margin-top:4mm;font-size:11pt}
.way p+p{margin-top:3mm}
.code svg{display:block;width:64mm;height:64mm}
.scan{font:14pt/1.15 var(--voice)}
.address{font-weight:700;overflow-wrap:anywhere}
.fine{margin-top:5mm;padding-top:4mm;border-top:.5mm solid #000;columns:2;column-gap:7mm;font-size:8.5pt;line-height:1.32}
.fine section{margin:0 0 2.5mm;padding:0;border:0;break-inside:avoid}
.fine h2{font-size:9.5pt;margin:0}
.fine h2+*,.fine p+p{margin-top:.5mm}
.card .small,.card p.small{font-size:8pt;color:#000}
@media print{.hint{display:none}.desk{background:none}}
@media screen and (max-width:600px){.card,.way,.fine,.card .small,.card p.small{font-size:1rem}.card{width:auto;min-height:0;padding:24px 20px}.card h1{font-size:min(2.375rem,14vw)}.way,.fine{grid-template-columns:1fr;columns:1}.scan,.fine h2{font-size:1.25rem}.fine section{margin-bottom:16px}}`;
