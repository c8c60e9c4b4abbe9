// Each way a confirmation link can have ended has a page of its own: what happened, what stands, what can be done next.
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press } from '../testing/link.ts';

const EMAIL = 'camille@exemple.fr';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

/** Somebody says yes on the tablet; returns the link of the mail. */
async function ask(): Promise<string> {
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
  return confirmPathIn(backEnd.mails.at(-1));
}

const confirm = (path: string) => press(backEnd.app, path, { action: 'confirm' });
const deny = (path: string) => press(backEnd.app, path, { action: 'not-me' });

async function open(path: string): Promise<{ status: number; title: string; html: string }> {
  return read(await backEnd.app.request(PUBLIC_URL + path));
}

async function read(response: Response) {
  const html = await response.text();
  const title = /<h1>(.*?)<\/h1>/s.exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? '';
  return { status: response.status, title, html };
}

const histories: Record<string, [status: number, title: string, live: () => Promise<string>]> = {
  'a link that was cut off': [404, 'Ce lien est incomplet', async () => (await ask()).slice(0, -1)],
  'a link with a sign that is not its own': [404, 'Ce lien est incomplet', async () => `${await ask()}%3E`],
  'a whole link that nobody knows': [
    404,
    'Ce lien n’ouvre plus rien',
    async () => `/confirm/${randomBytes(32).toString('base64url')}`,
  ],
  'an address that was erased': [
    404,
    'Ce lien n’ouvre plus rien',
    async () => {
      const path = await ask();
      await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
      return path;
    },
  ],
  'nobody confirmed in time': [
    410,
    'Ce lien n’est plus valable',
    async () => {
      const path = await ask();
      backEnd.clock.now += 8 * DAY;
      await backEnd.runJobs();
      return path;
    },
  ],
  'nobody confirmed in time, a moment before the sweep': [
    410,
    'Ce lien n’est plus valable',
    async () => {
      const path = await ask();
      backEnd.clock.now += 8 * DAY;
      return path;
    },
  ],
  'an expired link, and a newer mail that waits': [
    410,
    'Un message plus récent vous attend',
    async () => {
      const path = await ask();
      backEnd.clock.now += 5 * DAY;
      await ask();
      backEnd.clock.now += 3 * DAY;
      return path;
    },
  ],
  'confirmed, and opened again': [
    200,
    'C’est déjà confirmé',
    async () => {
      const path = await ask();
      await confirm(path);
      return path;
    },
  ],
  'confirmed by a newer mail': [
    200,
    'C’est déjà confirmé',
    async () => {
      const path = await ask();
      await confirm(await ask());
      return path;
    },
  ],
  'ended by a stop at the till': [
    410,
    'Rien à confirmer',
    async () => {
      const path = await ask();
      await device.sync([await device.stop({ email: EMAIL })]);
      return path;
    },
  ],
  'ended by an objection': [
    410,
    'Rien à confirmer',
    async () => {
      const path = await ask();
      await device.sync([await device.stop({ email: EMAIL, kind: 'objection' })]);
      return path;
    },
  ],
  '"it wasn’t me", opened again': [
    410,
    'C’est effacé',
    async () => {
      const path = await ask();
      await deny(path);
      return path;
    },
  ],
  '"it wasn’t me" on another mail to the same address': [
    410,
    'C’est effacé',
    async () => {
      const path = await ask();
      await deny(await ask());
      return path;
    },
  ],
  '"it wasn’t me" after a confirmation, opened again': [
    410,
    'Rien à confirmer',
    async () => {
      const path = await ask();
      await confirm(path);
      await deny(path);
      return path;
    },
  ],
};

describe('a confirmation link', () => {
  it.each(Object.entries(histories))('%s', async (_name, [status, title, live]) => {
    const path = await live();
    const page = await open(path);
    expect([page.status, page.title]).toEqual([status, title]);
    expect(page.html).not.toContain('value="confirm"');
    expect(page.html).not.toContain(EMAIL);
    const head = await backEnd.app.request(PUBLIC_URL + path, { method: 'HEAD' });
    expect(head.status).toBe(status);
  });

  it.each(Object.entries(histories))('does nothing when its button is pressed late: %s', async (_name, [, , live]) => {
    const path = await live();
    await backEnd.runJobs();
    const before = await backEnd.dump();
    await confirm(path);
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('what one’s own button has just done is no error', () => {
  it('"it wasn’t me" erases, and says so', async () => {
    expect(await read(await deny(await ask()))).toMatchObject({ status: 200, title: 'C’est effacé' });
  });

  it('"it wasn’t me" after a confirmation stops everything, and says so', async () => {
    const path = await ask();
    await confirm(path);
    const page = await read(await deny(path));
    expect(page).toMatchObject({ status: 200, title: 'Tout est arrêté' });
    expect(page.html).toContain('href="/preferences"');
  });

  it('"it wasn’t me" of one request leaves what was confirmed before, and does not say that the address is erased', async () => {
    await confirm(await ask());
    const page = await read(await deny(await ask()));
    expect(page).toMatchObject({ status: 200, title: 'C’est annulé' });
    const grants = await backEnd.store.sql.selectFrom('grants').select('status').orderBy('latest').execute();
    expect(grants.map(({ status }) => status)).toEqual(['given', 'disavowed']);
  });
});

it('says back only what its button confirms', async () => {
  const config = structuredClone(backEnd.config);
  const [news] = config.questions;
  if (!news) throw new Error('no question');
  const verb = { fr: 'vous inviter par e-mail', en: 'invite you by e-mail' };
  config.questions.push({ ...structuredClone(news), id: 'email-invitations', purpose: 'events', verb });
  await backEnd.publish(config);
  const yes = ['email-news', 'email-invitations'];
  await device.sync([await device.answers({ email: EMAIL, yes, config })]);
  await backEnd.runJobs();
  const path = confirmPathIn(backEnd.mails.at(-1));
  await device.sync([await device.stop({ email: EMAIL, scope: { purpose: 'events', channel: 'email' } })]);
  for (const shown of [await open(path), await read(await confirm(path))])
    expect([shown.html.includes('Nouveautés'), shown.html.includes('vous inviter')]).toEqual([true, false]);
});

it('speaks the language in which the person answered, of a link that has ended too', async () => {
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'], language: 'en' })]);
  await backEnd.runJobs();
  const path = confirmPathIn(backEnd.mails[0]);
  await deny(path);
  expect((await open(path)).title).toBe('Erased');
});
