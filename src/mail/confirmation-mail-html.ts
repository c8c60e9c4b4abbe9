// The HTML part. Mail programs know tables, `bgcolor` and inline styles; the style element is for those that know more
// (narrow screens, dark mode), and the mail stays whole without it.
import { html } from 'hono/html';
import type { ConfirmationMail, SpokenMail } from './confirmation-mail.ts';

const VOICE = "font-family:'Young Serif',Georgia,'Times New Roman',serif;font-weight:700";
const HANDS = 'font-family:Arial,Helvetica,sans-serif';
const INK = '#121e1d';

export function renderConfirmationHtml(mail: ConfirmationMail, { words, answers, doNothing }: SpokenMail): string {
  const { controller } = mail.shop;
  const { brand, onBrand, brandStrong, brandStrongAtNight } = mail.theme;
  const paragraph = `margin:0 0 18px;${HANDS};font-size:18px;line-height:27px;color:${INK}`;
  const small = `margin:0 0 24px;${HANDS};font-size:16px;line-height:24px;color:#3d4e4c`;
  const link = (url: string, label: string) =>
    html`<a class="link" href="${url}" target="_blank" rel="noopener" style="color:${brandStrong};word-break:break-word">${label}</a>`;

  return String(html`<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${words.subject(controller.name)}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:600px){.outer{padding:0!important}.pad{padding-left:20px!important;padding-right:20px!important}}
@media (prefers-color-scheme:dark){.outer{background:#0f1514!important}.sheet{background:#161d1c!important}.ink{color:#f3f0e8!important}.soft{color:#c3cbc8!important}.link{color:${brandStrongAtNight}!important}.line{border-color:#5c6865!important}.button{border-color:${brandStrongAtNight}!important}}
</style>
</head>
<body class="outer" bgcolor="#e2dfd2" style="margin:0;padding:0;background:#e2dfd2">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="outer" align="center" bgcolor="#e2dfd2" style="padding:32px 16px;background:#e2dfd2">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px">
<tr><td class="pad" bgcolor="${brand}" style="padding:32px 40px;background:${brand};color:${onBrand};${VOICE};font-size:24px;line-height:32px">${controller.name}</td></tr>
<tr><td class="pad sheet" bgcolor="#ffffff" style="padding:40px 40px 32px;background:#ffffff">
<h1 class="ink" style="margin:0 0 18px;${VOICE};font-size:40px;line-height:42px;color:${INK}">${words.title}</h1>
<p class="ink" style="${paragraph}">${words.text}</p>
${answers.map(
  ({
    question,
    detail,
    place,
  }) => html`<p class="ink" style="${paragraph}"><strong>${question} ${words.yes}</strong><br>${detail}<br>
<span class="soft" style="font-size:16px;color:#3d4e4c">${place}</span></p>`,
)}
<p class="ink" style="${paragraph}">${words.next}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:32px 0 28px"><tr><td align="center" bgcolor="${brand}" style="border-radius:10px;background:${brand}">
<a class="button" href="${mail.confirmUrl}" target="_blank" rel="noopener" style="display:block;padding:22px 16px;border:2px solid ${brandStrong};border-radius:10px;${VOICE};font-size:26px;line-height:32px;color:${onBrand};text-decoration:none">${words.confirm}</a>
</td></tr></table>
<p class="soft" style="${small};margin-bottom:0">${words.copyLink}<br>${link(mail.confirmUrl, mail.confirmUrl)}</p>
</td></tr>
<tr><td class="pad sheet line" bgcolor="#ffffff" style="padding:24px 40px 8px;background:#ffffff;border-top:2px solid ${INK}">
<p class="soft" style="${small}"><strong class="ink" style="color:${INK}">${words.notYou}</strong> ${doNothing} ${words.or} ${link(mail.confirmUrl, words.eraseNow)}.</p>
<p class="soft" style="${small}">${controller.legalName}, ${controller.address}. ${link(mail.noticeUrl, words.notice)}<br>
${words.questionsAndRights} ${link(`mailto:${controller.privacyEmail}`, controller.privacyEmail)}</p>
</td></tr>
</table>
</td></tr></table>
</body>
</html>`);
}
