import type { Dialect } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { readEvidence } from '../storage/evidence.ts';
import { createSqliteDialect } from '../storage/sqlite.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, preferencesPathIn, press } from '../testing/link.ts';

const EMAIL = 'camille.martin@exemple.fr';
const PATH = '/preferences';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const ask = (address: string) =>
  backEnd.app.request(PUBLIC_URL + PATH, {
    method: 'POST',
    body: new URLSearchParams({ address }),
    headers: { Origin: PUBLIC_URL },
  });
const yes = (email: string, language: 'fr' | 'en' = 'fr') => device.answers({ email, yes: ['email-news'], language });
/** The dialect, noting every statement in the order in which they run. */
function listenTo(dialect: Dialect, heard: string[]): Dialect {
  const driver = dialect.createDriver();
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async () => {
    const connection = await acquire();
    return {
      streamQuery: connection.streamQuery.bind(connection),
      executeQuery(query, options) {
        heard.push(query.sql);
        return connection.executeQuery(query, options);
      },
    };
  };
  return Object.assign(dialect, { createDriver: () => driver });
}
const jobs = () => backEnd.store.sql.selectFrom('jobs').selectAll().where('kind', '=', 'link.send').execute();

/** The address is known, and its confirmation mail is out of the way. */
async function know(email = EMAIL, language: 'fr' | 'en' = 'fr'): Promise<void> {
  await device.sync([await yes(email, language)]);
  backEnd.clock.now += MINUTE;
  await backEnd.runJobs();
  await press(backEnd.app, confirmPathIn(backEnd.mails.at(-1)), { action: 'confirm' });
  backEnd.mails.length = 0;
}

describe('asking for a new link', () => {
  it('sends one mail whose link opens the person’s own page', async () => {
    await know();
    await ask(EMAIL);
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => [mail.to, mail.subject])).toEqual([[EMAIL, 'Vos choix – Librairie du Canal']]);
    const response = await backEnd.app.request(preferencesPathIn(backEnd.mails[0]));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('c•••••n@exemple.fr');
  });

  it('knows the address however it is written', async () => {
    await know();
    await ask(' Camille.Martin@EXEMPLE.fr ');
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('answers the same, byte for byte, whether or not the address is known', async () => {
    await know();
    const [known, unknown] = [await ask(EMAIL), await ask('nobody@exemple.fr')];
    const shape = async (response: Response) => ({
      status: response.status,
      headers: [...response.headers],
      body: await response.text(),
    });
    expect(await shape(known)).toEqual(await shape(unknown));
    expect(await jobs()).toHaveLength(2);
    const page = await (await backEnd.app.request(known.headers.get('location') ?? '')).text();
    expect(page).toContain('Regardez votre boîte');
    await backEnd.runJobs();
    expect(backEnd.mails.map((mail) => mail.to)).toEqual([EMAIL]);
    expect(new Set((await jobs()).map((job) => job.state))).toEqual(new Set(['done']));
  });

  it('does the same work for an address that is known, erased or unknown: statement by statement', async () => {
    const heard: string[] = [];
    backEnd = await createTestBackEnd({ dialect: listenTo(createSqliteDialect(':memory:'), heard) });
    device = await enrolTestDevice(backEnd);
    await know('gone@exemple.fr');
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: 'gone@exemple.fr' }));
    await know();
    const work = async (address: string) => {
      heard.length = 0;
      await ask(address);
      return [...heard];
    };
    const known = await work(EMAIL);
    expect(known.filter((statement) => statement.startsWith('insert into "jobs"'))).toHaveLength(1);
    expect(await work('nobody@exemple.fr')).toEqual(known);
    expect(await work('gone@exemple.fr')).toEqual(known);
    // and again, when each has its job already
    expect([await work(EMAIL), await work('nobody@exemple.fr')]).toEqual([known, known]);
  });

  it('keeps nothing of an address that is not known, and one job for all of them', async () => {
    for (const name of ['ana', 'bea', 'chloe']) await ask(`${name}@nulle-part.example`);
    expect(await jobs()).toHaveLength(1);
    expect(await backEnd.dump()).not.toContain('nulle-part');
  });

  it.each(['', 'camille', 'camille@', 'a@b@c.fr"><script>'])('refuses %j with words at the field', async (typed) => {
    const response = await ask(typed);
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('role="alert" tabindex="-1" autofocus');
    expect(html).toContain('<title>Erreur');
    expect(html).not.toContain('<script');
    expect(await jobs()).toEqual([]);
  });

  it('takes no form of another site, and changes nothing by being opened', async () => {
    await know();
    const before = await backEnd.dump();
    const foreign = await backEnd.app.request(PUBLIC_URL + PATH, {
      method: 'POST',
      body: new URLSearchParams({ address: EMAIL }),
      headers: { Origin: 'https://other.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(foreign.status).toBe(403);
    for (const method of ['GET', 'HEAD']) await backEnd.app.request(PATH, { method });
    expect(await backEnd.dump()).toBe(before);
  });
});

describe('link.send', () => {
  it('makes one mail of what was asked twice, and no more than the day allows with confirmations counted', async () => {
    await know(); // one mail
    for (let i = 0; i < 4; i += 1) {
      await ask(EMAIL);
      await ask(EMAIL);
      await backEnd.runJobs();
      backEnd.clock.now += HOUR;
    }
    expect(backEnd.mails).toHaveLength(2);
    backEnd.clock.now += DAY;
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(3); // delayed, not dropped
  });

  it('writes in the language of the latest yes, with a link that opens for ninety days', async () => {
    await know();
    await know(EMAIL, 'en');
    await ask(EMAIL);
    await backEnd.runJobs();
    expect(backEnd.mails[0]?.subject).toBe('Your choices – Librairie du Canal');
    const path = preferencesPathIn(backEnd.mails[0]);
    backEnd.clock.now += 90 * DAY - MINUTE;
    expect((await backEnd.app.request(path)).status).toBe(200);
    backEnd.clock.now += 2 * MINUTE;
    expect((await backEnd.app.request(path)).status).toBe(410);
  });

  it('repeats a mail under the same Message-ID, with another link', async () => {
    await know();
    await ask(EMAIL);
    backEnd.mailFates.push('crash');
    await backEnd.runJobs();
    await backEnd.runJobs();
    const [first, second] = backEnd.mails;
    expect(second?.messageId).toBe(first?.messageId);
    expect(preferencesPathIn(second)).not.toBe(preferencesPathIn(first));
  });

  it('still writes to who has stopped everything, and never to who was erased or never confirmed', async () => {
    await know();
    await ask(EMAIL);
    await backEnd.runJobs();
    await press(backEnd.app, preferencesPathIn(backEnd.mails[0]), { action: 'withdraw-all' });
    await ask(EMAIL);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(2);
    await ask(EMAIL);
    await backEnd.store.transaction((tx) => eraseSubject(tx, { kind: 'email', value: EMAIL }));
    await device.sync([await yes('late@exemple.fr')]);
    await backEnd.runJobs();
    backEnd.clock.now += 8 * DAY; // the request lapses
    await ask('late@exemple.fr');
    backEnd.mails.length = 0;
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('leaves the proof of a confirmation mail to confirmation mails', async () => {
    await know();
    await ask(EMAIL);
    await backEnd.runJobs();
    const rows = await backEnd.store.sql.selectFrom('mails').selectAll().execute();
    expect(rows).toHaveLength(2);
    const evidence = await readEvidence(backEnd.store, { kind: 'contact-point', id: rows[0]?.contact_point ?? '' });
    expect(evidence?.mails).toHaveLength(1);
  });
});
