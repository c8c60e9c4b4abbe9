// For specs that look at screens in each language.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { intlLocales } from '#i18n/language.ts';
import { writeShopFile } from './shop-file.ts';
import { test as base } from './test.ts';

interface Spoken {
  readonly spoken: Language;
  /** The sample shop where it is null. */
  readonly shop: ShopConfig | null;
}

/** A shop that speaks `spoken` first: to its team, and on its welcome screen. */
export const test = base.extend<Spoken>({
  spoken: ['fr', { option: true }],
  shop: [null, { option: true }],
  shopConfig: async ({ spoken, shop }, use) => {
    const file = await writeShopFile(spoken, shop ?? undefined);
    await use(file.path);
    await file.remove();
  },
  locale: async ({ spoken }, use) => use(intlLocales[spoken]),
});

/**
 * What axe has against a page, under its rules for WCAG 2.2 A and AA and good practice.
 * @param exempt rules that it is not held to
 */
export async function findBarriers(page: Page, exempt: readonly string[] = []): Promise<string[]> {
  const off = exempt.map((rule) => [rule, { enabled: false }]);
  // WCAG 2.2 asks for it (2.5.8); axe leaves it off unless told
  const rules = { 'target-size': { enabled: true }, ...Object.fromEntries(off) };
  // half a megabyte, which stays in the page once it is there; the builder would bring it twice for each look
  const axeSource = await page.evaluate(() => ('axe' in window ? 'axe' : undefined));
  // without frames there is nothing to put together, and no second page to open for it
  const { violations } = await new AxeBuilder({ page, ...(axeSource && { axeSource }) })
    .setLegacyMode()
    .options({ rules, resultTypes: ['violations'] })
    .analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' · ')}`,
  );
}
