// What all phone pages share: their headers, their language, the shop they speak for.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { type Language, languages, type ShopConfig } from '#domain/shop-config.ts';
import { pageWordsByLanguage } from '#i18n/pages/words-by-language.ts';
import type { OtherLanguage, PageContext } from '#pages/layout.ts';
import { type PageProblem, renderProblemPage } from '#pages/problem-page.ts';
import type { AppDeps } from '../app.ts';
import { newLinkPath, noticePath } from '../links.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import type { Reader } from '../storage/store.ts';
import { isWholeToken } from '../storage/token.ts';

/** Routes that a person opens: what goes wrong in them is a page too. */
export function createPageRoutes({ store, log }: Pick<AppDeps, 'store' | 'log'>): Hono {
  return new Hono().onError(async (error, context) => {
    // hono's csrf middleware speaks so
    if (error instanceof HTTPException && error.status === 403) return problemPage(store, context, 'form-refused');
    log.failure('page', error);
    return problemPage(store, context, 'internal').catch(() => {
      // the database does not even say whose page it is, nor in which language
      const says = languages.map((language) =>
        Object.values(pageWordsByLanguage[language].problem.internal).join('\n'),
      );
      return context.text(says.join('\n\n'), 500);
    });
  });
}

/** No script, nothing from elsewhere, in nobody's frame, in nobody's cache. */
export const pageHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  if (!context.res.headers.has('Content-Security-Policy')) context.header('Content-Security-Policy', PAGE_POLICY);
  context.header('Cache-Control', 'no-store');
};

const PAGE_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** A form counts only from our own pages, under the public origin or the one this request came to. */
export function sameSiteForms(publicUrl: string): MiddlewareHandler {
  return csrf({ origin: (origin, context) => origin === publicUrl || origin === new URL(context.req.url).origin });
}

const FORM_BYTES_LIMIT = 4096;

/** Most of our forms have some dozen bytes; of a longer one nothing is kept in memory. */
export function smallForms(reader: Reader, maxSize = FORM_BYTES_LIMIT): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (context) => problemPage(reader, context, 'too-large'),
  });
}

/** A link that has lost a part on its way is not one that leads nowhere: it can be opened again, whole. */
export function wholeLinks(reader: Reader): MiddlewareHandler {
  return async (context, next) => {
    if (!isWholeToken(context.req.param('token') ?? '')) return problemPage(reader, context, 'incomplete-link');
    return next();
  };
}

/** What a form brings; nothing where the body is none, whatever its Content-Type says. */
export function readPosted(
  { req }: Context,
  options: { readonly all: boolean } = { all: false },
): Promise<Readonly<Record<string, unknown>>> {
  return req.parseBody(options).catch(() => ({}));
}

/** The language of what the page is about, else the one chosen on a page before, else the best the browser asks for that the shop speaks. */
export async function pageContext(
  reader: Reader,
  request: Context['req'],
  about?: { readonly language: Language; readonly config: ShopConfig; readonly configDigest: string },
): Promise<PageContext> {
  const current = about ?? (await currentShop(reader, request));
  return {
    language: current.language,
    shop: current.config,
    noticeUrl: noticePath(current.configDigest, current.language),
    newLinkUrl: newLinkPath,
  };
}

async function currentShop(reader: Reader, request: Context['req']) {
  const { config, digest } = await mustGetCurrentConfig(reader);
  const chosen = config.languages.find((language) => language === request.query('language'));
  return { language: chosen ?? preferredLanguage(request, config), config, configDigest: digest };
}

/** The other languages that the shop speaks, each with the page's address in it. */
export function listOtherLanguages(
  config: ShopConfig,
  shown: Language,
  urlIn: (language: Language) => string,
): OtherLanguage[] {
  const others = config.languages.filter((language) => language !== shown);
  return others.map((language) => ({ language, url: urlIn(language) }));
}

/** RFC 9110 §12.5.4: by quality, then by order. */
export function preferredLanguage(request: Context['req'], config: ShopConfig): Language {
  const wanted = (request.header('accept-language') ?? '')
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/;\s*q=/);
      return { tag: tag.slice(0, 2).toLowerCase(), quality: Number(quality ?? 1) };
    })
    .sort((a, b) => b.quality - a.quality);
  const found = wanted.find(({ tag }) => config.languages.some((language) => language === tag));
  return languages.find((language) => language === found?.tag) ?? (config.languages[0] as Language);
}

const statusByProblem = {
  'not-found': 404,
  'incomplete-link': 404,
  'form-refused': 403,
  'too-large': 413,
  internal: 500,
} as const;

export async function problemPage(reader: Reader, context: Context, problem: PageProblem): Promise<Response> {
  return context.html(renderProblemPage(await pageContext(reader, context.req), problem), statusByProblem[problem]);
}
