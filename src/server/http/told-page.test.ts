// Somebody who was told at the till and has not objected, on their own pages: no word of a yes, and one tap to object.
import { beforeEach, expect, it } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { myDataPaths } from '../links.ts';
import { drawSecret, hashSecret } from '../storage/token.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { press, readForm } from '../testing/link.ts';

const EMAIL = 'camille@exemple.fr';
const LINE = 'answer:marketing.email';

let backEnd: TestBackEnd;
let tablet: TestDevice;
let secret: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  await backEnd.publish(bookshopOfAllKinds);
  tablet = await enrolTestDevice(backEnd);
  secret = drawSecret();
});

/** After a sale, told of e-mails and not objecting. */
async function tell(...yes: string[]): Promise<void> {
  const answerLinkDigest = hashSecret(secret);
  const visit = { afterSale: true };
  const given = { email: EMAIL, visit, answerLinkDigest, yes: ['email-customers', ...yes] };
  await tablet.sync([await tablet.answers({ ...given, config: bookshopOfAllKinds })]);
}

async function ownPage(): Promise<string> {
  await press(backEnd.app, '/preferences', { address: EMAIL });
  await backEnd.runJobs();
  // a mail that asks for a confirmation may come before it or after it
  const texts = backEnd.mails.map(({ text }) => text).join('\n');
  return /\/preferences\/[\w-]{20,}/.exec(texts)?.[0] ?? '';
}

const read = async (path: string) => (await backEnd.app.request(path)).text();
/** Its words, parted by plain spaces. */
const mainOf = (page: string) =>
  (/<main>.*<\/main>/s.exec(page)?.[0] ?? page).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

it('says on the page of the answer that they did not object', async () => {
  await tell();
  const text = mainOf(await read(`/preferences/${secret}`));
  expect(text).toContain('Sans opposition de votre part, depuis le 12 octobre 2026');
  expect(text).not.toMatch(/\bOui\b/);
});

it('shows on their own page what they were told, with the two words of the tablet', async () => {
  await tell();
  const text = mainOf(await read(await ownPage()));
  expect(text).toContain('Sans opposition de votre part, nous pouvons vous contacter par e\u2011mail.');
  expect(text).toContain(
    'La Librairie du Canal vous écrira par e\u2011mail sur des livres proches de ceux que vous achetez',
  );
  expect(text).toContain('D’accord Je m’oppose');
  expect(text).toContain('Sans opposition de votre part à l’e\u2011mail. En boutique, sur tablette.');
  expect(text).not.toMatch(/Vous dites oui|Oui, depuis|Oui à l’e|aucun accord/);
});

it('asks for a yes as today once they have objected there', async () => {
  await tell();
  const path = await ownPage();
  backEnd.clock.now += 60_000;
  await press(backEnd.app, path, { ...(await readForm(await backEnd.app.request(path))), [LINE]: 'no' });
  const text = mainOf(await read(path));
  expect(text).not.toMatch(/Je m’oppose|nous pouvons vous contacter/);
  expect(text).toContain('peut-elle vous écrire par e\u2011mail ?');
});

it('shows a yes as a yes where it was said besides', async () => {
  await tell();
  const yes = await tablet.answers({ config: bookshopOfAllKinds, email: EMAIL, yes: ['email-news'] });
  await tablet.sync([yes]);
  const text = mainOf(await read(await ownPage()));
  expect(text).toContain('Vous dites oui à l’e\u2011mail');
  expect(text).not.toContain('D’accord');
});

it('says so on the receipt', async () => {
  await tell();
  const { receipt } = myDataPaths((await ownPage()).split('/').at(-1) ?? '');
  const text = mainOf(await read(receipt));
  expect(text).toContain('Sans opposition de votre part.');
  expect(text).not.toMatch(/\bOui\b/);
});
