// Every state of the tablet's screens, in each language: lying and upright: against axe's rules (WCAG 2.2 A and AA,
// and good practice), and for what does not fit. `npm run gallery` looks for that on more sizes, and at 200 %.
import { languages } from '#domain/shop-config.ts';
import { chapters } from './states/chapters.ts';
import { findMisfits } from './support/misfits.ts';
import { atEachSize, onTablet } from './support/screen-sizes.ts';
import { findBarriers, test } from './support/spoken.ts';
import { expect } from './support/test.ts';

test.use({ trace: 'off' }); // a picture of each change of size takes longer than the looking

for (const spoken of languages)
  for (const { name, shop, looks = onTablet, exempt, walk } of chapters)
    test.describe(`${spoken}, ${name}`, () => {
      test.use({ spoken, shop: shop ?? null });

      test('no screen has a barrier', async ({ page, context, backEnd }) => {
        test.slow(); // some ten screens, each both ways round and under every rule
        const found: string[] = [];
        await walk({
          ...{ page, context, backEnd, spoken },
          async look(state, at = page, { tested } = looks) {
            await atEachSize(at, tested, async (size) => {
              const problems = [...(await findMisfits(at, size)), ...(await findBarriers(at, exempt))];
              found.push(...problems.map((problem) => `${state}, ${size.name}: ${problem}`));
            });
          },
        });
        expect(found).toEqual([]);
      });
    });
