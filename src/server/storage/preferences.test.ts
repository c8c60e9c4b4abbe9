import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { createTestBackEnd, PUBLIC_URL, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { confirmPathIn, press, readForm } from '../testing/link.ts';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const statuses = async () =>
  (await backEnd.store.sql.selectFrom('grants').select('status').execute()).map((grant) => grant.status);

async function openMine(): Promise<string> {
  await device.sync([await device.answers({ email: 'camille@exemple.fr', yes: ['email-news'] })]);
  await backEnd.runJobs();
  const confirm = confirmPathIn(backEnd.mails[0]);
  await press(backEnd.app, confirm, { action: 'confirm' });
  const response = await backEnd.app.request(PUBLIC_URL + confirm, {
    method: 'POST',
    body: new URLSearchParams({ action: 'preferences' }),
    headers: { Origin: PUBLIC_URL },
  });
  return response.headers.get('location') ?? '';
}

async function openAnswer(): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const answerLinkDigest = await sha256(secret);
  await device.sync([await device.answers({ phone: '+33612345678', yes: ['sms-events'], answerLinkDigest })]);
  return `/preferences/${secret}`;
}

describe.each([
  ['a mailbox', openMine, 90],
  ['the tablet’s QR code', openAnswer, 30],
] as const)('a link proved by %s', (_name, open, days) => {
  it(`ends nothing any more after ${days} days`, async () => {
    const path = await open();
    const form = await readForm(await backEnd.app.request(path));
    backEnd.clock.now += days * DAY + MINUTE;
    for (const action of ['save', 'withdraw-all'])
      expect((await press(backEnd.app, path, { ...form, 'answer:marketing.email': 'no', action })).status).toBe(410);
    expect(await statuses()).toEqual(['given']);
  });

  it('ends what it reaches until then', async () => {
    const path = await open();
    backEnd.clock.now += (days - 1) * DAY;
    await press(backEnd.app, path, { action: 'withdraw-all' });
    expect(await statuses()).toEqual(['withdrawn']);
  });
});
