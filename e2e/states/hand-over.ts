// Answering on one's own phone, as the tablet shows it.
import { openCamera } from '../support/camera.ts';
import { phoneOptions } from '../support/phone.ts';
import { type Chapter, handOf } from './walk.ts';

export const handOver: Chapter = {
  name: 'hand-over',
  async walk(walk) {
    const { page, context, look } = walk;
    const { words, tap, enrol, expectScreen } = handOf(walk);
    const browser = context.browser();
    if (!browser) throw new Error('the context has no browser');
    const code = page.getByRole('img', { name: words.handOver.code });
    await enrol();
    await context.setOffline(true);
    await tap(words.welcome.phone);
    await code.waitFor();
    await look('hand-over, offline');
    await tap(words.handOver.back);
    await context.setOffline(false);

    await tap(words.welcome.phone);
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
    await mine.locator('main form .action').tap();
    await phone.close();
    await expectScreen(words.handOver.done.join(' '));
    await look('answered on the phone');
  },
};
