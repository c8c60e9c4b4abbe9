// @vitest-environment jsdom
// What holds for every mail that a shopper can get.
import { describe, expect, it } from 'vitest';
import { languages } from '#domain/shop-config.ts';
import { choicesMail, renderEveryMail } from './testing/every-mail.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const mails = languages.flatMap((language) => {
  const hostile = renderEveryMail(language, { text: '"><script>alert(1)</script>' });
  return renderEveryMail(language).map(([name, mail, ownUrl], i) => ({
    ...{ name, language, ...mail, ownUrl, evil: parse(hostile[i]?.[1].html ?? '') },
  }));
});

describe.each(mails)('$name ($language)', ({ language, subject, text, html, ownUrl, evil }) => {
  const page = parse(html);
  const { noticeUrl, shop } = choicesMail;
  const { legalName, address, privacyEmail } = shop.controller;

  it('links to our own pages only, and loads nothing', () => {
    expect(new Set([...page.querySelectorAll('a')].map((link) => link.href))).toEqual(
      new Set([...(ownUrl ? [ownUrl] : []), noticeUrl, `mailto:${privacyEmail}`]),
    );
    expect(page.querySelector('img, link, script, iframe, [src], [background]')).toBeNull();
    expect(html).not.toContain('url(');
  });

  it('keeps hostile texts of a config as text', () => {
    expect(evil.querySelector('script')).toBeNull();
    expect(evil.querySelectorAll('*')).toHaveLength(page.querySelectorAll('*').length);
  });

  it('says in both parts who answers for it, and where the link leads', () => {
    for (const part of [text, page.body.textContent])
      for (const said of [`${legalName}, ${address}`, privacyEmail, ownUrl ?? '']) expect(part).toContain(said);
    expect(text).toContain(noticeUrl);
  });

  it('has a subject of one line, and speaks its language', () => {
    expect(subject).toMatch(/^.+ – Librairie du Canal$/);
    expect(page.documentElement.lang).toBe(language);
  });
});
