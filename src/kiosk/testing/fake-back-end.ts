// A back end in memory that follows protocol B on the wire, for tests of the outbox: it checks and opens what it is sent,
// books every seq it is told of, acknowledges what it holds and nothing else. It judges no event: that is the real one's work.
import { sha256 } from '#protocol/digest.ts';
import { openDisclosures } from '#protocol/disclosure.ts';
import { type EnrolmentAnswer, enrolmentSchema, replacementSchema } from '#protocol/enrolment.ts';
import { isHandOverBy, peekHandOver } from '#protocol/hand-over.ts';
import { PROBLEM_TYPE, type ProblemCode, problems, toProblem } from '#protocol/problem.ts';
import { type PrivateKey, type PublicKey, toPublicKey } from '#protocol/public-key.ts';
import { openSeal } from '#protocol/seal.ts';
import { readSignedText, signedTypes, signText, verifyText } from '#protocol/signature.ts';
import {
  type Acknowledgement,
  type BackEndKeys,
  type Change,
  type Manifest,
  manifestSchema,
  type Outcome,
  type SyncAnswer,
  type SyncRequest,
  syncRequestSchema,
} from '#protocol/sync.ts';
import { makeDeviceKeys } from '../device/keys.ts';
import type { StoredConfig } from '../journal/db.ts';
import type { Send } from '../outbox/api.ts';
import { testPrivateKey, testPublicKey } from './test-keys.ts';

export interface BookedEvent {
  readonly id: string;
  readonly hash: string;
  readonly jws: string | null;
  /** JSON text of the event. */
  readonly payload: string | null;
  readonly reason?: string;
}

/** A request whose signature was right. */
export interface ReadRequest extends Omit<SyncRequest, 'manifest'> {
  readonly manifest: Manifest;
}

/** What it is about to sign. */
export interface Said {
  readonly answer: SyncAnswer;
  readonly acknowledgement: Omit<Acknowledgement, 'answer'>;
}

export interface FakeBackEnd {
  readonly send: Send;
  /** Of the newest device, by seq. */
  readonly events: Map<number, BookedEvent>;
  readonly requests: ReadRequest[];
  /** Of enrolments: the keys that asked. */
  readonly enrolled: { readonly device: string; readonly kid: string; readonly replaces: string | null }[];
  readonly lost: number[];
  /** What happens on the way; set it to answer in the back end's place. */
  intercept: (request: ReadRequest, forward: () => Promise<Response>) => Promise<Response>;
  /** Changes what it says before it signs it. */
  revise: (said: Said) => Said;
  config: StoredConfig;
  changes: Change[];
  deviceStatus: 'active' | 'retired' | 'lost';
  /** Knows a device without its enrolment. */
  register(device: string, key: PublicKey): void;
  /** A phone answers by this code; throws when none of its devices has signed it. The next answer tells the device. */
  answerOnPhone(url: string): Promise<void>;
  /** Comes back from a backup that ended after this seq. */
  restoreThrough(seq: number): void;
  /** Has new keys from now on; the answer that says so is still signed by the old one. */
  rotateKeys(): Promise<void>;
}

/** As typed. */
export const goodCode = 'good-code';

