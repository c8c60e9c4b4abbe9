// A tablet at the wire, in full control of the test: it makes well-formed events, and lets the test spoil them.
import { randomBytes, randomUUID } from 'node:crypto';
import type { DeviceEvent } from '#domain/consent-event.ts';
import { toOffsetText } from '#domain/instant.ts';
import { toCanonicalJson, toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { sha256 } from '#protocol/digest.ts';
import { type ContactClaim, digestOfDisclosure, toDisclosure } from '#protocol/disclosure.ts';
import type { EnrolmentResponse } from '#protocol/enrolment.ts';
import type { CarriedEvent, ManifestLine, SyncRequest, SyncResponse } from '#protocol/sync.ts';

export interface MadeEvent {
  readonly line: ManifestLine;
  readonly body: CarriedEvent;
}

export interface AnswersInput {
  readonly id?: string;
  readonly email?: string;
  readonly phone?: string;
  /** By question id; what is not named is no. */
  readonly yes?: readonly string[];
  readonly language?: Language;
  readonly collector?: 'shopper' | 'staff' | 'shopper-assisted';
  readonly capturedAt?: number;
  readonly answerLinkDigest?: string;
  /** Changes the finished payload, before it is hashed. */
  readonly spoil?: (event: Record<string, unknown>) => void;
  readonly config?: ShopConfig;
}

export interface StopInput {
  readonly kind?: 'withdrawal' | 'objection';
  readonly email?: string;
  readonly phone?: string;
  readonly scope?: DeviceEvent extends infer E ? (E extends { scope: infer S } ? S : never) : never;
  readonly spoil?: (event: Record<string, unknown>) => void;
}

export interface TestDevice {
  readonly id: string;
  readonly secret: string;
  /** The chain as the tablet sees it; tests may set it back to make forks and gaps. */
  readonly head: { seq: number; hash: string | null };
  lastAcknowledgement: string | null;
  answers(input: AnswersInput): Promise<MadeEvent>;
  stop(input: StopInput): Promise<MadeEvent>;
  request(events: readonly MadeEvent[], change?: Partial<SyncRequest['manifest']>): SyncRequest;
  /** Sends, and remembers the acknowledgement as a tablet would. */
  sync(events: readonly MadeEvent[], change?: Partial<SyncRequest['manifest']>): Promise<SyncResponse>;
  post(body: BodyInit, headers?: Record<string, string>): Promise<Response>;
}

/** What a tablet needs of a back end, in memory or in a process of its own. */
export interface Reachable {
  readonly app: { request(path: string, init?: RequestInit): Response | Promise<Response> };
  readonly clock: { readonly now: number };
  readonly config: ShopConfig;
  readonly configDigest: string;
  enrolmentCode(till?: string): Promise<string>;
}

export async function enrolTestDevice(backEnd: Reachable, till?: string): Promise<TestDevice> {
  const { app, clock } = backEnd;
  const response = await app.request('/api/v1/devices', {
    method: 'POST',
    body: JSON.stringify({ code: await backEnd.enrolmentCode(till) }),
  });
  const identity = (await response.json()) as EnrolmentResponse;
  const head: TestDevice['head'] = { seq: 0, hash: null };
  let changesHeard = 0;

  async function link(event: Record<string, unknown>, claims: ContactClaim[]): Promise<MadeEvent> {
    const disclosures = claims.map((claim) => toDisclosure(randomBytes(16).toString('base64url'), claim));
    const seq = head.seq + 1;
    const full: Record<string, unknown> = {
      ...{ schema: 1, id: randomUUID(), chain: device.id, seq, previous: head.hash },
      ...{ store: identity.store, timeZone: 'Europe/Paris', businessDay: '2026-10-12', till: identity.till },
      ...{ device: device.id, appVersion: '0.1.0', lastAcknowledgement: device.lastAcknowledgement },
      ...{ _sd: await Promise.all(disclosures.map(digestOfDisclosure)), _sd_alg: 'sha-256', ...event },
    };
    const spoil = full.spoil as AnswersInput['spoil'];
    delete full.spoil;
    spoil?.(full);
    const payload = toCanonicalJson(full);
    const hash = await sha256(payload);
    head.seq = seq;
    head.hash = hash;
    return { line: [seq, full.id as string, hash], body: { seq, payload, disclosures } };
  }

  const device: TestDevice = {
    ...{ id: identity.device, secret: identity.secret, head },
    lastAcknowledgement: await sha256(identity.acknowledgement),
    async answers({ config = backEnd.config, email, phone, yes = [], language = 'fr', spoil, ...input }) {
      const claims: ContactClaim[] = [];
      if (email !== undefined) claims.push({ kind: 'email', value: email });
      if (phone !== undefined) claims.push({ kind: 'phone', value: phone });
      const event = {
        ...{
          type: 'answers-given',
          id: input.id ?? randomUUID(),
          locale: language,
          collector: input.collector ?? 'shopper',
        },
        capturedAt: toOffsetText(input.capturedAt ?? clock.now, 120),
        configDigest: await sha256(toCanonicalJson(config)),
        noticeDigest: await sha256(toNoticeText(config, language)),
        questionSetDigest: await sha256(toQuestionSetText(config, language)),
        answers: config.questions.map(({ id, purpose, channel, legalBasis, topics, frequency }) => ({
          ...{ question: id, purpose, channel, legalBasis, frequency, initialState: 'unset' },
          topics: topics.map((topic) => topic.id),
          answer: yes.includes(id) ? 'yes' : 'no',
        })),
        ...{ answerLinkDigest: input.answerLinkDigest ?? null, supersedes: null, spoil },
      };
      return link(event, claims);
    },
    async stop({ kind = 'withdrawal', email, phone, scope = null, spoil }) {
      const claims: ContactClaim[] = [];
      if (email !== undefined) claims.push({ kind: 'email', value: email });
      if (phone !== undefined) claims.push({ kind: 'phone', value: phone });
      const capturedAt = toOffsetText(clock.now, 120);
      return link(
        {
          type: kind,
          capturedAt,
          configDigest: backEnd.configDigest,
          collector: 'shopper',
          locale: 'fr',
          scope,
          spoil,
        },
        claims,
      );
    },
    request: (events, change = {}) => ({
      manifest: {
        ...{ device: device.id, lines: events.map((event) => event.line), noLongerHeld: [], head: { ...head } },
        ...{ waiting: events.length, sentAt: clock.now, appVersion: '0.1.0', changesHeard },
        ...change,
      },
      events: events.map((event) => event.body),
    }),
    async sync(events, change) {
      const answer = await device.post(JSON.stringify(device.request(events, change)));
      if (answer.status !== 200) throw new Error(`sync answered ${answer.status}`);
      const body = (await answer.json()) as SyncResponse;
      device.lastAcknowledgement = await sha256(body.acknowledgement);
      changesHeard = body.changes.at(-1)?.number ?? changesHeard;
      return body;
    },
    post: async (body, headers = {}) =>
      app.request('/api/v1/sync', {
        method: 'POST',
        body,
        headers: { Authorization: `Bearer ${device.id}.${device.secret}`, ...headers },
      }),
  };
  return device;
}
