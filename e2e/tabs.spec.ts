// Two tabs on one tablet: one is the kiosk, the other says so and can take over (A5). What keeps the chain whole when it
// does, in the middle of a save, is the head check in the capture (A2).
import type { Page } from '@playwright/test';
import { readSignedText } from '#protocol/signature.ts';
import type { BackEnd } from './support/back-end.ts';
import { captureLog, holdCaptures, readJournal, watchStorage } from './support/storage.ts';
import { acceptSms, button, chip, confirm, enrol, expectThanks, heading, refuse } from './support/tablet.ts';
import { expect, test } from './support/test.ts';

const OTHER_TAB = 'Déjà ouvert ailleurs';

let first: Page;
let second: Page;

test.beforeEach(async ({ page, context, backEnd }) => {
  first = page;
  await watchStorage(first);
  await holdSigning(first);
  await enrol(first, await backEnd.enrolmentLink());
  second = await context.newPage();
  await watchStorage(second);
  await second.goto(`${backEnd.origin}/kiosk/`);
});

test('the second tab says that the first is the kiosk, and takes over when told to', async () => {
  await expect(heading(second)).toHaveText(OTHER_TAB);
  await expect(chip(first)).toHaveText('Prêt');

  await button(second, 'L’utiliser ici').tap();
  await expect(chip(second)).toHaveText('Prêt');
  await expect(heading(first)).toHaveText(OTHER_TAB);

  await second.close();
  await expect(chip(first)).toHaveText('Prêt'); // by itself: the browser freed the lock
});

test('a lock stolen while a transaction is open leaves both answers, once', async ({ backEnd }) => {
  await refuse(first);
  await holdCaptures(first, true);
  await confirm(first);
  await expect.poll(async () => (await captureLog(first)).happened).toEqual(['put']);

  await steal();
  await holdCaptures(first, false);
  await expectSaved(second, () => acceptSms(second, '0612345678'));
  await expectChain(backEnd, ['no', 'yes']);
});

test('a lock stolen between reading the head and writing makes the first build again behind the second', async ({
  backEnd,
}) => {
  await refuse(first);
  await first.evaluate(() => window.signing.close());
  await confirm(first);
  await steal();
  await expectSaved(second, () => acceptSms(second, '0612345678'));
  expect(await readJournal(second)).toHaveLength(1);

  await first.evaluate(() => window.signing.open());
  await expect.poll(() => readJournal(second)).toHaveLength(2);
  await expectChain(backEnd, ['yes', 'no']);
});

async function steal(): Promise<void> {
  await second.bringToFront();
  await button(second, 'L’utiliser ici').tap();
  await expect(button(second, 'Commencer')).toBeVisible();
  await expect(heading(first)).toHaveText(OTHER_TAB);
}

async function expectSaved(page: Page, answer: () => Promise<void>): Promise<void> {
  await answer();
  await confirm(page);
  await expectThanks(page);
}

/** One event a tap on Confirm, linked without a gap; and the loser, which cannot tell, has thanked nobody. */
async function expectChain(backEnd: BackEnd, smsAnswers: readonly ['yes' | 'no', 'yes' | 'no']): Promise<void> {
  await second.reload();
  const events = () =>
    backEnd.query<{ seq: number; hash: string; status: string; jws: string }>(
      "select seq, hash, status, jws from events where type = 'answers-given' order by seq",
    );
  await expect.poll(events).toHaveLength(2);
  const [one, two] = events().map(({ jws, ...row }) => ({ ...row, ...JSON.parse(readSignedText(jws) ?? '') }));
  expect([one.seq, one.previous, one.status]).toEqual([1, null, 'accepted']);
  expect([two.seq, two.previous, two.status]).toEqual([2, one.hash, 'accepted']);
  expect([one, two].map(({ answers }) => answers[1].answer)).toEqual(smsAnswers);
  expect((await captureLog(first)).happened).not.toContain('thanks');
}

declare global {
  interface Window {
    signing: { close(): void; open(): void };
  }
}

/** Signing an event can be made to wait, as on a slow tablet: it has its place, the head is read, and not yet written. */
async function holdSigning(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let gate = Promise.resolve();
    let open = () => {};
    window.signing = {
      close() {
        gate = new Promise((resolve) => {
          open = resolve;
        });
      },
      open: () => open(),
    };
    const { sign } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.sign = async function (algorithm, key, data) {
      const [header = ''] = new TextDecoder().decode(data).split('.');
      if (atob(header).includes('consent-event')) await gate;
      return sign.call(this, algorithm, key, data);
    };
  });
}
