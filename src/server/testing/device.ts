// A tablet at the wire, in full control of the test: it makes well-formed events, and lets the test spoil them. Of the
// back end it believes what a tablet believes: signed words that answer what it has just sent.
// Long, because each kind of event a tablet can make is made here.
import { randomBytes, randomUUID } from 'node:crypto';
import type { CloseReport } from '#domain/closed-day.ts';
import type { DeviceEvent } from '#domain/consent-event.ts';
import { type ContactKind, contactKinds } from '#domain/contact-point.ts';
import { toOffsetText } from '#domain/instant.ts';
import { toCanonicalJson, toNoticeText, toQuestionSetText } from '#domain/notice.ts';
import { lawOf, questionsOf } from '#domain/question-set.ts';
import { RULE_SET_VERSION } from '#domain/rules/rule-set.ts';
import type { Language, ShopConfig } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import { sha256 } from '#protocol/digest.ts';
import { type ContactClaim, type Disclosure, digestOfDisclosure, toDisclosure } from '#protocol/disclosure.ts';
import { ENROLMENT_PATH, type EnrolmentAnswer } from '#protocol/enrolment.ts';
import type { PrivateKey, PublicKey } from '#protocol/public-key.ts';
import { sealDisclosures } from '#protocol/seal.ts';
import { signedTypes, signText, verifyText } from '#protocol/signature.ts';
import {
  type Acknowledgement,
  type BackEndKeys,
  type CarriedEvent,
  type Manifest,
  type ManifestLine,
  type SignedAnswer,
  SYNC_PATH,
  type SyncAnswer,
  type SyncRequest,
} from '#protocol/sync.ts';
import { createKeyPair, toEnrolmentBody, toReplacement } from './enrolment.ts';

export interface MadeEvent {
  readonly line: ManifestLine;
  readonly body: CarriedEvent;
  /** What stands in the seal. */
  readonly disclosures: readonly Disclosure[];
}

interface Spoiling {
  /** Changes the finished event, before it is signed. */
  readonly spoil?: ((event: Record<string, unknown>) => void) | undefined;
  /** Changes the signed event, before it is hashed: the manifest announces what comes out. */
  readonly spoilJws?: ((jws: string) => string) | undefined;
  /** Signs in place of the device's own key. */
  readonly key?: PrivateKey | undefined;
}

export interface AnswersInput extends Spoiling {
  readonly id?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly postal?: string;
  /** By question id; what is not named is no. */
  readonly yes?: readonly string[];
  readonly language?: Language;
  readonly collector?: 'shopper' | 'staff' | 'shopper-assisted';
  /** What the cashier had marked; nothing, without it. */
  readonly visit?: Partial<Pick<Visit, 'afterSale' | 'audience'>>;
  /** In the store's zone. */
  readonly businessDay?: string;
  readonly capturedAt?: number;
  readonly answerLinkDigest?: string;
  readonly config?: ShopConfig;
}

export interface StopInput extends Spoiling {
  readonly kind?: 'withdrawal' | 'objection';
  readonly email?: string;
  readonly phone?: string;
  readonly postal?: string;
  readonly scope?: DeviceEvent extends infer E ? (E extends { scope: infer S } ? S : never) : never;
}

/** The answer, and what the acknowledgement beside it says. */
export interface Answered extends SyncAnswer {
  /** JWS. */
  readonly acknowledgement: string;
  readonly word: Acknowledgement;
}

export interface TestDevice {
  readonly id: string;
  readonly key: PrivateKey;
  readonly publicKey: PublicKey;
  /** The back end's, as last heard. */
  keys: BackEndKeys;
  /** Where it sends to: tests may start the back end anew. */
  app: Reachable['app'];
  /** The chain as the tablet sees it; tests may set it back to make forks and gaps. */
  readonly head: { seq: number; hash: string | null };
  /** Hash of the last acknowledgement. */
  lastAcknowledgement: string | null;
  answers(input: AnswersInput): Promise<MadeEvent>;
  stop(input: StopInput): Promise<MadeEvent>;
  /** The day's file was read out. */
  dayExported(input?: Spoiling): Promise<MadeEvent>;
  /** The day was closed, with everything that came before it sent. */
  dayClosed(number: number, input?: Spoiling & { readonly since?: number }): Promise<MadeEvent>;
  /** Sealed to the back end and to the closing key, as the tablet would. */
  seal(disclosures: readonly Disclosure[], keys?: readonly PublicKey[]): Promise<string>;
  request(events: readonly MadeEvent[], change?: Partial<Manifest>, more?: RequestInput): Promise<SyncRequest>;
  /** Sends, checks the answer and remembers the acknowledgement as a tablet would. */
  sync(events: readonly MadeEvent[], change?: Partial<Manifest>, more?: RequestInput): Promise<Answered>;
  /** Checks an answer to a request. */
  read(request: SyncRequest, response: Response): Promise<Answered>;
  post(body: BodyInit, headers?: Record<string, string>): Promise<Response>;
}

