// The notice on an A4 sheet, for whoever asks on paper: one file, with its style in it. The fingerprint says which notice it was that
// a signed form stood beside.
import { html, raw } from 'hono/html';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { pageWordsByLanguage } from '#i18n/pages/words-by-language.ts';
import { type NoticeView, renderNotice } from './notice-page.ts';

const STYLE = `@page{size:A4;margin:20mm}
body{max-width:170mm;margin:0 auto;color:#000;font:11pt/1.4 Georgia,serif}
h1{font-size:22pt;line-height:1.1;margin:0 0 6mm}
h2{font-size:12pt;margin:5mm 0 1mm;break-after:avoid}
p{margin:0 0 1mm}section{break-inside:avoid}
.small{margin-top:6mm;border-top:.3mm solid #000;padding-top:3mm;font-size:9pt}
.print{font:8pt/1.3 monospace;overflow-wrap:anywhere}`;

/** @param digest SHA-256 of the notice's text, as in the events that say it was shown */
export function renderPaperNotice(
  context: { readonly language: Language; readonly shop: Pick<ShopConfig, 'controller'> },
  view: NoticeView,
  digest: string,
): string {
  const { language, shop } = context;
  const { notice: title } = pageWordsByLanguage[language];
  return String(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title} – ${shop.controller.name}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main>
<p>${shop.controller.name}</p>
<h1>${title}</h1>
${renderNotice(context, view)}
<p class="print">SHA-256 ${digest}</p>
</main>
</body>
</html>`);
}