export async function createFakeBackEnd(config: StoredConfig, now: () => number): Promise<FakeBackEnd> {
  const events = new Map<number, BookedEvent>();
  const devices = new Map<string, PublicKey>();
  let signing: PrivateKey = await testPrivateKey('backEndSigning');
  let nextSigning = signing;
  const opening: PrivateKey[] = [await testPrivateKey('backEndSealing')];
  let keys: BackEndKeys = {
    signing: [await testPublicKey('backEndSigning')],
    sealing: await testPublicKey('backEndSealing'),
  };

  const backEnd: FakeBackEnd = {
    events,
    requests: [],
    enrolled: [],
    lost: [],
    intercept: (_request, forward) => forward(),
    revise: (said) => said,
    config,
    changes: [],
    deviceStatus: 'active',
    async send(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/v1/devices') return enrol(await request.json());
      if (pathname === `/api/v1/config/${backEnd.config.digest}`) return new Response(backEnd.config.text);
      if (pathname !== '/api/v1/sync') return problem('not-found');
      const body = new Response(request.body?.pipeThrough(new DecompressionStream('gzip')));
      const { manifest: signed, ...carried } = syncRequestSchema.parse(await body.json());
      const text = await verifyText(signed, signedTypes.manifest, [...devices.values()]);
      if (text === undefined) return problem('device-unknown');
      const read = { manifest: manifestSchema.parse(JSON.parse(text)), ...carried };
      backEnd.requests.push(read);
      return backEnd.intercept(read, () => store(read, signed));
    },
    register: (device, key) => void devices.set(device, key),
    async answerOnPhone(url) {
      const link = new URL(url).pathname.split('/')[2] ?? '';
      const handOver = peekHandOver(link);
      const key = devices.get(handOver?.iss ?? '');
      if (!handOver || !key || !(await isHandOverBy(link, key))) throw new Error('no device has signed this link');
      const number = (backEnd.changes.at(-1)?.number ?? 0) + 1;
      backEnd.changes.push({ number, event: handOver.jti, question: '', change: 'answered-on-phone' });
    },
    restoreThrough(last) {
      for (const seq of [...events.keys()]) if (seq > last) events.delete(seq);
      backEnd.lost.splice(0);
    },
    async rotateKeys() {
      const next = await makeDeviceKeys();
      const sealing = await makeSealingKey();
      nextSigning = next;
      opening.push(sealing.privateKey);
      keys = { signing: [next.publicKey, ...keys.signing], sealing: sealing.publicKey };
    },
  };

  async function enrol({ enrolment }: { enrolment: string }): Promise<Response> {
    const asked = enrolmentSchema.parse(JSON.parse(readSignedText(enrolment) ?? ''));
    if (asked.code !== 'G00DC0DE' || !(await verifyText(enrolment, signedTypes.enrolment, [asked.key])))
      return problem('enrolment-code-invalid');
    const replaces =
      asked.replaces && (await verifyText(asked.replaces, signedTypes.replacement, [...devices.values()]));
    if (replaces === undefined) return problem('device-unknown');
    let device = backEnd.enrolled.find(({ kid }) => kid === asked.key.kid)?.device;
    if (!device) {
      device = `tablet-${devices.size + 1}`;
      devices.set(device, asked.key);
      events.clear();
      const old = replaces === null ? null : replacementSchema.parse(JSON.parse(replaces)).device;
      backEnd.enrolled.push({ device, kid: asked.key.kid, replaces: old });
    }
    const place = { store: 'port', till: 'till-1', publicUrl: 'https://shop.example' };
    const answer = { device, ...place, configDigest: backEnd.config.digest, keys, serverTime: now() };
    return sign(answer, { device, request: await sha256(enrolment), hashes: [], receivedAt: now() }, 201);
  }

  async function store({ manifest, events: carried }: ReadRequest, signed: string): Promise<Response> {
    const key = devices.get(manifest.device) as PublicKey;
    const bytes = new Map(carried.map((event) => [event.seq, event]));
    const outcomes: Outcome[] = [];
    const hashes: string[] = [];
    for (const [from, to] of manifest.noLongerHeld)
      for (let seq = from; seq <= to; seq++) if (!events.has(seq)) backEnd.lost.push(seq);

    for (const [seq, id, hash] of manifest.lines) {
      if (seq > expected()) break;
      const event = bytes.get(seq);
      const held = events.get(seq);
      const reason = held && !held.reason ? undefined : await judge(hash, event, key, opening);
      const isDuplicate = held?.hash === hash && !held.reason;
      const payload = event ? (readSignedText(event.jws) ?? null) : null;
      if (!isDuplicate) events.set(seq, { id, hash, jws: event?.jws ?? null, payload, ...(reason && { reason }) });
      if (!reason) hashes.push(hash);
      const outcome = isDuplicate ? 'duplicate' : reason ? 'quarantined' : 'accepted';
      outcomes.push({ seq, hash, outcome, ...(reason && { reason }) });
    }
    const said = backEnd.revise({
      answer: {
        serverTime: now(),
        expected: expected(),
        configDigest: backEnd.config.digest,
        deviceStatus: backEnd.deviceStatus,
        outcomes,
        changes: backEnd.changes.filter((change) => change.number > manifest.changesHeard),
        lastChange: backEnd.changes.at(-1)?.number ?? 0,
        keys,
      },
      acknowledgement: { device: manifest.device, request: await sha256(signed), hashes, receivedAt: now() },
    });
    return sign(said.answer, said.acknowledgement, 200);
  }

  async function sign(said: SyncAnswer | EnrolmentAnswer, about: Said['acknowledgement'], status: number) {
    const answer = JSON.stringify(said);
    const text = JSON.stringify({ ...about, answer: await sha256(answer) });
    const acknowledgement = await signText(text, signedTypes.acknowledgement, signing);
    signing = nextSigning;
    return Response.json({ acknowledgement, answer }, { status });
  }

  function expected(): number {
    let seq = 1;
    while (events.has(seq) || backEnd.lost.includes(seq)) seq++;
    return seq;
  }

  return backEnd;
}

async function judge(
  hash: string,
  event: SyncRequest['events'][number] | undefined,
  key: PublicKey,
  opening: readonly PrivateKey[],
): Promise<string | undefined> {
  if (!event || (await sha256(event.jws)) !== hash) return 'bytes-missing';
  const text = await verifyText(event.jws, signedTypes.event, [key]);
  if (text === undefined) return 'signature';
  const { _sd } = JSON.parse(text) as { _sd: string[] };
  const disclosures = event.seal === null ? [] : await openSeal(event.seal, opening);
  return disclosures && (await openDisclosures(_sd, disclosures)) ? undefined : 'disclosure-unreadable';
}

async function makeSealingKey(): Promise<{ privateKey: PrivateKey; publicKey: PublicKey }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const publicKey = await toPublicKey(pair.publicKey);
  return { publicKey, privateKey: { kid: publicKey.kid, key: pair.privateKey } };
}

export function problem(code: ProblemCode): Response {
  const body = JSON.stringify(toProblem(code));
  return new Response(body, { status: problems[code].status, headers: { 'Content-Type': PROBLEM_TYPE } });
}
