// A walk through states of the tablet, in either language: whoever walks says what to do with each screen, e.g. hold it against
// axe's rules, or take its picture. One list of states serves both.
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { closeWords } from '#i18n/kiosk/close-words.ts';
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { handOverWords } from '#i18n/kiosk/hand-over-words.ts';
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import { stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { teamWords } from '#i18n/kiosk/team-words.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import type { BackEnd } from '../support/back-end.ts';
import { PASSPHRASE } from '../support/back-end.ts';
import type { Looks } from '../support/screen-sizes.ts';
import { button, chip, heading } from '../support/tablet.ts';

export interface Walk {
  /** Of a tablet that nobody has enrolled. */
  readonly page: Page;
  readonly context: BrowserContext;
  readonly backEnd: BackEnd;
  readonly spoken: Language;
  /**
   * @param at another page than that of the walk
   * @param on something else than the rest of the chapter
   */
  readonly look: (state: string, at?: Page, on?: Looks) => Promise<void>;
}

export interface Chapter {
  readonly name: string;
  /** The sample shop without it. */
  readonly shop?: ShopConfig;
  /** A tablet's screens without it. */
  readonly looks?: Looks;
  /** Rules of axe that it is not held to. */
  readonly exempt?: readonly string[];
  readonly walk: (walk: Walk) => Promise<void>;
}

/** All the words of the screens in one language. */
export const wordsIn = (spoken: Language) => ({
  ...kioskWords[spoken],
  ...welcomeWords[spoken],
  team: teamWords[spoken],
  enrol: enrolWords[spoken],
  door: doorWords[spoken],
  close: closeWords[spoken],
  stop: stopWords[spoken],
  handOver: handOverWords[spoken],
  training: trainingWords[spoken],
  stopped: stoppedWords[spoken],
});

/** What a hand does in a walk, by the words of its language. */
export function handOf({ page, backEnd, spoken }: Walk) {
  const words = wordsIn(spoken);
  const tap = (name: string) => button(page, name).tap();
  const expectScreen = (title: string | RegExp) => expect(heading(page)).toHaveText(title);
  const field = page.getByRole('textbox');
  return {
    words,
    tap,
    expectScreen,
    field,
    async enrol(link?: string) {
      await page.goto(link ?? (await backEnd.enrolmentLink()));
      await expect(chip(page)).toHaveText(words.status.ready, { timeout: 20_000 });
      await page.evaluate(() => navigator.serviceWorker.ready);
    },
    /** An action of the team's screens, which has a second line. */
    open: (title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) }).tap(),
    /** Into a screen that is cleared by itself, by the button of that name. Its clock stands until the `end`, so that a look may take its time. */
    async begin(name: string) {
      await page.clock.setFixedTime(Date.now());
      await tap(name);
    },
    async type(text: string) {
      await field.focus();
      await page.keyboard.insertText(text);
    },
    async givePassphrase() {
      await page.getByLabel(words.enrol.passphrase.label, { exact: true }).fill(PASSPHRASE);
    },
    /** From the questions to the thank-you: what is typed for the yeses. */
    async finishAnswer(...typed: readonly string[]) {
      for (const text of typed) {
        await tap(words.action.next);
        await field.focus();
        await page.keyboard.insertText(text);
      }
      if (typed.length > 0) {
        await tap(words.action.next);
        await expectScreen(words.review.title);
      }
      await tap(words.action.confirm);
    },
    async end() {
      await tap(words.action.finish);
      await expect(button(page, words.welcome.start)).toBeVisible();
      await page.clock.setSystemTime(Date.now());
    },
  };
}
