// Letters, of which people are told, and to which they can object: from the tablet to what other systems are answered.
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { bookshopOfAllKinds as config } from '#domain/gate/testing/shops.ts';
import { DAY, MINUTE } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { MAY_CONTACT_PATH, mayContactAnswerSchema } from '#protocol/use.ts';
import { readContactClaim } from '../contact-claim.ts';
import { makeOwnData } from '../own-copy.ts';
import { addApiKey } from '../storage/api-key.ts';
import { findContactPoint } from '../storage/contact-point.ts';
import { suppress } from '../storage/suppress.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { openOwnPage, press, readForm } from '../testing/link.ts';

const ADDRESS = 'CAMILLE MOREL\n12 RUE DE L’ÉGLISE\n44000 NANTES';
const WRITTEN_OTHERWISE = 'Mme Morel Camille\n12, rue de l’Eglise\n44000 Nantes';
const LETTERS = { purpose: 'marketing', channel: 'post' } as const;

let backEnd: TestBackEnd;
let device: TestDevice;
let key: string;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  await backEnd.publish(config);
  device = await enrolTestDevice(backEnd);
  const added = await backEnd.store.transaction((tx) => addApiKey(tx, 'crm'));
  key = added.ok ? added.key : '';
});

const claim = { kind: 'postal', value: ADDRESS } as const;
const agree = (more: { email?: string; yes?: string[]; answerLinkDigest?: string } = {}) =>
  device.answers({ config, postal: ADDRESS, ...more, yes: ['letters', ...(more.yes ?? [])] });

/** What a system is answered that writes the address in its own way. */
async function mayWrite(contact = WRITTEN_OTHERWISE): Promise<string> {
  const response = await backEnd.app.request(MAY_CONTACT_PATH, {
    method: 'POST',
    body: JSON.stringify({ uses: [{ contact, ...LETTERS }] }),
    headers: { Authorization: `Bearer ${key}` },
  });
  const [first] = mayContactAnswerSchema.parse(await response.json()).answers;
  return `${first?.answer}: ${first?.reason}`;
}

describe('who is told of letters', () => {
  it('and agrees may be written to, by whatever spelling of the address', async () => {
    expect((await device.sync([await agree()])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(await mayWrite()).toBe('yes: given');
    expect(await mayWrite(WRITTEN_OTHERWISE.replace('Camille', 'Claire'))).toBe('no: unknown');
    expect(await mayWrite(WRITTEN_OTHERWISE.replace('12', '14'))).toBe('no: unknown');
  });

  it('and objects at once leaves no address, and may not be written to', async () => {
    await device.sync([await device.answers({ config })]);
    expect(await mayWrite()).toBe('no: unknown');
    expect(await backEnd.store.sql.selectFrom('contact_points').select('id').execute()).toEqual([]);
  });

  it('and objects at the till later, spelt otherwise, is written to no more; nor after agreeing again', async () => {
    await device.sync([await agree()]);
    backEnd.clock.now += DAY;
    await device.sync([await device.stop({ kind: 'objection', postal: WRITTEN_OTHERWISE, scope: LETTERS })]);
    expect(await mayWrite()).toBe('no: objected');
    backEnd.clock.now += DAY;
    await device.sync([]); // an earliest for what comes
    await device.sync([await agree()]);
    // no mailbox proves a letter box (D5)
    expect(await mayWrite()).toBe('no: unconfirmable');
  });

  it('is never asked to confirm, and owes no mail', async () => {
    await device.sync([await agree()]);
    await backEnd.runJobs();
    expect(backEnd.mails).toEqual([]);
  });

  it('is found on a suppression list that spells it otherwise', async () => {
    await device.sync([await agree()]);
    backEnd.clock.now += MINUTE;
    await backEnd.store.transaction((tx) => suppress(tx, { kind: 'postal', value: WRITTEN_OTHERWISE }));
    expect(await mayWrite()).not.toMatch(/^yes/);
  });

  it('takes a copy of it', async () => {
    await device.sync([await agree()]);
    const found = await backEnd.store.transaction((tx) => findContactPoint(tx, claim));
    const context = { store: backEnd.store, publicUrl: PUBLIC_URL };
    const copy = await makeOwnData(context as never, { id: found?.id ?? '', ...claim });
    expect(copy?.contactPoint).toEqual(claim);
    expect(copy?.answers).toMatchObject([{ channel: 'post', status: 'given' }]);
  });
});

describe('on a person’s own pages', () => {
  it('letters are shown behind the tablet’s code, the address masked, and can be ended there', async () => {
    const secret = randomBytes(32).toString('base64url');
    await device.sync([await agree({ answerLinkDigest: await sha256(secret) })]);
    const page = `/preferences/${secret}`;
    const html = await (await backEnd.app.request(page)).text();
    expect(html).toContain('Courrier');
    expect(html).toContain('C•••••, 12 •••••, 44000 NANTES');
    expect(html).not.toContain('MOREL');
    await press(backEnd.app, page, { action: 'withdraw-all' });
    expect(await mayWrite()).toBe('no: withdrawn');
  });

  it('a proved mailbox ends letters that run, never sees the address, and is asked for none', async () => {
    await device.sync([await agree({ email: 'camille@exemple.fr', yes: ['email-news'] })]);
    await backEnd.runJobs();
    const page = await openOwnPage(backEnd);
    const html = await (await backEnd.app.request(page)).text();
    expect(html).toContain('Courrier');
    expect(html).not.toMatch(/44000 NANTES/);
    const form = await readForm(await backEnd.app.request(page));
    await press(backEnd.app, page, { ...form, 'answer:marketing.post': 'no' });
    expect(await mayWrite()).toBe('no: withdrawn');
    // told at a till only: here it is not offered again
    expect(await readForm(await backEnd.app.request(page))).not.toHaveProperty('answer:marketing.post');
  });
});

it('an operator and another system write the address in lines', () => {
  expect(readContactClaim(` ${ADDRESS}\n`, 'FR')).toEqual(claim);
  expect(readContactClaim(ADDRESS.replaceAll('\n', ', '), 'FR')).toBeUndefined();
  expect(readContactClaim(ADDRESS.replace('44000 ', ''), 'FR')).toBeUndefined();
});
