// @vitest-environment jsdom
// What holds for every page a shopper can get, whatever texts are in it.
import { describe, expect, it } from 'vitest';
import { languages } from '#domain/shop-config.ts';
import { renderEveryPage } from './testing/every-page.ts';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)> ' onfocus='x' & </title></textarea>{{7*7}}`;
const PLAIN = 'Librairie du Canal';

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');

/** The elements of a page and the names of their attributes: its shape without its texts. */
const shapeOf = (page: Document) =>
  [...page.querySelectorAll('*')].map((element) => [element.tagName, ...element.getAttributeNames()].join(' '));

const pages = languages.flatMap((language) => {
  const [own, plain] = [{}, { text: PLAIN }].map((filling) => new Map(renderEveryPage(language, filling)));
  return renderEveryPage(language, { text: HOSTILE }).map(([name, html]) => ({
    ...{ name, language, html, plain: parse(plain?.get(name) ?? ''), own: own?.get(name) ?? '' },
  }));
});

describe.each(pages)('$name ($language)', ({ language, html, plain, own }) => {
  const page = parse(html);

  it('has the same elements and attributes with hostile texts as with plain ones', () => {
    expect(shapeOf(page)).toEqual(shapeOf(plain));
  });

  it('has no script and no style of its own, and posts its forms', () => {
    expect(page.querySelector('script, style, [style]')).toBeNull();
    expect(shapeOf(page).filter((element) => / on\w/.test(element))).toEqual([]);
    for (const form of page.forms) {
      expect(form.getAttribute('method')).toBe('post');
      expect(form.getAttribute('action')).toBe(HOSTILE);
    }
  });

  it('says words, and nothing that only a program understands', () => {
    expect(parse(own).body.textContent).not.toMatch(/=>|\$\{|undefined|\bnull\b|NaN|\[object|Invalid Date/);
  });

  it('is under 20 kB', () => {
    expect(new TextEncoder().encode(own).length).toBeLessThan(20_000);
  });

  it('can be read by heading, landmark and language, and is kept from search engines', () => {
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.documentElement.lang).toBe(language);
    for (const landmark of ['header', 'main', 'footer']) expect(page.querySelectorAll(landmark)).toHaveLength(1);
    expect(page.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
    expect(page.title).not.toBe('');
  });

  it('names no telephone number that can be somebody’s', () => {
    const numbers = page.body.textContent?.match(/(?:\+33|0)[\s\d]{9,}/g) ?? [];
    // kept free for fiction by the regulator
    for (const number of numbers) expect(number.replace(/\s/g, '')).toMatch(/^(?:\+33|0)63998/);
  });

  it('gives every control a name, and ids once', () => {
    for (const button of page.querySelectorAll('button')) expect(button.textContent?.trim()).not.toBe('');
    const ids = [...page.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
