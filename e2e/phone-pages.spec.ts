// Every page a phone can get, by keyboard alone, from the top to the foot. That each can be read, and fits, is looked at in
// accessibility.spec.ts; that they work without scripts, in the stories of those who use them.
import { phonePages } from './states/pages.ts';
import { listTabStops, phoneOptions } from './support/phone.ts';
import { expect, test } from './support/test.ts';

test.use({ trace: 'off', viewport: phoneOptions.viewport }); // a picture of each of some hundred keystrokes takes longer than all the rest

test('a keyboard gets everywhere on every page, in order, and one sees where it is', async ({
  page,
  context,
  backEnd,
}) => {
  test.slow(); // some seventy pages
  const found: string[] = [];
  await phonePages.walk({
    ...{ page, context, backEnd, spoken: 'fr' },
    async look(state) {
      const { focusable, reached, unseen } = await listTabStops(page);
      if (reached.join() !== focusable.join()) found.push(`${state}: by keyboard ${reached} of ${focusable}`);
      for (const stop of unseen) found.push(`${state}: the focus cannot be seen on ${stop}`);
    },
  });
  expect(found).toEqual([]);
});
