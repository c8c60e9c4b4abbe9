import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/digest.ts';
import { createApp } from './app.ts';
import { silentLog } from './log.ts';
import { createFileMailbox } from './mailer/file-mailbox.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from './testing/back-end.ts';
import { enrolTestDevice } from './testing/device.ts';

let backEnd: TestBackEnd;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
});

const get = (path: string, init?: RequestInit) => backEnd.app.request(path, init);

describe('configs', () => {
  it('are served under the digest of their bytes, for ever', async () => {
    const response = await get(`/api/v1/config/${backEnd.configDigest}`);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(await sha256(await response.text())).toBe(backEnd.configDigest);
  });

  it('stay there when a newer one is published', async () => {
    const config = structuredClone(backEnd.config);
    config.farewell = { fr: 'à bientôt', en: 'see you soon' };
    const digest = await backEnd.publish(config);
    expect(digest).not.toBe(backEnd.configDigest);
    expect((await get(`/api/v1/config/${backEnd.configDigest}`)).status).toBe(200);
    expect((await get(`/api/v1/config/${digest}`)).status).toBe(200);
    expect((await get('/api/v1/config/unknown')).status).toBe(404);
  });
});

describe('what every operator and browser relies on', () => {
  it('answers health, readiness and its contract', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    const contract = (await (await get('/api/openapi.json')).json()) as { openapi: string; paths: object };
    expect(contract.openapi).toBe('3.1.0');
    expect(Object.keys(contract.paths)).toEqual([
      ...['/api/v1/sync', '/api/v1/devices', '/api/v1/inbound/sms', '/api/v1/inbound/mail-status'],
      ...['/unsubscribe/{token}/one-click', '/api/v1/may-contact', '/api/v1/activity', '/api/v1/config/{digest}'],
    ]);
  });

  it('publishes the keys that have signed, and no private half', async () => {
    const before = backEnd.keys.signing.kid;
    await backEnd.keys.rotate('signing');
    const response = await get('/.well-known/jwks.json');
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys.map(({ kid }) => kid)).toEqual([backEnd.keys.signing.kid, before]);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('leads from / to the kiosk', async () => {
    expect((await get('/')).headers.get('location')).toBe('/kiosk/');
  });

  it('sends pages that run no script, stay in no cache and in nobody’s frame', async () => {
    const { headers } = await get('/confirm/whatever');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('speaks to an unknown visitor in the language the browser prefers', async () => {
    const inLanguage = async (accepted: string) =>
      (await get('/confirm/whatever', { headers: { 'Accept-Language': accepted } })).text();
    expect(await inLanguage('en-GB,fr;q=0.5')).toContain('<html lang="en">');
    expect(await inLanguage('de, fr;q=0.5, en;q=0.1')).toContain('<html lang="fr">');
    expect(await inLanguage('')).toContain('<html lang="fr">');
  });

  it('shows the notice as it was published, in each of its languages', async () => {
    const notice = await (await get(`/notices/${backEnd.configDigest}/en`)).text();
    expect(notice).toContain('CNIL');
    expect((await get(`/notices/${backEnd.configDigest}/de`)).status).toBe(404);
    expect((await get('/notices/unknown/fr')).status).toBe(404);
  });

  it('says on a page that a page has failed, in the shop’s name, and as a problem that the API has', async () => {
    const request = await (await enrolTestDevice(backEnd)).request([]);
    await sql`drop table tokens`.execute(backEnd.store.sql);
    await sql`drop table devices`.execute(backEnd.store.sql);
    for (const path of ['confirm', 'preferences'].map((page) => `/${page}/${'x'.repeat(43)}`)) {
      const response = await get(path, { headers: { 'Accept-Language': 'en' } });
      expect(response.status).toBe(500);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const html = await response.text();
      expect(html).toContain('<html lang="en">');
      expect(html).toContain('The fault is on our side.');
      expect(html).toContain(backEnd.config.controller.name);
    }
    const answer = await get('/api/v1/sync', { method: 'POST', body: JSON.stringify(request) });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('speaks plainly, in each language, when not even the shop can be read', async () => {
    await backEnd.store.close();
    const response = await get('/confirm/x');
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toContain('La faute est de notre côté.');
    expect(text).toContain('The fault is on our side.');
  });

  it('says "not found" for anything else', async () => {
    const response = await get('/wp-admin');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('says so on a page to a person whose link has lost its end', async () => {
    const headers = { Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'Accept-Language': 'fr' };
    for (const path of ['/confirm', '/unsubscribe/', '/qnantes', '/kiosk.']) {
      const response = await get(path, { headers });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toContain('<h1>Il n’y a rien ici</h1>');
    }
  });
});

describe('the mailbox', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mailbox-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is not there in production, and cannot be walked out of in development', async () => {
    expect((await get('/mailbox')).status).toBe(404);
    const mailbox = createFileMailbox({ directory, from: 'shop@exemple.fr' });
    await mailbox.send({
      to: 'a@exemple.fr',
      subject: 'Bonjour',
      text: 'texte',
      html: '<p>texte</p>',
      messageId: '<1@x>',
    });
    const app = createApp({
      ...{
        store: backEnd.store,
        archive: backEnd.archive,
        log: silentLog,
        now: () => backEnd.clock.now,
        publicUrl: PUBLIC_URL,
      },
      ...{ kioskDirectory: 'public', mailbox, smsWebhookSecret: null, mailWebhookSecret: null, onWork() {} },
    });
    const list = await (await app.request('/mailbox')).text();
    const path = /\/mailbox\/[\w-]+/.exec(list)?.[0] ?? '';
    expect(await (await app.request(path)).text()).toContain('texte');
    const html = await app.request(`${path}/html`);
    expect(html.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await app.request('/mailbox/..%2F..%2Fetc%2Fpasswd/raw')).status).toBe(404);
  });
});
