// The look of the dossier's two pages: the shop's paper and ink, made for A4. They stand alone, so no font comes with them.

const BASE = `:root{--ink:#121e1d;--ink-2:#3d4e4c;--paper:#fefcf8;--counter:#e2dfd2;--rule:#9da89b;--good:#17663a;--bad:#a8201a;
--voice:"Young Serif",Georgia,"Times New Roman",serif;--hands:"Atkinson Hyperlegible Next",Verdana,system-ui,sans-serif}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:1rem/1.45 var(--hands);font-variant-numeric:lining-nums;overflow-wrap:anywhere}
header,main,footer{max-width:50rem;margin-inline:auto;padding-inline:24px}
h1,h2,h3{font-family:var(--voice);font-weight:400;line-height:1.1;text-wrap:balance}
h1{font-size:2.25rem;letter-spacing:-.012em;margin-block:32px 12px}
h2{font-size:1.4rem}
p,li,td{text-wrap:pretty}
.lede{font-size:1.15rem;max-width:38rem}
.meta,footer{color:var(--ink-2);font-size:.9rem}
.code{font:.8rem/1.5 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere;word-break:break-all}
.good{color:var(--good)}.bad{color:var(--bad)}
:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

export const PROOF_CSS = `${BASE}
header{display:flex;justify-content:space-between;gap:24px;padding-top:28px;color:var(--ink-2);font-size:.9rem}
header p:first-child{font-family:var(--voice);font-size:1.1rem;color:var(--ink)}
section{margin-top:28px;padding-top:14px;border-top:2px solid var(--ink)}
section>*+*{margin-top:10px}
table{width:100%;border-collapse:collapse}
th,td{text-align:start;vertical-align:top;padding:9px 20px 9px 0;border-bottom:1px solid var(--rule);font-weight:400}
th:last-child,td:last-child{padding-inline-end:0}
tr{break-inside:avoid}
th[scope=row]{width:32%;color:var(--ink-2)}
thead th{color:var(--ink-2);font-size:.9rem}
.said{width:34%;font-size:1.02rem}
.answer{width:8.5rem;overflow-wrap:normal;font-family:var(--voice);font-size:1.3rem;line-height:1.15}
.asked{font-family:var(--voice);font-size:1.08rem;line-height:1.25}
.standing td:first-child{font-family:var(--voice);font-size:1.08rem;line-height:1.25;width:46%}
h3{font-size:1.08rem;margin-top:22px}
h3+p{margin-top:4px}
section>ul{padding-inline-start:1.2em}
section>ul li+li{margin-top:6px}
.held{padding:10px 14px;border:2px solid var(--bad)}
.annex{font-size:.9rem}
.annex td:first-child{width:26%}
footer{margin-block:32px;padding-top:14px;border-top:1px solid var(--rule)}
@page{size:A4;margin:18mm 16mm}
@media print{html{font-size:10pt}body{background:none}header,main,footer{max-width:none;padding-inline:0}header{padding-top:0}h1{margin-top:22px}
h2,h3{break-after:avoid}.notice,.annex{break-before:page}}`;

export const VERIFIER_CSS = `${BASE}
nav{display:flex;gap:8px;justify-content:flex-end;padding-top:24px}
button,input[type=text],.pick{font:inherit;color:var(--ink);background:#fff;border:2px solid var(--ink);border-radius:10px;padding:8px 16px;min-height:44px}
button,.pick{cursor:pointer}
button[aria-pressed=true]{background:var(--ink);color:#fff}
.pick{display:inline-flex;align-items:center;margin-top:20px;padding-inline:22px;min-height:64px;font:1.4rem/1.15 var(--voice)}
.pick:focus-within{outline:3px solid var(--ink);outline-offset:3px}
.pick input{position:absolute;opacity:0;width:1px}
label:not(.pick){display:block;margin-top:20px}
input[type=text]{display:block;width:100%;margin-top:6px}
.pick+.meta{margin-top:10px}
#verdict{margin-top:28px}
h2{margin-top:26px;padding-top:12px;border-top:2px solid var(--ink)}
h2+*{margin-top:6px}
#unchecked{list-style:disc;padding-inline-start:1.2em}
.verdict{padding:16px 20px;border:2px solid currentColor;background:#fff;font:1.4rem/1.25 var(--voice)}
ul{list-style:none;padding:0}
li{padding-block:5px}
li.bad{font-weight:700}
li.code{font-size:.95rem}
li.unknown{color:var(--ink-2)}
main{padding-bottom:40px}`;
