// Answering on one's own phone, as the tablet shows it.
import { expect } from '@playwright/test';
import { openCamera } from '../support/camera.ts';
import { phoneOptions } from '../support/phone.ts';
import { heading } from '../support/tablet.ts';
import { type Chapter, handOf } from './walk.ts';

export const handOver: Chapter = {
  name: 'hand-over',
  async walk(walk) {
    const { page, context, look } = walk;
    const { words, tap, begin, enrol, expectScreen } = handOf(walk);
    const browser = context.browser();
    if (!browser) throw new Error('the context has no browser');
    const code = page.getByRole('img', { name: words.handOver.code });
    await enrol();
    await page.evaluate(() => {
      crypto.subtle.sign = () => Promise.reject(new Error('the key does not sign'));
    });
    await begin(words.welcome.phone);
    await page.getByText(words.handOver.failed.title).waitFor();
    await look('hand-over, without a code');
    await page.reload();

    await context.setOffline(true);
    await begin(words.welcome.phone);
    await code.waitFor();
    await look('hand-over, offline');
    await tap(words.handOver.back);
    await context.setOffline(false);

    await begin(words.welcome.phone);
    await expectScreen(words.handOver.title);
    await code.waitFor();
    const camera = await openCamera(browser);
    const url = await camera.read(await page.screenshot(), {});
    await camera.close();
    await look('hand-over');
    const phone = await browser.newContext(phoneOptions);
    const mine = await phone.newPage();
    await mine.goto(url ?? '');
    for (const radio of await mine.locator('[value=no]').all()) await radio.check({ force: true });
    await Promise.all([mine.waitForEvent('load'), mine.locator('main form .action').tap()]);
    await phone.close();
    // the tablet asks for news from time to time
    await expect(heading(page)).toHaveText(words.handOver.done.join(' '), { timeout: 60_000 });
    await look('answered on the phone');
  },
};
