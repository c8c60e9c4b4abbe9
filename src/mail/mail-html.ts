// What the HTML part of every mail is set in. Mail programs know tables, `bgcolor` and inline styles; the style element is
// for those that know more (narrow screens, dark mode), and a mail stays whole without it.
import { html } from 'hono/html';
import type { Language, ShopConfig } from '#domain/shop-config.ts';

export type Markup = ReturnType<typeof html>;

export interface MailTheme {
  readonly brand: string;
  readonly onBrand: string;
  /** For links on white. */
  readonly brandStrong: string;
  /** For links in dark mode. */
  readonly brandStrongAtNight: string;
}

/** Whose mail it is, in which language. */
export interface MailContext {
  readonly language: Language;
  readonly shop: Pick<ShopConfig, 'controller'>;
  readonly theme: MailTheme;
  /** Absolute. */
  readonly noticeUrl: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface MailButton {
  readonly url: string;
  readonly label: string;
  readonly copyLink: string;
}

interface MailContent {
  readonly subject: string;
  readonly title: string;
  /** Above the one button. */
  readonly body: Markup;
  readonly button: MailButton | null;
  /** What to do if it was somebody else. */
  readonly otherwise: Markup;
  readonly notice: string;
  readonly questionsAndRights: string;
}

const VOICE = "font-family:'Young Serif',Georgia,'Times New Roman',serif;font-weight:700";
const HANDS = 'font-family:Arial,Helvetica,sans-serif';
export const MAIL_INK = '#121e1d';

export const paragraphStyle = `margin:0 0 18px;${HANDS};font-size:18px;line-height:27px;color:${MAIL_INK}`;
const small = `margin:0 0 24px;${HANDS};font-size:16px;line-height:24px;color:#3d4e4c`;

export function renderLink({ theme }: MailContext, url: string, label: string): Markup {
  return html`<a class="link" href="${url}" target="_blank" rel="noopener" style="color:${theme.brandStrong};word-break:break-word">${label}</a>`;
}

export function renderMailHtml(context: MailContext, content: MailContent): string {
  const { controller } = context.shop;
  const { brand, onBrand, brandStrongAtNight } = context.theme;
  return String(html`<!doctype html>
<html lang="${context.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${content.subject}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
h1{text-wrap:balance}p{text-wrap:pretty}
@media (max-width:600px){.outer{padding:0!important}.pad{padding-left:20px!important;padding-right:20px!important}}
@media (prefers-color-scheme:dark){.outer{background:#0f1514!important}.sheet{background:#161d1c!important}.ink{color:#f3f0e8!important}.soft{color:#c3cbc8!important}.link{color:${brandStrongAtNight}!important}.line{border-color:#5c6865!important}.button{border-color:${brandStrongAtNight}!important}}
</style>
</head>
<body class="outer" bgcolor="#e2dfd2" style="margin:0;padding:0;background:#e2dfd2">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="outer" align="center" bgcolor="#e2dfd2" style="padding:32px 16px;background:#e2dfd2">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px">
<tr><td class="pad" bgcolor="${brand}" style="padding:32px 40px;background:${brand};color:${onBrand};${VOICE};font-size:24px;line-height:32px">${controller.name}</td></tr>
<tr><td class="pad sheet" bgcolor="#ffffff" style="padding:40px 40px 32px;background:#ffffff">
<h1 class="ink" style="margin:0 0 18px;${VOICE};font-size:40px;line-height:42px;color:${MAIL_INK}">${content.title}</h1>
${content.body}
${content.button && renderButton(context, content.button)}
</td></tr>
<tr><td class="pad sheet line" bgcolor="#ffffff" style="padding:24px 40px 8px;background:#ffffff;border-top:2px solid ${MAIL_INK}">
<p class="soft" style="${small}">${content.otherwise}</p>
<p class="soft" style="${small}">${controller.legalName}, ${controller.address}<br>
${renderLink(context, context.noticeUrl, content.notice)}<br>
${content.questionsAndRights} ${renderLink(context, `mailto:${controller.privacyEmail}`, controller.privacyEmail)}</p>
</td></tr>
</table>
</td></tr></table>
</body>
</html>`);
}

function renderButton(context: MailContext, { url, label, copyLink }: MailButton): Markup {
  const { brand, onBrand, brandStrong } = context.theme;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:32px 0 28px"><tr><td align="center" bgcolor="${brand}" style="border-radius:10px;background:${brand}">
<a class="button" href="${url}" target="_blank" rel="noopener" style="display:block;padding:22px 16px;border:2px solid ${brandStrong};border-radius:10px;${VOICE};font-size:26px;line-height:32px;color:${onBrand};text-decoration:none">${label}</a>
</td></tr></table>
<p class="soft" style="${small};margin-bottom:0">${copyLink}<br>${renderLink(context, url, url)}</p>`;
}
