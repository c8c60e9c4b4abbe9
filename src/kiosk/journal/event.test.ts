import { describe, expect, it } from 'vitest';
import { deviceEventSchema } from '#domain/consent-event.ts';
import { toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import { sha256 } from '#protocol/digest.ts';
import { openDisclosures } from '#protocol/disclosure.ts';
import { publish, sampleShop } from '../testing/sample-shop.ts';
import { contextAt, noToAll, yesToEmail } from '../testing/test-journal.ts';
import { createTestPlatform } from '../testing/test-platform.ts';
import { buildAnswersEvent, buildExportEvent, buildStopEvent, toPayload } from './event.ts';

// 23:30 in London on the 20th is 00:30 in Paris on the 21st
const platform = createTestPlatform({ now: Date.parse('2026-11-20T23:30:00Z'), utcOffset: 0 });
const { digest } = await publish(sampleShop);
const context = contextAt(platform, digest);
const id = platform.newId();
const email = { kind: 'email', value: 'Camille@exemple.fr' } as const;
const phone = { kind: 'phone', value: '+33612345678' } as const;

const yesToAll = {
  ...noToAll,
  id,
  answers: noToAll.answers.map(({ question }) => ({ question, answer: 'yes' as const })),
  contacts: [email, phone],
};

describe('an answer', () => {
  it('is a consent event whose digests open to the contact data beside it', async () => {
    const fixed = await buildAnswersEvent(yesToAll, 'answer-secret', context);
    const event = deviceEventSchema.parse(JSON.parse(toPayload(fixed, 1, null)));
    expect(await openDisclosures(event._sd, fixed.disclosures)).toEqual(expect.arrayContaining([email, phone]));
    expect(event._sd).toEqual([...event._sd].sort());
    expect(event).toMatchObject({
      configDigest: digest,
      noticeDigest: await sha256(toNoticeText(sampleShop, 'fr')),
      questionSetDigest: await sha256(toQuestionSetText(sampleShop, 'fr')),
      answerLinkDigest: await sha256('answer-secret'),
      collector: 'shopper',
    });
  });

  it('holds neither contact data nor the secret of its link', async () => {
    const payload = toPayload(await buildAnswersEvent(yesToAll, 'answer-secret', context), 1, null);
    expect(payload).not.toMatch(/camille|612345678|answer-secret/i);
  });

  it('belongs to the store’s day, with the time as the device’s clock showed it', async () => {
    const { event, businessDay } = await buildAnswersEvent(yesToAll, 'answer-secret', context);
    expect(event.capturedAt).toBe('2026-11-20T23:30:00.000+00:00');
    expect([event.businessDay, businessDay]).toEqual(['2026-11-21', '2026-11-21']);
  });

  it('takes along only the contact data that a yes needs', async () => {
    const some = await buildAnswersEvent({ ...yesToEmail, id, contacts: [email, phone] }, 's', context);
    expect(await openDisclosures(some.event._sd, some.disclosures)).toEqual([email]);
    const none = await buildAnswersEvent({ ...noToAll, id, contacts: [email, phone] }, 's', context);
    expect(none).toMatchObject({ disclosures: [], event: { _sd: [], answerLinkDigest: null } });
  });

  it('never salts the same way twice', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => buildAnswersEvent(yesToAll, 's', context)));
    expect(one?.event._sd).not.toEqual(two?.event._sd);
  });

  it('is not built from a form with a question left open', async () => {
    const open = { ...yesToEmail, id, answers: yesToEmail.answers.slice(1) };
    await expect(buildAnswersEvent(open, 's', context)).rejects.toThrow('an answer to every question');
  });

  it('is not built of a visit that asks nothing', async () => {
    const visit = { ...noToAll.visit, audience: 'professional' as const };
    const empty = { ...noToAll, id, visit, answers: [] };
    await expect(buildAnswersEvent(empty, 's', context)).rejects.toThrow('a question');
  });
});

describe('a stop at the till', () => {
  it('is a withdrawal of what was named, with its contact point beside it', async () => {
    const fixed = await buildStopEvent({ id, locale: 'fr', scope: null, contact: phone }, context);
    const event = deviceEventSchema.parse(JSON.parse(toPayload(fixed, 2, digest)));
    expect(event).toMatchObject({ type: 'withdrawal', scope: null, seq: 2, previous: digest, collector: 'shopper' });
    expect(await openDisclosures(event._sd, fixed.disclosures)).toEqual([phone]);
  });

  it('says when the team worked the screen, and how much was to stop', async () => {
    const scope = { purpose: 'marketing', channel: 'sms' } as const;
    const { event } = await buildStopEvent({ id, locale: 'fr', scope, contact: phone, collector: 'staff' }, context);
    expect(event).toMatchObject({ type: 'withdrawal', collector: 'staff', scope });
  });
});

describe('the export of a day', () => {
  it('is an event of the staff’s, of the day it happens, that names the day it opens', async () => {
    const fixed = await buildExportEvent({ id, businessDay: '2026-11-20', rows: 12 }, context);
    const event = deviceEventSchema.parse(JSON.parse(toPayload(fixed, 3, digest)));
    expect(event).toMatchObject({ type: 'day-exported', collector: 'staff', exportedDay: '2026-11-20', rows: 12 });
    expect([event.businessDay, event._sd]).toEqual(['2026-11-21', []]);
  });
});
