// The one stylesheet of the phone pages. The shop's colours are in it, so that pages need no style attribute (CSP).
// Sizes are in rem: they follow the text size the person has set. Titles stop growing where a word would not fit.
import type { ShopConfig } from '#domain/shop-config.ts';
import { CHALK, COUNTER, derivePageTheme, INK, NIGHT, NIGHT_COUNTER, PAPER } from './theme.ts';

export const STYLESHEET_URL = '/assets/pages.css';

export function renderPagesCss(brand: ShopConfig['brand']): string {
  const theme = derivePageTheme(brand);
  return `@font-face{font-family:"Young Serif";src:url(/assets/fonts/young-serif.woff2) format("woff2");font-display:swap}
@font-face{font-family:"Atkinson Hyperlegible Next";src:url(/assets/fonts/atkinson.woff2) format("woff2");font-weight:200 800;font-display:swap}
:root{color-scheme:light dark;--brand:${theme.brand};--on-brand:${theme.onBrand};--decor:${theme.decor};
--brand-strong:${theme.brandStrong};--paper:${PAPER};--control:#fff;--ink:${INK};--ink-2:#3d4e4c;--counter:${COUNTER};--rule:#9da89b;
--voice:"Young Serif",Georgia,"Times New Roman",serif;--hands:"Atkinson Hyperlegible Next",Verdana,system-ui,sans-serif}
@media (prefers-color-scheme:dark){:root{--brand-strong:${theme.brandStrongAtNight};--paper:${NIGHT};--control:#0f1514;--ink:${CHALK};--ink-2:#c3cbc8;--counter:${NIGHT_COUNTER};--rule:#5c6865}}
${RULES}`;
}

