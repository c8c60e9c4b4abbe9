// A browser may keep a page as it stands for its Back button, and freezes it at once: no later task can clear it.
import { acceptEmail, button, enrol } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

test('a page that a browser keeps is empty before it is frozen, and starts again when it comes back', async ({
  page,
  backEnd,
}) => {
  await enrol(page, await backEnd.enrolmentLink());
  await acceptEmail(page, 'camille@exemple.fr');
  await expect(page.getByText('camille@exemple.fr')).toBeVisible();
  const left = await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    return document.body.innerText.trim();
  });
  expect(left).toBe('');

  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect(button(page, 'Commencer')).toBeVisible();
});
