// E3 over the whole app: whoever opens a link, or asks by HEAD what is behind it, changes nothing. Every page stands in the table
// below, with live links, and a new one that does not fails.
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import type { ActLogEntry } from '../act-log/act-log.ts';
import { createUnsubscribeToken } from '../storage/unsubscribe.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice } from '../testing/device.ts';
import { handOverPath } from '../testing/hand-over.ts';
import { confirmPathIn, openOwnPage, press } from '../testing/link.ts';
import { createMemoryActLog } from '../testing/memory-act-log.ts';

const EMAIL = 'camille@exemple.fr';
const PHONE = '+33612345678';
const answerSecret = randomBytes(32).toString('base64url');

const logged: ActLogEntry[] = [];
let backEnd: TestBackEnd;
let links: Record<'pending' | 'confirmed' | 'preferences' | 'answer' | 'unsubscribe' | 'handOver', string>;

beforeAll(async () => {
  backEnd = await createTestBackEnd({ actLog: createMemoryActLog(logged) });
  const device = await enrolTestDevice(backEnd);
  const answerLinkDigest = await sha256(answerSecret);
  const yes = ['email-news', 'sms-events'];
  await device.sync([await device.answers({ email: EMAIL, phone: PHONE, yes, answerLinkDigest })]);
  await backEnd.runJobs();
  const confirmed = confirmPathIn(backEnd.mails.at(-1));
  await press(backEnd.app, confirmed, { action: 'confirm' });
  const preferences = await openOwnPage(backEnd);
  const { id: contactPoint } = await backEnd.store.sql
    .selectFrom('contact_points')
    .select('id')
    .where('kind', '=', 'email')
    .executeTakeFirstOrThrow();
  const unsubscribe = await createUnsubscribeToken(backEnd.store, {
    contactPoint,
    claim: { kind: 'email', value: EMAIL },
    scope: null,
  });
  await device.sync([await device.answers({ email: EMAIL, yes: ['email-news'] })]);
  await backEnd.runJobs();
  const pending = confirmPathIn(backEnd.mails.at(-1));
  const handOver = await handOverPath(backEnd, device);
  links = { pending, confirmed, preferences, answer: answerSecret, unsubscribe, handOver };
});

/** What each page is opened with. */
const openings: Record<string, () => string[]> = {
  '/confirm/:token': () => [
    links.pending,
    links.confirmed,
    `${links.pending}?done=confirm`,
    `${links.pending}?done=not-me`,
  ],
  '/preferences': () => ['/preferences', '/preferences?sent'],
  '/preferences/erased': () => ['/preferences/erased'],
  '/preferences/:token': () => [
    links.preferences,
    `${links.preferences}?done=objected`,
    `/preferences/${links.answer}`,
  ],
  '/preferences/:token/erase': () => [`${links.preferences}/erase`, `/preferences/${links.answer}/erase`],
  '/preferences/:token/correct': () => [`${links.preferences}/correct`, `/preferences/${links.answer}/correct`],
  '/preferences/:token/complain': () => [`${links.preferences}/complain`, `${links.preferences}/complain?noted=x`],
  '/preferences/:token/data': () => [`${links.preferences}/data`],
  '/preferences/:token/receipt': () => [`${links.preferences}/receipt`],
  '/preferences/:token/receipt.jsonld': () => [`${links.preferences}/receipt.jsonld`],
  '/unsubscribe/:token': () => [`/unsubscribe/${links.unsubscribe}`, `/unsubscribe/${links.unsubscribe}?done`],
  '/unsubscribe/:token/one-click': () => [`/unsubscribe/${links.unsubscribe}/one-click`],
  '/q/:token': () => [links.handOver, '/q/nantes'],
  '/q/:token/noted': () => [`${links.handOver}/noted`],
  '/q/:token/mailbox': () => ['/q/nantes/mailbox'],
  '/q/:token/noted/:secret': () => [`${links.handOver}/noted/${links.answer}`],
  '/q/:token/mailbox/:secret': () => [`${links.handOver}/mailbox/${links.answer}`],
  '/q/:token/mixed': () => [`${links.handOver}/mixed`],
  '/q/:token/mixed/:secret': () => [`${links.handOver}/mixed/${links.answer}`],
  '/q/:token/card': () => ['/q/nantes/card'],
  '/notices/:digest/:language': () => [`/notices/${backEnd.configDigest}/fr`],
};
/** Routes that are no page of a person's. */
const NO_PAGE = /^\/($|kiosk|api\/|assets\/|healthz$|readyz$|\.well-known\/)/;

it('knows every page that can be opened', () => {
  const routes = backEnd.app.routes.filter(({ method, path }) => method === 'GET' && !NO_PAGE.test(path));
  expect(new Set(routes.map(({ path }) => path))).toEqual(new Set(Object.keys(openings)));
});

describe.each(['HEAD', 'GET'])('%s', (method) => {
  it.each(Object.keys(openings))('%s changes no row, and nothing that is logged', async (route) => {
    const before = [await sha256(await backEnd.dump()), logged.length, backEnd.mails.length];
    for (const path of openings[route]?.() ?? []) {
      const response = await backEnd.app.request(PUBLIC_URL + path, { method });
      await response.arrayBuffer();
      expect([200, 302], path).toContain(response.status);
    }
    expect([await sha256(await backEnd.dump()), logged.length, backEnd.mails.length]).toEqual(before);
    await backEnd.runJobs(); // nor is anything owed for it
    expect([await sha256(await backEnd.dump()), logged.length, backEnd.mails.length]).toEqual(before);
  });
});

const mangled = [
  '%0d%0aSet-Cookie:a=b',
  '%00',
  '%ff%fe',
  '%',
  '..%2f%2felsewhere.example',
  '__proto__',
  '%E2%82%AC',
  'a.b.c',
];

it.each(mangled)('takes a link that became %s on its way for one that leads nowhere', async (word) => {
  for (const route of Object.keys(openings)) {
    const path = route.replace(/:\w+/g, word);
    const response = await backEnd.app.request(PUBLIC_URL + path);
    const text = await response.text();
    expect(response.status, path).toBeLessThan(500);
    const next = new URL(response.headers.get('location') ?? path, PUBLIC_URL);
    expect(next.href, path).toMatch(
      /^https:\/\/choix\.librairieducanal\.example\/(confirm|preferences|unsubscribe|q|notices)\b/,
    );
    expect(text, path).not.toContain('elsewhere.example');
    expect(response.headers.get('cache-control'), path).toBe('no-store');
    expect(response.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
  }
});

it('opens live links all along: their buttons still do what they say', async () => {
  const before = await sha256(await backEnd.dump());
  await press(backEnd.app, links.pending, { action: 'confirm' });
  expect(await sha256(await backEnd.dump())).not.toBe(before);
});
