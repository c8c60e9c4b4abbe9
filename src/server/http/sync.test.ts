import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { listDevices } from '../storage/device.ts';
import { createTestBackEnd, type TestBackEnd } from '../testing/back-end.ts';
import { enrolTestDevice, type TestDevice } from '../testing/device.ts';
import { createKeyPair } from '../testing/enrolment.ts';

let backEnd: TestBackEnd;
let device: TestDevice;

beforeEach(async () => {
  backEnd = await createTestBackEnd();
  device = await enrolTestDevice(backEnd);
});

const EMAIL_YES = { email: 'camille.martin@exemple.fr', yes: ['email-news'] };
const SMS_YES = { phone: '+33612345678', yes: ['sms-events'] };

const events = () =>
  backEnd.store.sql
    .selectFrom('events')
    .selectAll()
    .where('chain', '=', device.id)
    .orderBy('seq')
    .orderBy('beside')
    .execute();
const grants = () => backEnd.store.sql.selectFrom('grants').selectAll().orderBy('latest').execute();

describe('taking events', () => {
  it('accepts a yes, a yes to confirm and a no, and acknowledges their hashes', async () => {
    const sent = [await device.answers(SMS_YES), await device.answers(EMAIL_YES), await device.answers({})];
    const answer = await device.sync(sent);
    expect(answer.outcomes.map((o) => o.outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(answer.word.hashes).toEqual(sent.map((e) => e.line[2]));
    expect(answer.expected).toBe(4);
    expect((await device.sync([])).changes).toEqual([]); // nothing has happened to them since
    expect((await grants()).map((g) => [g.question, g.status])).toEqual([
      ['sms-events', 'given'],
      ['email-news', 'requested'],
    ]);
  });

  it('leaves one row when the same event is posted fifty times at once, and answers each time', async () => {
    const event = await device.answers(EMAIL_YES);
    const request = await device.request([event]);
    const body = JSON.stringify(request);
    const responses = await Promise.all(Array.from({ length: 50 }, () => device.post(body)));
    const answers = await Promise.all(responses.map((response) => device.read(request, response)));
    const outcomes = answers.map((answer) => answer.outcomes[0]?.outcome);
    expect(outcomes.filter((o) => o === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((o) => o === 'duplicate')).toHaveLength(49);
    expect(await events()).toHaveLength(1);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('is none the wiser when the answer to a committed batch is lost: the resend is a duplicate', async () => {
    const event = await device.answers(EMAIL_YES);
    await device.sync([event]);
    const again = await device.sync([event]);
    expect(again.outcomes).toMatchObject([{ outcome: 'duplicate', hash: event.line[2] }]);
    expect(again.word.hashes).toEqual([event.line[2]]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('holds the same id with other content apart and leaves the first untouched', async () => {
    const id = randomUUID();
    const first = await device.answers({ ...SMS_YES, id });
    await device.sync([first]);
    const second = await device.sync([await device.answers({ ...EMAIL_YES, id })]);
    expect(second.outcomes).toMatchObject([{ outcome: 'quarantined', reason: 'id-reused' }]);
    const [row] = await events();
    expect(row).toMatchObject({ hash: first.line[2], status: 'accepted', jws: first.body.jws });
    expect((await grants()).map((g) => g.question)).toEqual(['sms-events']);
  });

  it('delivers 499 good neighbours around a poison event, in its place', async () => {
    const sent = [];
    for (let i = 0; i < 500; i += 1)
      sent.push(await device.answers(i === 250 ? { spoil: (e) => (e.answers = 'poison') } : {}));
    const { outcomes, expected } = await device.sync(sent);
    expect(expected).toBe(501);
    expect(outcomes.filter((o) => o.outcome === 'accepted')).toHaveLength(499);
    expect(outcomes[250]).toMatchObject({ seq: 251, outcome: 'quarantined', reason: 'malformed' });
    expect((await events())[250]?.jws).toBe(sent[250]?.body.jws);
  });

  it('takes an event whose clock is a year ahead', async () => {
    const capturedAt = backEnd.clock.now + 365 * 86_400_000;
    const { outcomes } = await device.sync([await device.answers({ ...EMAIL_YES, capturedAt })]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
    await backEnd.runJobs();
    expect(backEnd.mails).toHaveLength(1);
  });

  it('takes an internationalised address and counts its spellings as one contact point', async () => {
    await device.sync([await device.answers({ email: 'José@Bücher.example', yes: ['email-news'] })]);
    await device.sync([await device.answers({ email: 'josé@xn--bcher-kva.example ', yes: ['email-news'] })]);
    expect(new Set((await grants()).map((g) => g.contact_point)).size).toBe(1);
  });

  it.each([
    ['5,000 characters', `${'a'.repeat(4_990)}@exemple.fr`],
    ['no at sign', '=cmd()'],
    ['a line break that would forge a mail header', 'a@exemple.fr\nBcc: all@exemple.fr'],
    ['nothing', ''],
  ])('holds an address with %s apart', async (_name, email) => {
    const { outcomes } = await device.sync([await device.answers({ email, yes: ['email-news'] })]);
    expect(outcomes).toMatchObject([{ outcome: 'quarantined', reason: 'contact-data' }]);
    expect(await grants()).toEqual([]);
  });

  it.each([
    ['emoji', 'camille😀@exemple.fr'],
    ['right-to-left text', 'שלום@exemple.fr'],
  ])('takes an address with %s (RFC 6531)', async (_name, email) => {
    const { outcomes } = await device.sync([await device.answers({ email, yes: ['email-news'] })]);
    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });
});

const firstAnswer = (event: Record<string, unknown>) =>
  (event.answers as Record<string, unknown>[])[0] as Record<string, unknown>;

describe('holding events apart', () => {
  const spoiled: [string, Parameters<TestDevice['answers']>[0], string][] = [
    [
      'an unknown question',
      {
        ...SMS_YES,
        spoil: (e) => (((e.answers as { question: string }[])[1] as { question: string }).question = 'fax'),
      },
      'not-as-published',
    ],
    ['another notice than the published one', { spoil: (e) => (e.noticeDigest = 'A'.repeat(43)) }, 'not-as-published'],
    [
      'another frequency than was shown',
      {
        spoil: (e) => {
          const answers = e.answers as { frequency: object }[];
          answers[0] = { ...answers[0], frequency: { max: 300, per: 'week' } };
        },
      },
      'not-as-published',
    ],
    [
      'a topic that was not offered',
      {
        spoil: (e) => {
          (e.answers as { topics: string[] }[])[0]?.topics.push('anything');
        },
      },
      'not-as-published',
    ],
    [
      'an answer left out',
      {
        spoil: (e) => {
          (e.answers as unknown[]).pop();
        },
      },
      'not-as-published',
    ],
    [
      'a till the device does not stand at',
      {
        spoil: (e) => {
          e.till = 'caisse-2';
        },
      },
      'not-as-published',
    ],
    [
      'a preset answer',
      {
        spoil: (e) => (((e.answers as { initialState: string }[])[0] as { initialState: string }).initialState = 'yes'),
      },
      'malformed',
    ],
    ['an unknown config', { spoil: (e) => (e.configDigest = 'A'.repeat(43)) }, 'unpublished'],
    ['a newer schema', { spoil: (e) => (e.schema = 3) }, 'unpublished'],
    ['no word of whom it asked', { spoil: (e) => delete e.visit }, 'not-as-published'],
    ['no word of the law', { spoil: (e) => delete e.ruleSet }, 'not-as-published'],
    ['another regime than its question has', { spoil: (e) => (firstAnswer(e).regime = 'opt-out') }, 'not-as-published'],
    ['another device in it', { spoil: (e) => (e.device = 'other') }, 'manifest-mismatch'],
    ['another predecessor', { spoil: (e) => (e.previous = 'A'.repeat(43)) }, 'broken-chain'],
    ['contact data nobody needs', { email: 'a@exemple.fr' }, 'contact-data'],
    ['a yes without its contact data', { yes: ['sms-events'] }, 'contact-data'],
  ];
  it('takes an event of an app from before schema 2, which asked everybody everything', async () => {
    const old = await device.answers({
      spoil(event) {
        const { visit: _, ruleSet: __, ...before } = event;
        for (const key of Object.keys(event)) delete event[key];
        const answers = (before.answers as object[]).map((one) => ({ ...one, regime: undefined, rule: undefined }));
        Object.assign(event, before, { schema: 1, answers });
      },
    });
    expect((await device.sync([old])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });

  it.each(spoiled)('holds an event with %s, and goes on behind it', async (_name, input, reason) => {
    const first = await device.answers({});
    const bad = await device.answers(input);
    const next = await device.answers({});
    const { outcomes, word } = await device.sync([first, bad, next]);
    expect(outcomes.map((o) => o.reason ?? o.outcome)).toEqual(['accepted', reason, 'accepted']);
    expect(word.hashes).toContain(bad.line[2]);
  });

  it('never acknowledges what did not arrive, and takes it when it comes', async () => {
    const event = await device.answers(SMS_YES);
    const next = await device.answers({});
    const lineOnly = await device.sync(
      [event, next].map((e, i) => (i === 0 ? { ...e, body: { ...e.body, seq: 99 } } : e)),
    );
    expect(lineOnly.outcomes).toMatchObject([{ reason: 'bytes-missing' }, { outcome: 'accepted' }]);
    expect(lineOnly.word.hashes).toEqual([next.line[2]]);
    expect((await device.sync([event])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect((await grants()).map((g) => g.status)).toEqual(['given']);
  });

  it('does not acknowledge a disclosure that does not open, and takes a good resend', async () => {
    const event = await device.answers(SMS_YES);
    const broken = { ...event, body: { ...event.body, seal: await device.seal(['AAAA']) } };
    const held = await device.sync([broken]);
    expect(held.outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }]);
    expect(held.word.hashes).toEqual([]);
    expect((await device.sync([event])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('stores a used seq with another id beside the first, and holds all that follows: a restored profile', async () => {
    const first = await device.answers({});
    await device.sync([first]);
    device.head.seq = 0;
    device.head.hash = null;
    const fork = await device.answers(SMS_YES);
    const answer = await device.sync([fork]);
    expect(answer.outcomes).toMatchObject([{ reason: 'fork' }]);
    expect(answer.expected).toBe(2);
    const later = await device.sync([await device.answers(SMS_YES)]);
    expect(later.outcomes).toMatchObject([{ reason: 'fork' }]);
    expect((await events()).map((e) => [e.seq, e.beside, e.status])).toEqual([
      [1, 0, 'accepted'],
      [1, 1, 'quarantined'],
      [2, 0, 'quarantined'],
    ]);
    expect(await grants()).toEqual([]);
  });

  it('lets a withdrawal of a restored profile end what stood before, whatever its seq', async () => {
    await device.sync([await device.answers({})]);
    await device.sync([await device.answers(SMS_YES)]);
    device.head.seq = 0;
    device.head.hash = null;
    backEnd.clock.now += 3_600_000;
    expect((await device.sync([await device.stop({ phone: '+33612345678' })])).outcomes).toMatchObject([
      { reason: 'fork' },
    ]);
    expect((await grants()).map((g) => g.status)).toEqual(['withdrawn']);
  });

  it('holds what a forked device had parked, also after its config is published', async () => {
    const config = structuredClone(backEnd.config);
    config.farewell = { fr: 'à bientôt', en: 'see you soon' };
    await device.sync([await device.answers({}), await device.answers({ ...SMS_YES, config })]);
    device.head.seq = 0;
    device.head.hash = null;
    await device.sync([await device.answers({})]);
    await backEnd.publish(config);
    const { reviewUnpublished } = await import('../storage/quarantine.ts');
    expect(await backEnd.store.transaction(reviewUnpublished)).toBe(0);
    expect((await events()).map((e) => e.reason)).toEqual([null, 'fork', 'fork']);
    expect(await grants()).toEqual([]);
  });

  it('ends what a damaged stop still names', async () => {
    await device.sync([await device.answers({ ...SMS_YES, ...EMAIL_YES, yes: ['sms-events', 'email-news'] })]);
    const stop = await device.stop({ phone: '+33612345678', email: 'somebody@exemple.fr' });
    const [email, phone] = stop.disclosures;
    const seal = await device.seal([`${email}x`, phone as string]);
    const damaged = { ...stop, body: { ...stop.body, seal } };
    expect((await device.sync([damaged])).outcomes).toMatchObject([{ reason: 'disclosure-unreadable' }]);
    expect((await grants()).find((g) => g.question === 'sms-events')?.status).toBe('withdrawn');
  });

  it('lets a withdrawal in quarantine take effect at once', async () => {
    await device.sync([await device.answers(SMS_YES)]);
    const held = await device.stop({ phone: '+33612345678', spoil: (e) => (e.previous = 'A'.repeat(43)) });
    expect((await device.sync([held])).outcomes).toMatchObject([{ reason: 'broken-chain' }]);
    expect((await grants()).map((g) => g.status)).toEqual(['withdrawn']);
  });

  it('counts a parked event after its config is published', async () => {
    const config = structuredClone(backEnd.config);
    config.farewell = { fr: 'à bientôt', en: 'see you soon' };
    const { outcomes } = await device.sync([await device.answers({ ...SMS_YES, config })]);
    expect(outcomes).toMatchObject([{ reason: 'unpublished' }]);
    await backEnd.publish(config);
    const { reviewUnpublished } = await import('../storage/quarantine.ts');
    expect(await backEnd.store.transaction(reviewUnpublished)).toBe(1);
    expect((await grants()).map((g) => g.status)).toEqual(['given']);
  });
});

describe('gaps', () => {
  it('stops at a gap and says what it waits for', async () => {
    const [first, , third] = [await device.answers({}), await device.answers({}), await device.answers({})];
    const answer = await device.sync([first, third]);
    expect(answer.outcomes).toHaveLength(1);
    expect(answer.expected).toBe(2);
  });

  it('books what the tablet no longer holds as lost, visibly, and goes on', async () => {
    const [first, , third] = [await device.answers({}), await device.answers({}), await device.answers({})];
    const answer = await device.sync([first, third], { noLongerHeld: [[2, 2]] });
    expect(answer.outcomes.map((o) => o.outcome)).toEqual(['accepted', 'accepted']);
    expect(answer.expected).toBe(4);
    expect(await listDevices(backEnd.store)).toMatchObject([{ events: 3, waiting: 0, lost: 1 }]);
  });

  it.each([
    ['beyond the head', [[2, 2_147_483_647]]],
    ['what is in the same batch', [[1, 1000]]],
    ['backwards', [[3, 1]]],
    [
      'twice',
      [
        [2, 2],
        [2, 2],
      ],
    ],
  ] as [string, [number, number][]][])('books nothing as lost that it need not: %s', async (_name, noLongerHeld) => {
    const [first, , third] = [await device.answers({}), await device.answers({}), await device.answers({})];
    await device.sync([first, third], { noLongerHeld });
    const [summary] = await listDevices(backEnd.store);
    expect(summary?.lost).toBeLessThanOrEqual(1);
    const booked = await backEnd.store.sql.selectFrom('lost').select(['first_seq', 'last_seq']).execute();
    for (const range of booked) expect(range).toEqual({ first_seq: 2, last_seq: 2 });
    const fourth = await device.answers({});
    expect((await device.sync([third, fourth], { noLongerHeld: [[2, 2]] })).expected).toBe(5);
  });

  it('refuses a seq that no tablet can reach, and a clock that is no time', async () => {
    for (const change of [{ noLongerHeld: [[1, Number.MAX_SAFE_INTEGER] as [number, number]] }, { sentAt: 1e17 }])
      expect((await device.post(JSON.stringify(await device.request([], change)))).status).toBe(400);
    expect((await device.sync([])).expected).toBe(1);
  });

  it('takes what was booked as lost when it turns up after all', async () => {
    const [first, second, third] = [await device.answers({}), await device.answers(SMS_YES), await device.answers({})];
    await device.sync([first, third], { noLongerHeld: [[2, 2]] });
    expect((await device.sync([second])).outcomes).toMatchObject([{ outcome: 'accepted' }]);
    expect(await listDevices(backEnd.store)).toMatchObject([{ events: 3, waiting: 0, lost: 0 }]);
    expect((await grants()).map((g) => g.status)).toEqual(['given']);
  });
});

describe('bad requests', () => {
  const status = async (response: Promise<Response>) => {
    const answer = await response;
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    return [answer.status, ((await answer.json()) as { type: string }).type];
  };

  it('answers each with its own problem, and keeps nothing', async () => {
    const before = await events();
    expect(await status(device.post('{'))).toEqual([400, '/problems/bad-json']);
    expect(await status(device.post('{}'))).toEqual([400, '/problems/bad-request']);
    expect(await status(device.post('not gzip', { 'Content-Encoding': 'gzip' }))).toEqual([
      400,
      '/problems/bad-encoding',
    ]);
    expect(await status(device.post('x'.repeat(20_000_000)))).toEqual([413, '/problems/too-large']);
    expect(await events()).toEqual(before);
  });

  it('unpacks no more of a gzip bomb than a batch may hold', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x'));
    expect(await status(device.post(bomb, { 'Content-Encoding': 'gzip' }))).toEqual([413, '/problems/too-large']);
  });

  it('refuses what is not signed by the device that it names', async () => {
    const other = await enrolTestDevice(backEnd, 'caisse-2');
    const { key } = await createKeyPair();
    const before = await backEnd.dump();
    const forged = [
      device.request([], {}, { key }), // a key of the forger's own
      device.request([], {}, { key: { ...key, kid: device.key.kid } }), // … that goes by the name of the device's
      device.request([], { device: 'nobody' }),
      other.request([], { device: device.id }), // a tablet in another one's name
    ];
    for (const request of forged)
      expect(await status(device.post(JSON.stringify(await request)))).toEqual([401, '/problems/device-unknown']);
    expect(await backEnd.dump()).toBe(before);
  });

  it('refuses words of another kind, or none, in the place of a manifest', async () => {
    const event = await device.answers({});
    const { manifest } = await device.request([event]);
    const [header, payload, signature] = manifest.split('.');
    for (const word of [event.body.jws, 'manifest', '', `${header}.${payload}.`, `${header}..${signature}`])
      expect(await status(device.post(JSON.stringify({ manifest: word, events: [], acknowledgements: [] })))).toEqual([
        401,
        '/problems/device-unknown',
      ]);
  });
});
