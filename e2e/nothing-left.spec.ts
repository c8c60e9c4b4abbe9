// However a visit ends, nothing of the shopper is left on the tablet but what the journal keeps sealed: not in the page, not in
// what the browser remembers of it, not in storage, not in memory that anything still reaches.
import { randomBytes, randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { teamFr } from '#i18n/kiosk/team-fr.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { failCaptures, readJournal, watchStorage } from './support/storage.ts';
import {
  acceptEmail,
  acceptSms,
  answerAll,
  answerQuestions,
  button,
  confirm,
  enrol,
  expectThanks,
  finish,
  goOn,
  heading,
  start,
  syncNow,
  typeEmail,
  typePhone,
} from './support/tablet.ts';
import { expect, test } from './support/test.ts';
import { createSearch, findInMemory } from './support/traces.ts';

/** Somebody like nobody else. */
interface Person {
  readonly email: string;
  readonly phone: string;
  /** What may stand nowhere. Of a number what all its forms have in common, with spaces and without. */
  readonly traces: readonly string[];
}

function makePerson(): Person {
  const name = `q${randomBytes(5).toString('hex')}`;
  const digits = String(randomInt(10_000_000, 100_000_000));
  const pairs = (digits.match(/../g) as string[]).join(' ');
  return { email: `${name}@exemple.fr`, phone: `06${digits}`, traces: [name, `6${digits}`, `6 ${pairs}`] };
}

const stopFromWelcome = (page: Page) => button(page, welcomeWords.fr.welcome.stop).tap();
const leave = (page: Page) => button(page, 'Quitter').tap();

/** From one welcome screen to the next. */
const ways: Record<string, (page: Page, person: Person) => Promise<void>> = {
  async 'a thank-you'(page, { email }) {
    await acceptEmail(page, email);
    await confirm(page);
    await expectThanks(page);
    await finish(page);
  },
  async 'a thank-you for a number, in English'(page, { phone }) {
    await acceptSms(page, phone);
    await page.getByRole('button', { name: /^Changer de langue/ }).tap();
    await button(page, 'Confirm').tap();
    await button(page, 'Finish').tap();
  },
  async 'a refusal after an address was typed'(page, { email }) {
    await start(page);
    await answerQuestions(page, ['Oui', 'Non', 'Non']);
    await goOn(page);
    await typeEmail(page, email);
    await goOn(page);
    await button(page, 'Retour').tap();
    await button(page, 'Retour').tap();
    await answerAll(page, 'Non');
    await confirm(page);
    await finish(page);
  },
  async 'leaving from the review'(page, { email, phone }) {
    await start(page);
    await answerAll(page, 'Oui');
    await goOn(page);
    await typeEmail(page, email);
    await goOn(page);
    await typePhone(page, phone);
    await goOn(page);
    await leave(page);
  },
  async 'a stop'(page, { email }) {
    await stopFromWelcome(page);
    await type(page, email);
    await button(page, 'Arrêter').tap();
    await expectThanks(page);
    await finish(page);
  },
  async 'a stop that was refused, and left'(page, { phone }) {
    await stopFromWelcome(page);
    await type(page, `${phone}1`);
    await button(page, 'Arrêter').tap();
    await button(page, 'Retour').tap();
  },
  async 'a hand-over after leaving'(page, { email }) {
    await start(page);
    await answerQuestions(page, ['Oui', 'Non', 'Non']);
    await goOn(page);
    await type(page, email);
    await leave(page);
    await button(page, welcomeWords.fr.welcome.phone).tap();
    await page.getByRole('img', { name: /^Code QR/ }).waitFor();
    await button(page, 'Revenir').tap();
  },
  async 'what could not be saved'(page, { phone }) {
    await acceptSms(page, phone);
    await failCaptures(page, 'quota', Number.POSITIVE_INFINITY);
    await confirm(page);
    await button(page, 'Effacer et fermer').tap();
    await failCaptures(page, 'quota', 0);
  },
  async 'a training'(page, { email, phone }) {
    await train(page);
    await acceptEmail(page, email);
    await confirm(page);
    await expectThanks(page);
    await button(page, 'Terminer').tap();
    await acceptSms(page, phone);
    await button(page, trainingWords.fr.end).tap();
  },
};

// a trace keeps, in the page itself, what each element showed: it would be found
test.use({ trace: 'off' });

test('however a visit ends, nothing of the shopper is left', async ({ page, context, backEnd }) => {
  test.slow();
  await watchStorage(page);
  await holdTouched(page);
  await enrol(page, await backEnd.enrolmentLink());
  const historyBefore = await page.evaluate(() => history.length);
  const session = await context.newCDPSession(page);
  const found: string[] = [];
  const everybody: string[] = [];

  await test.step('where there is something to find, it is found', async () => {
    const { email, traces } = makePerson();
    await start(page);
    await answerQuestions(page, ['Oui', 'Non', 'Non']);
    await goOn(page);
    await type(page, email);
    expect(await places(page, traces)).toEqual([`fields: ${traces[0]}`]);
    expect(await findInMemory(session, traces)).toEqual([traces[0]]);
    await leave(page);
    everybody.push(...traces);
  });

  for (const [way, walk] of Object.entries(ways))
    await test.step(way, async () => {
      const person = makePerson();
      everybody.push(...person.traces);
      await walk(page, person);
      await expect(button(page, 'Commencer')).toBeVisible();
      found.push(...(await places(page, person.traces)).map((place) => `${way}: ${place}`));
      found.push(...(await findInMemory(session, person.traces)).map((trace) => `${way}: memory: ${trace}`));
    });
  expect(found).toEqual([]);
  expect(await page.evaluate(() => [history.length, history.state])).toEqual([historyBefore, null]);

  await test.step('nor by the way back', async () => {
    await start(page);
    await answerQuestions(page, ['Oui', 'Non', 'Non']);
    await goOn(page);
    await typeEmail(page, makePerson().email);
    await page.goto('about:blank');
    await page.goBack();
    await expect(button(page, 'Commencer')).toBeVisible();
    await start(page);
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  });
  expect(await places(page, everybody)).toEqual([]);
});

test('a form that nobody touches any more leaves nothing', async ({ page, context, backEnd }) => {
  await page.clock.install();
  await enrol(page, await backEnd.enrolmentLink());
  const session = await context.newCDPSession(page);
  const { email, traces } = makePerson();
  await start(page);
  await answerQuestions(page, ['Oui', 'Non', 'Non']);
  await goOn(page);
  await typeEmail(page, email);
  await page.clock.runFor(46_000);
  await expect(button(page, 'Commencer')).toBeVisible();
  expect(await places(page, traces)).toEqual([]);
  expect(await findInMemory(session, traces)).toEqual([]);
});

test('what people answered stands in the journal and nowhere else', async ({ page, backEnd }) => {
  await enrol(page, await backEnd.enrolmentLink());
  const { email, phone } = makePerson();
  await acceptEmail(page, email);
  await confirm(page);
  await finish(page);
  await acceptSms(page, phone);
  await confirm(page);
  await finish(page);
  const ids = (await readJournal(page)).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const { journal, ...elsewhere } = await readStorage(page);
  expect(createSearch(ids)(Buffer.from(journal ?? '')).sort()).toEqual([...ids].sort());
  const answers = ['"answer":"yes"', '"answer":"no"', '"answers":[', ...ids];
  expect(createSearch(answers)(Buffer.from(JSON.stringify(elsewhere)))).toEqual([]);
});

test('a training leaves the journal as it is, and the network alone', async ({ page, backEnd }) => {
  await enrol(page, await backEnd.enrolmentLink());
  await acceptSms(page, makePerson().phone);
  await confirm(page);
  await finish(page);
  await button(page, 'Équipe').tap();
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/sync'));
  await syncNow(page);
  await answered;
  // what it did to the journal is done too
  await expect(page.getByRole('button', { name: new RegExp(`^${teamFr.sync}`) })).toBeVisible();
  await expect(heading(page)).toHaveText(teamFr.headline.ready);
  await button(page, teamFr.home).tap();

  await train(page);
  const before = await readStorage(page);
  const asked: string[] = [];
  page.on('request', (request) => new URL(request.url()).pathname.startsWith('/api') && asked.push(request.url()));
  const { email, phone } = makePerson();
  await acceptEmail(page, email);
  await confirm(page);
  await expectThanks(page);
  await button(page, 'Terminer').tap();
  await stopFromWelcome(page);
  await type(page, phone);
  await button(page, 'Arrêter').tap();
  await expectThanks(page);
  await button(page, 'Terminer').tap();
  await button(page, welcomeWords.fr.welcome.phone).tap();
  await page.getByRole('img', { name: /^Code QR/ }).waitFor();
  expect(await readStorage(page)).toEqual(before);
  expect(asked).toEqual([]);
  expect(backEnd.query("select seq from events where chain not like 'store:%'")).toHaveLength(1);
});

async function train(page: Page): Promise<void> {
  await button(page, 'Équipe').tap();
  await page.getByRole('button', { name: new RegExp(`^${teamFr.tablet.title}`) }).tap();
  await page.getByRole('button', { name: new RegExp(`^${teamFr.tablet.train.title}`) }).tap();
  await expect(page.getByText(trainingWords.fr.banner)).toBeVisible();
}

/** A browser holds the element that was touched last for as long as it likes; this page holds each, for good. */
async function holdTouched(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const touched: (EventTarget | null)[] = [];
    Object.assign(window, { touched });
    for (const type of ['pointerdown', 'focusin']) addEventListener(type, ({ target }) => touched.push(target), true);
  });
}

/** In one go, as an attached keyboard does. */
async function type(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox').focus();
  await page.keyboard.insertText(text);
}

/** Where a browser could keep what was typed, but for its memory: `place: text`. */
async function places(page: Page, texts: readonly string[]): Promise<string[]> {
  const seen = await page.evaluate(async () => {
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return {
      page: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll('input, select, textarea')].map((field) => Reflect.get(field, 'value')),
      address: [location.href, document.title, document.referrer, document.cookie],
      history: history.state,
      performance: performance.getEntries(),
      caches: cached,
      session: { ...sessionStorage },
      local: { ...localStorage },
    };
  });
  const search = createSearch(texts);
  return Object.entries({ ...seen, ...(await readStorage(page)) }).flatMap(([place, value]) =>
    search(Buffer.from(JSON.stringify(value) ?? '')).map((text) => `${place}: ${text}`),
  );
}

/** Every store of every database, as JSON; keys that no script can read show as nothing. */
async function readStorage(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const all: Record<string, string> = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name as string));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = [await done(objects.getAllKeys()), await done(objects.getAll())];
        all[store] = JSON.stringify([keys, values]);
      }
      database.close();
    }
    return all;
  });
}
