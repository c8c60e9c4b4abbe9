// @vitest-environment jsdom
// What holds for every mail that a shopper can get.
import { describe, expect, it } from 'vitest';
import { choicesMail, renderEveryMail } from './testing/every-mail.ts';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const hostileMails = new Map(
  renderEveryMail('"><script>alert(1)</script>').map(([name, mail]) => [name, mail] as const),
);

describe.each(renderEveryMail())('%s', (name, { subject, text, html }, ownUrl) => {
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
    const evil = parse(hostileMails.get(name)?.html ?? '');
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
    expect(page.documentElement.lang).toBe(name.endsWith('(fr)') ? 'fr' : 'en');
  });
});
