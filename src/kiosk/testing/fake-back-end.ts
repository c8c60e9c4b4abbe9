// A back end in memory that follows protocol B on the wire, for tests of the outbox: it books every seq it is told of,
// acknowledges what it holds and nothing else. It judges no event: that is the real one's work.
import { sha256 } from '#protocol/digest.ts';
import { digestOfDisclosure } from '#protocol/disclosure.ts';
import { PROBLEM_TYPE, type ProblemCode, problems, toProblem } from '#protocol/problem.ts';
import { type Change, type Outcome, type SyncRequest, syncRequestSchema } from '#protocol/sync.ts';
import type { StoredConfig } from '../journal/db.ts';
import type { Send } from '../outbox/api.ts';

export interface BookedEvent {
  readonly id: string;
  readonly hash: string;
  readonly payload: string | null;
  readonly reason?: string;
}

export interface FakeBackEnd {
  readonly send: Send;
  /** By seq. */
  readonly events: Map<number, BookedEvent>;
  readonly requests: SyncRequest[];
  readonly lost: number[];
  /** What happens on the way; set it to answer in the back end's place. */
  intercept: (request: SyncRequest, forward: () => Promise<Response>) => Promise<Response>;
  config: StoredConfig;
  changes: Change[];
  deviceStatus: 'active' | 'retired' | 'lost';
  /** Named in the acknowledgements. */
  device: string;
  /** Comes back from a backup that ended after this seq. */
  restoreThrough(seq: number): void;
}

export function createFakeBackEnd(config: StoredConfig, now: () => number): FakeBackEnd {
  const events = new Map<number, BookedEvent>();

  const backEnd: FakeBackEnd = {
    events,
    requests: [],
    lost: [],
    intercept: (_request, forward) => forward(),
    config,
    changes: [],
    deviceStatus: 'active',
    device: 'tablet-1',
    async send(request) {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/v1/devices') return enrol(await request.json());
      if (pathname === `/api/v1/config/${backEnd.config.digest}`) return new Response(backEnd.config.text);
      if (pathname !== '/api/v1/sync') return problem('not-found');
      if (request.headers.get('Authorization') !== 'Bearer tablet-1.secret') return problem('device-unknown');
      const body = new Response(request.body?.pipeThrough(new DecompressionStream('gzip')));
      const sync = syncRequestSchema.parse(await body.json());
      backEnd.requests.push(sync);
      return backEnd.intercept(sync, () => store(sync));
    },
    restoreThrough(last) {
      for (const seq of [...events.keys()]) if (seq > last) events.delete(seq);
      backEnd.lost.splice(0);
    },
  };

  function enrol({ code }: { code: string }): Response {
    if (code !== 'good-code') return problem('enrolment-code-invalid');
    const place = { store: 'port', till: 'till-1', publicUrl: 'https://shop.example' };
    const identity = { device: 'tablet-1', secret: 'secret', ...place };
    return Response.json(
      { ...identity, configDigest: backEnd.config.digest, acknowledgement: acknowledge([]), serverTime: now() },
      { status: 201 },
    );
  }

  async function store({ manifest, events: carried }: SyncRequest): Promise<Response> {
    const bytes = new Map(carried.map((event) => [event.seq, event]));
    const outcomes: Outcome[] = [];
    const acknowledged: string[] = [];
    for (const [from, to] of manifest.noLongerHeld)
      for (let seq = from; seq <= to; seq++) if (!events.has(seq)) backEnd.lost.push(seq);

    for (const [seq, id, hash] of manifest.lines) {
      if (seq > expected()) break;
      const event = bytes.get(seq);
      const held = events.get(seq);
      const reason = held && !held.reason ? undefined : await judge(hash, event);
      const isDuplicate = held?.hash === hash && !held.reason;
      if (!isDuplicate) events.set(seq, { id, hash, payload: event?.payload ?? null, ...(reason && { reason }) });
      if (!reason) acknowledged.push(hash);
      const outcome = isDuplicate ? 'duplicate' : reason ? 'quarantined' : 'accepted';
      outcomes.push({ seq, hash, outcome, ...(reason && { reason }) });
    }
    return Response.json({
      acknowledgement: acknowledge(acknowledged),
      serverTime: now(),
      expected: expected(),
      configDigest: backEnd.config.digest,
      deviceStatus: backEnd.deviceStatus,
      outcomes,
      changes: backEnd.changes.filter((change) => change.number > manifest.changesHeard),
      lastChange: backEnd.changes.at(-1)?.number ?? 0,
    });
  }

  function expected(): number {
    let seq = 1;
    while (events.has(seq) || backEnd.lost.includes(seq)) seq++;
    return seq;
  }

  const acknowledge = (hashes: string[]) => JSON.stringify({ device: backEnd.device, hashes, receivedAt: now() });

  return backEnd;
}

async function judge(hash: string, event: SyncRequest['events'][number] | undefined): Promise<string | undefined> {
  if (!event || (await sha256(event.payload)) !== hash) return 'bytes-missing';
  const { _sd } = JSON.parse(event.payload) as { _sd: string[] };
  const opened = await Promise.all(event.disclosures.map(digestOfDisclosure));
  return opened.sort().join() === _sd.join() ? undefined : 'disclosure-unreadable';
}

export function problem(code: ProblemCode): Response {
  const body = JSON.stringify(toProblem(code));
  return new Response(body, { status: problems[code].status, headers: { 'Content-Type': PROBLEM_TYPE } });
}