const RULES = `*{box-sizing:border-box;margin:0}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
font:1.1875rem/1.4 var(--hands);font-variant-numeric:lining-nums;overflow-wrap:anywhere}
.band{background:var(--brand);color:var(--on-brand);border-bottom:1px solid transparent}
.shop{display:flex;align-items:center;gap:.625rem;min-height:74px;padding-block:12px;font:1.25rem/1.1 var(--voice)}
.shop svg{flex:none;width:2.75rem;height:2.75rem}
.shop,main,footer{width:100%;max-width:36rem;margin-inline:auto;padding-inline:20px}
main{padding-block:24px 32px;flex:1}
h1,h2,.question,.action,.slab{font-family:var(--voice);font-weight:400;text-wrap:balance}
h1{font-size:min(2.375rem,14vw);line-height:1.06;letter-spacing:-.012em}
h2{font-size:min(1.625rem,11vw);line-height:1.1}
p,li,dd{text-wrap:pretty}
h1+*,h2+*{margin-top:14px}
main>p+p{margin-top:12px}
ul,ol,dl{list-style:none;padding:0}
.last{white-space:nowrap}
.stop{width:.52em;height:.52em;margin-inline-start:.12em;vertical-align:-.03em;fill:var(--brand-strong)}
.meta,.small,footer{font-size:1rem;color:var(--ink-2)}
a{color:var(--brand-strong);text-decoration-thickness:2px;text-underline-offset:.3em}
.answers{margin-top:14px;border-top:2px solid var(--ink)}
.answers li{padding-block:12px;border-bottom:2px solid var(--rule)}
.question{font-size:1.25rem;line-height:1.2}
.answers .question~p{margin-top:4px}
form{margin-top:24px;display:grid;gap:12px}
button,.button{font-size:1.375rem;line-height:1.15;border-radius:10px;cursor:pointer}
button{width:100%;padding:10px 16px;min-height:56px;border:2px solid var(--ink);background:var(--control);color:var(--ink)}
.action{min-height:88px;font-size:min(2.125rem,14vw);background:var(--brand);color:var(--on-brand);border-color:var(--brand-strong)}
.slab{min-height:64px}
.quiet{border-color:transparent;background:none;font:1.125rem/1.3 var(--hands);color:inherit;text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.3em}
button:active{background:var(--counter);color:var(--ink)}
:focus-visible{outline:3px solid transparent;box-shadow:0 0 0 3px var(--paper),0 0 0 6px var(--ink);border-radius:10px}
form+.small{margin-top:24px}
.field{display:grid;gap:6px;justify-items:start}
label{font-weight:600}
.field input,textarea{width:100%;min-height:64px;padding:10px 14px;font:1.25rem/1.2 var(--hands);color:var(--ink);background:var(--control);border:2px solid var(--ink);border-radius:10px}
.error{font-weight:600}
[aria-invalid]{border-width:4px!important}
.problem{padding:16px;border:4px solid var(--ink);border-radius:10px}
.problem+h1{margin-top:24px}
a.button{display:block;padding:16px;min-height:64px;text-align:center;font-family:var(--voice);text-decoration:none;border:2px solid var(--ink);background:var(--control);color:var(--ink)}
.lead,main>.choose,.unprinted{margin-top:24px}
summary{padding-block:15px;color:var(--brand-strong);text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.3em;cursor:pointer}
details p{margin-block:6px}
.facts{margin-top:14px}
.facts dt{font-size:1rem;color:var(--ink-2)}
.facts dd{margin:0 0 8px}
.lines li{padding-block:10px;border-bottom:2px solid var(--rule)}
.answers .status~.meta{margin-top:10px}
.pair{margin:0;padding:0;border:0;min-width:0;display:flex;flex-wrap:wrap;gap:12px 16px}
.pair legend{padding:0 0 4px}
.pair p{width:100%}
.half{position:relative;flex:1 1 5rem}
.long{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));grid-auto-rows:1fr}
.long .half span{height:100%}
.half input{-webkit-tap-highlight-color:transparent;position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.half span{display:flex;align-items:center;justify-content:center;gap:10px;min-height:64px;padding:10px 14px;font:1.375rem/1.15 var(--voice);color:var(--ink);background:var(--control);border:2px solid var(--ink);border-radius:10px}
.half svg{flex:none;width:.9em;height:.9em}
.half :checked+span{background:var(--ink);color:var(--paper)}
.half :checked+span .mark{fill:currentColor}
.half :focus-visible+span{outline:3px solid transparent;box-shadow:0 0 0 3px var(--paper),0 0 0 6px var(--ink)}
.pair[aria-invalid]{border-width:0!important}
.pair[aria-invalid] span{border-width:4px}
.asked{padding-block:16px 18px;border-bottom:2px solid var(--rule)}
.asked:first-of-type{border-top:2px solid var(--ink)}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.languages{display:flex;justify-content:flex-end;gap:20px}
.languages a{padding-block:.5625rem}
.problem+.languages{margin-top:12px}
.languages+h1{margin-top:4px}
.problem li{margin-top:8px}
@supports selector(:has(a)){.ask:not(:has(.asks-email:checked)) .needs-email,.ask:not(:has(.asks-phone:checked)) .needs-phone{display:none}}
.flash{padding:12px 0;border-block:2px solid var(--ink);font-family:var(--voice);font-size:1.375rem;line-height:1.2}
.flash+h1{margin-top:24px}
section{margin-top:28px;padding-top:18px;border-top:2px solid var(--ink)}
section form{margin-top:16px}
.contact{color:var(--ink-2);font-size:1.0625rem}
.status{display:flex;gap:10px;align-items:baseline;margin-top:10px;font-weight:600}
.status svg{flex:none;width:.9em;height:.9em;transform:translateY(.08em)}
.mark{fill:none;stroke:currentColor;stroke-width:2.4}
.mark.full{fill:currentColor}
.counter{background:var(--counter);padding:20px max(20px,calc(50% - 18rem + 20px))}
.counter form{margin:0}
main .counter{margin:28px -20px 0;padding-inline:20px}
h2+.status{margin-top:14px}
.choices{display:block;margin:0}
.line .meta,.line .question{margin-top:6px}
.line .meta+p{margin-top:10px}
.line .pair,.choices .field{margin-top:14px}
.rows{margin:20px 0 0;padding:0;border:0;min-width:0}
.rows legend{padding:0;font-weight:600}
.rows label{display:flex;align-items:center;gap:16px;min-height:52px;padding-block:8px;font-weight:400;border-bottom:2px solid var(--rule);cursor:pointer}
.rows label:has(:focus-visible){outline:3px solid transparent;box-shadow:0 0 0 3px var(--paper),0 0 0 6px var(--ink);border-radius:10px}
.rows :focus-visible{box-shadow:none}
.rows input{flex:none;margin:0;accent-color:var(--ink)}
.rows [type=checkbox]{width:1.625rem;height:1.625rem}
.rows [type=radio]{appearance:none;width:1.0625rem;height:1.0625rem;margin-inline:.28125rem;color:inherit;border:2.4px solid;border-radius:3px;transform:rotate(45deg)}
.rows [type=radio]:checked{border-width:.53125rem}
@supports selector(:has(a)){.line:not(:has([value=yes]:checked)) .rows{display:none}}
.foot{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(7.5rem,100%),1fr));gap:12px}
.foot button{font-size:1.1875rem;padding-inline:8px}
.main{background:var(--brand);color:var(--on-brand);border-color:var(--brand-strong)}
@media (min-height:34em){.foot{position:sticky;bottom:0}html{scroll-padding-bottom:7rem}}
.history li{padding-block:10px;border-bottom:2px solid var(--rule)}
.notice h2{margin-bottom:8px}
footer{padding-block:20px 20px;display:grid}
footer a{display:inline-block;padding-block:.6875rem}
.choose a{display:block;padding-block:15px}
.ground{background:var(--brand);color:var(--on-brand)}
.ground main{display:flex;flex-direction:column;justify-content:center}
.ground h1{font-size:min(2.5rem,14vw);letter-spacing:-.022em}
.ground .stop{fill:var(--decor)}
.ground .meta,.ground .small,.ground footer,.ground a{color:inherit}
.ground button,.ground a.button{color:${INK};background:#fff;border-color:${INK}}
.ground .quiet{color:inherit;background:none;border-color:transparent}
.ground main form{margin-top:40px}
.choose li{border-bottom:2px solid var(--rule)}
.choose p{padding-bottom:12px}
iframe{width:100%;height:70vh;border:2px solid var(--ink);background:#fff}
pre{white-space:pre-wrap;font:1rem/1.4 ui-monospace,monospace}
.wide :is(.shop,main,footer){max-width:48rem}
.wide .choose+h1{margin-top:14px}
@media (forced-colors:active){.half :checked+span{forced-color-adjust:none;background:Highlight;color:HighlightText}.band{border-color:CanvasText}.stop,.ground .stop,.mark.full{fill:CanvasText}.action{border-width:4px}}
@media print{.band,.ground{background:none;color:#000}.unprinted{display:none}.answers li{break-inside:avoid}}`;
