// For specs that look at screens in each language.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Language } from '#domain/shop-config.ts';
import { readShopConfig, sampleShopConfig } from '#server/shop-config-file.ts';
import { test as base } from './test.ts';

/** The sample shop, speaking `spoken` first: to its team, and on its welcome screen. */
export const test = base.extend<{ readonly spoken: Language }>({
  spoken: ['fr', { option: true }],
  shopConfig: async ({ spoken }, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'shop-'));
    const path = join(directory, 'shop.json');
    const shop = await readShopConfig(sampleShopConfig);
    await writeFile(path, JSON.stringify({ ...shop, languages: spoken === 'fr' ? ['fr', 'en'] : ['en', 'fr'] }));
    await use(path);
    await rm(directory, { recursive: true });
  },
  locale: async ({ spoken }, use) => use(spoken === 'fr' ? 'fr-FR' : 'en-GB'),
});

/** WCAG 2.2 asks for it (2.5.8); axe leaves it off unless told. */
const options = { rules: { 'target-size': { enabled: true } } };

/** What axe has against a page, under its rules for WCAG 2.2 A and AA and good practice. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options(options).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' · ')}`,
  );
}
