// What people are asked and told: checked, published, compared, printed.
import { diffConfigs } from '#domain/config-diff.ts';
import { toNoticeText } from '#domain/notice.ts';
import { type Language, languages, type ShopConfig, shopConfigSchema } from '#domain/shop-config.ts';
import { gateWordsByLanguage } from '#i18n/gate/say-problems.ts';
import { toNoticeView } from '#pages/notice-page.ts';
import { renderPaperNotice } from '#pages/paper-notice.ts';
import { sha256 } from '#protocol/digest.ts';
import { checkShop, languageOf, publishShop, sayRefusal } from '../publication.ts';
import { readShopFile } from '../shop-config-file.ts';
import { getConfig, listPublications, mustGetCurrentConfig } from '../storage/config.ts';
import type { Reader } from '../storage/store.ts';
import { at, type Command, print, printTable } from './command.ts';

export const configCommands: readonly Command[] = [
  {
    usage: 'config check <file> [fr|en]',
    summary: 'what keeps a shop config from being published, with the place of each problem',
    run: withFile(async ({ store }, file, value, language) => {
      const result = await checkShop(store, value, store.now());
      print(
        result.outcome === 'refused'
          ? sayRefusal(file, result.problems, language)
          : gateWordsByLanguage[language].passed(file),
      );
      return result.outcome === 'passed';
    }),
  },
  {
    usage: 'config publish <file> [fr|en]',
    summary: 'publish a shop config; tablets take it up between two shoppers',
    run: withFile(async ({ store, operator }, file, value, language) => {
      const result = await publishShop(store, value, `operator:${operator}`);
      if (result.outcome === 'refused') {
        print(sayRefusal(file, result.problems, language));
        return false;
      }
      if (result.outcome === 'current-already') {
        print(`It is the current version already: ${result.digest}`);
        return true;
      }
      if (result.before) printChanges(result.before, result.config);
      print(`Published: ${result.digest}`);
      return true;
    }),
  },
  {
    usage: 'config diff <version> <version>',
    summary: 'what differs: a version is a number of the history, a digest or its beginning, or a file',
    async run({ store }, [one = '', other = '']) {
      const [before, after] = [await findVersion(store, one), await findVersion(store, other)];
      for (const [name, found] of [
        [one, before],
        [other, after],
      ] as const)
        if (!found) print(`There is no version ${name}: neither published, nor a file that has the form of one.`);
      if (!before || !after) return false;
      printChanges(before, after);
      return true;
    },
  },
  {
    usage: 'config history',
    summary: 'every publication: when, by whom, and how much it changed',
    async run({ store }) {
      const rows = [];
      let before: ShopConfig | undefined;
      for (const { number, published_at, author, digest } of await listPublications(store)) {
        const config = await getConfig(store, digest);
        const changes = config && before ? diffConfigs(before, config).length : '';
        rows.push({ number, at: at(published_at), by: author, digest, notice: config?.notice.version, changes });
        before = config;
      }
      printTable(rows, 'Nothing is published yet.');
      return true;
    },
  },
  {
    usage: 'config notice <fr|en>',
    summary: 'the current notice as a page to print, for paper forms',
    async run({ store }, [wanted = '']) {
      const { config } = await mustGetCurrentConfig(store);
      const language = config.languages.find((spoken) => spoken === wanted);
      if (!language) {
        print(`The shop speaks: ${config.languages.join(', ')}.`);
        return false;
      }
      const digest = await sha256(toNoticeText(config, language));
      print(renderPaperNotice({ language, shop: config }, toNoticeView(config), digest));
      return true;
    },
  },
];

/** A command about a file, which speaks the shop's first language unless told. */
function withFile(
  run: (context: Parameters<Command['run']>[0], file: string, value: unknown, language: Language) => Promise<boolean>,
): Command['run'] {
  return async (context, [file, wanted]) => {
    if (file === undefined) {
      print('Name the file.');
      return false;
    }
    const value = await readShopFile(file).catch((error: Error) => error);
    if (value instanceof Error) {
      print(value.message);
      return false;
    }
    return run(context, file, value, languages.find((language) => language === wanted) ?? languageOf(value));
  };
}

async function findVersion(reader: Reader, name: string): Promise<ShopConfig | undefined> {
  const publications = await listPublications(reader);
  // the beginning of a digest, where it is one and only
  const digests = new Set(publications.filter(({ digest }) => digest.startsWith(name)).map(({ digest }) => digest));
  const [beginning, another] = name.length < 6 ? [] : digests;
  const digest =
    publications.find(({ number }) => String(number) === name)?.digest ??
    (another === undefined ? beginning : undefined);
  if (digest !== undefined) return getConfig(reader, digest);
  const value = await readShopFile(name).catch(() => undefined);
  return shopConfigSchema.safeParse(value).data;
}

function printChanges(before: ShopConfig, after: ShopConfig): void {
  const changes = diffConfigs(before, after);
  if (changes.length === 0) print('They are the same.');
  for (const change of changes) {
    print(change.path);
    if (change.before !== undefined) print(`  - ${change.before}`);
    if (change.after !== undefined) print(`  + ${change.after}`);
  }
}