interface RequestInput {
  /** Signs the manifest in place of the device's own key. */
  readonly key?: PrivateKey;
  /** Older words of the back end to show it again (B8). */
  readonly acknowledgements?: readonly string[];
}

/** What a tablet needs of a back end, in memory or in a process of its own. */
export interface Reachable {
  readonly app: { request(path: string, init?: RequestInit): Response | Promise<Response> };
  readonly clock: { readonly now: number };
  readonly config: ShopConfig;
  readonly configDigest: string;
  enrolmentCode(till?: string): Promise<string>;
}

export async function enrolTestDevice(backEnd: Reachable, till?: string, replaced?: TestDevice): Promise<TestDevice> {
  const pair = await createKeyPair();
  const closing = await createKeyPair('ECDH-ES');
  const replaces = replaced ? await toReplacement(replaced, pair.publicKey) : null;
  const body = await toEnrolmentBody(await backEnd.enrolmentCode(till), pair, { replaces });
  const response = await backEnd.app.request(ENROLMENT_PATH, { method: 'POST', body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(`enrolment answered ${response.status}`);
  const signed = (await response.json()) as SignedAnswer;
  const identity = JSON.parse(signed.answer) as EnrolmentAnswer; // trusted on first use
  await checkWord(signed, { device: identity.device, request: body.enrolment, keys: identity.keys });

  const { clock } = backEnd;
  const head: TestDevice['head'] = { seq: 0, hash: null };
  let changesHeard = 0;

  async function link(event: object, claims: ContactClaim[], { spoil, spoilJws, key }: Spoiling): Promise<MadeEvent> {
    const disclosures = claims.map((claim) => toDisclosure(randomBytes(16).toString('base64url'), claim));
    const seq = head.seq + 1;
    const full: Record<string, unknown> = {
      ...{ schema: 2, id: randomUUID(), chain: device.id, seq, previous: head.hash },
      ...{ store: identity.store, timeZone: 'Europe/Paris', businessDay: '2026-10-12', till: identity.till },
      ...{ device: device.id, appVersion: '0.1.0', lastAcknowledgement: device.lastAcknowledgement },
      ...{ _sd: await Promise.all(disclosures.map(digestOfDisclosure)), _sd_alg: 'sha-256', ...event },
    };
    spoil?.(full);
    const signed = await signText(JSON.stringify(full), signedTypes.event, key ?? device.key);
    const jws = spoilJws ? spoilJws(signed) : signed;
    const hash = await sha256(jws);
    Object.assign(head, { seq, hash });
    const seal = disclosures.length === 0 ? null : await device.seal(disclosures);
    return { line: [seq, full.id as string, hash], body: { seq, jws, seal }, disclosures };
  }

  const device: TestDevice = {
    ...{ id: identity.device, ...pair, keys: identity.keys, app: backEnd.app, head },
    lastAcknowledgement: await sha256(signed.acknowledgement),
    async answers({ config = backEnd.config, yes = [], language = 'fr', ...input }) {
      const { afterSale, audience } = { ...anybody, ...input.visit };
      const questions = questionsOf(config, { afterSale, audience, isSpoken: input.collector === 'staff' });
      const businessDay = input.businessDay ?? '2026-10-12';
      const event = {
        ...{ type: 'answers-given', id: input.id ?? randomUUID(), locale: language },
        collector: input.collector ?? 'shopper',
        capturedAt: toOffsetText(input.capturedAt ?? clock.now, 120),
        configDigest: await sha256(toCanonicalJson(config)),
        noticeDigest: await sha256(toNoticeText(config, language)),
        questionSetDigest: await sha256(toQuestionSetText(config, language, questions)),
        ...{ businessDay, visit: { afterSale, audience }, ruleSet: RULE_SET_VERSION },
        answers: questions.map((question) => ({
          ...{ question: question.id, purpose: question.purpose, channel: question.channel },
          ...{ legalBasis: question.legalBasis, frequency: question.frequency, initialState: 'unset' },
          ...lawOf(question, config, businessDay),
          topics: question.topics.map((topic) => topic.id),
          answer: yes.includes(question.id) ? 'yes' : 'no',
        })),
        ...{ answerLinkDigest: input.answerLinkDigest ?? null, supersedes: null },
      };
      return link(event, toClaims(input), input);
    },
    stop: ({ kind = 'withdrawal', scope = null, ...input }) =>
      link(
        {
          ...{ type: kind, capturedAt: toOffsetText(clock.now, 120), configDigest: backEnd.configDigest },
          ...{ collector: 'shopper', locale: 'fr', scope },
        },
        toClaims(input),
        input,
      ),
    dayExported: (input = {}) =>
      link(
        {
          ...{ type: 'day-exported', capturedAt: toOffsetText(clock.now, 120), configDigest: backEnd.configDigest },
          ...{ collector: 'staff', locale: 'fr', exportedDay: '2026-10-12', rows: 3 },
        },
        [],
        input,
      ),
    dayClosed: (number, { since = 0, ...input } = {}) => {
      const all = head.seq - since;
      const report: CloseReport = {
        ...{ number, since: null, firstSeq: since + 1, lastSeq: head.seq, head: head.hash },
        ...{ records: { sent: all, waiting: 0, heldApart: 0, missing: 0 }, cleared: 0 },
        earlier: { waiting: 0, heldApart: 0, missing: 0 },
        answers: { taken: all, accepted: all, refused: 0 },
        ...{ withdrawals: 0, others: 0, onPhone: 0, channels: [], hours: [], days: [], lost: 0 },
        ...{ ledger: { intact: true, verified: all }, skew: 0 },
      };
      return link(
        {
          ...{ type: 'day-closed', capturedAt: toOffsetText(clock.now, 120), configDigest: backEnd.configDigest },
          ...{ collector: 'staff', locale: 'fr', report },
        },
        [],
        input,
      );
    },
    seal: (disclosures, keys = [device.keys.sealing, closing.publicKey]) => sealDisclosures(disclosures, keys),
    async request(events, change = {}, { key = device.key, acknowledgements = [] } = {}) {
      const manifest: Manifest = {
        ...{ device: device.id, lines: events.map((event) => event.line), noLongerHeld: [], head: { ...head } },
        ...{ waiting: events.length, sentAt: clock.now, appVersion: '0.1.0', changesHeard },
        sealingKey: device.keys.sealing.kid,
        ...change,
      };
      return {
        manifest: await signText(JSON.stringify(manifest), signedTypes.manifest, key),
        events: events.map((event) => event.body),
        acknowledgements: [...acknowledgements],
      };
    },
    async sync(events, change, more) {
      const request = await device.request(events, change, more);
      return device.read(request, await device.post(JSON.stringify(request)));
    },
    async read({ manifest }, response) {
      if (response.status !== 200) throw new Error(`sync answered ${response.status}`);
      const signed = (await response.json()) as SignedAnswer;
      const word = await checkWord(signed, { device: device.id, request: manifest, keys: device.keys });
      const answer = JSON.parse(signed.answer) as SyncAnswer;
      device.lastAcknowledgement = await sha256(signed.acknowledgement);
      device.keys = answer.keys;
      changesHeard = answer.changes.at(-1)?.number ?? changesHeard;
      return { ...answer, acknowledgement: signed.acknowledgement, word };
    },
    post: async (body, headers = {}) => device.app.request(SYNC_PATH, { method: 'POST', body, headers }),
  };
  return device;
}

function toClaims(given: Partial<Record<ContactKind, string>>): ContactClaim[] {
  return contactKinds.flatMap((kind) => {
    const value = given[kind];
    return value === undefined ? [] : [{ kind, value }];
  });
}

/** Throws when it is not the back end's word on this very request and answer. */
async function checkWord(
  { acknowledgement, answer }: SignedAnswer,
  { device, request, keys }: { readonly device: string; readonly request: string; readonly keys: BackEndKeys },
): Promise<Acknowledgement> {
  const text = await verifyText(acknowledgement, signedTypes.acknowledgement, keys.signing);
  if (text === undefined) throw new Error('not signed by the back end');
  const word = JSON.parse(text) as Acknowledgement;
  if (word.device !== device || word.request !== (await sha256(request)) || word.answer !== (await sha256(answer)))
    throw new Error('the acknowledgement belongs to another exchange');
  return word;
}
