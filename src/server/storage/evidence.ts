// Reads all that proves what one contact point's owner, or one event, said: the events as signed, what followed from them,
// what vouches for the keys, and when each was received. It changes nothing; whoever asks writes the audit row.
// Long, because what belongs to a proof is decided here and nowhere else: to be read as a whole.
import type { Choices } from '#domain/choices.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { Evidence, ProvenAcknowledgement, ProvenEvent, Standing } from '../proof/dossier.ts';
import { readChoicesLeft } from './acts.ts';
import { getConfigBody } from './config.ts';
import { readDisclosures } from './disclosure.ts';
import type { EventRow, GrantRow } from './schema.ts';
import type { Reader } from './store.ts';

type SignedRow = EventRow & { readonly jws: string };

/** Undefined when nothing is held. */
export async function readEvidence(reader: Reader, about: Evidence['about']): Promise<Evidence | undefined> {
  const concerned =
    about.kind === 'event' ? await findByEvent(reader, about.id) : await findByContact(reader, about.id);
  const person = await loadEvents(reader, concerned);
  if (person.length === 0) return undefined;
  const decisions = (await loadFacts(reader, ['quarantine-decision'])).filter((row) =>
    person.some(({ hash }) => hash === readFact(row).subject),
  );
  const devices = (await loadFacts(reader, ['device-enrolled', 'device-status'])).filter((row) =>
    person.some((event) => isBy(readFact(row).device, event)),
  );
  const own = inOrder([...person, ...decisions]);
  const chains = (await loadFacts(reader, ['chain-restarted'])).filter((row) =>
    [...own, ...devices].some(({ chain }) => chain === row.chain),
  );

  const words = new Map<string, string>();
  const events: ProvenEvent[] = [];
  for (const [role, rows] of Object.entries({ person: own, device: devices, chain: chains }))
    for (const row of rows) {
      const { earlier, listing } = await findAcknowledgements(reader, row);
      for (const word of [earlier, listing]) if (word) words.set(word.hash, word.jws);
      events.push({
        role: role as ProvenEvent['role'],
        ...{ jws: row.jws, hash: row.hash, id: row.id, chain: row.chain, seq: row.seq },
        ...{ status: row.status, reason: row.reason },
        notBefore: toIso(row.earliest),
        notAfter: toIso(listing?.received_at ?? row.received_at),
        disclosures: await readOwnDisclosures(reader, row, about),
        acknowledgement: listing?.hash ?? null,
        next: await findNext(reader, row),
      });
    }
  return {
    about,
    events,
    acknowledgements: [...words].map(([hash, jws]): ProvenAcknowledgement => ({ hash, jws })),
    standing: (await readChoicesLeft(reader, concerned.grants)).map(toStanding),
    mails: await loadMails(reader, concerned.grants),
    configs: await loadConfigs(reader, own),
  };
}

/**
 * Whether the event has a yes of which the live data no longer knows what became: a proof of it alone would be half of the truth.
 */
export function isLetGo({ about, events, standing }: Evidence): boolean {
  const event = events.find(({ id, status }) => about.kind === 'event' && id === about.id && status === 'accepted');
  const said = event && parse(event.jws);
  const answers = (said?.answers ?? []) as readonly { readonly question: string; readonly answer: string }[];
  return answers.some(
    ({ question, answer }) =>
      answer === 'yes' && !standing.some((one) => one.event === about.id && one.question === question),
  );
}

interface Concerned {
  readonly grants: readonly (GrantRow & { readonly kind: Standing['kind'] })[];
  readonly ids: readonly string[];
  readonly hashes: readonly string[];
  readonly places: readonly { readonly chain: string; readonly seq: number }[];
}

async function findByContact(reader: Reader, contactPoint: string): Promise<Concerned> {
  const grants = await loadGrants(reader, 'contact_point', [contactPoint]);
  const resolutions = await loadResolutions(reader, grants);
  const [stops, disclosures] = await loadStopsAndDisclosures(reader, 'contact_point', [contactPoint]);
  return {
    grants,
    ids: grants.map(({ event }) => event),
    hashes: [...stops.map((row) => row.event_hash), ...disclosures.map((row) => row.event)],
    places: resolutions,
  };
}

/** The event, what became of its answers, and every stop of the contact points that it concerns. */
async function findByEvent(reader: Reader, id: string): Promise<Concerned> {
  const hashes = await findMeant(reader, id);
  const grants = await loadGrants(reader, 'event', [id]);
  const [ownStops, ownDisclosures] = await loadStopsAndDisclosures(reader, 'event', hashes);
  const contactPoints = [...grants, ...ownStops, ...ownDisclosures].map((row) => row.contact_point);
  const [stops] = await loadStopsAndDisclosures(reader, 'contact_point', contactPoints);
  return {
    grants,
    ids: [],
    hashes: [...hashes, ...stops.map((row) => row.event_hash)],
    places: await loadResolutions(reader, grants),
  };
}

/** The one that counts, else the first: what another tablet sent under an id that was used is somebody else's (B4). */
async function findMeant({ sql }: Reader, id: string): Promise<string[]> {
  const rows = await sql.selectFrom('events').selectAll().where('id', '=', id).orderBy('received_at').execute();
  const meant = rows.find(({ status }) => status === 'accepted' || status === 'erased') ?? rows[0];
  return meant ? [meant.hash] : [];
}

function loadGrants({ sql }: Reader, by: 'event' | 'contact_point', ids: readonly string[]) {
  return sql
    .selectFrom('grants')
    .innerJoin('contact_points', 'contact_points.id', 'grants.contact_point')
    .selectAll('grants')
    .select('contact_points.kind')
    .where(`grants.${by}`, 'in', ids)
    .orderBy('latest')
    .orderBy('event')
    .orderBy('question')
    .execute();
}

async function loadResolutions({ sql }: Reader, grants: readonly GrantRow[]) {
  const events = grants.map(({ event }) => event);
  if (events.length === 0) return [];
  const rows = await sql.selectFrom('resolutions').selectAll().where('event', 'in', events).execute();
  return rows.filter((row) => grants.some(({ event, question }) => event === row.event && question === row.question));
}

async function loadStopsAndDisclosures({ sql }: Reader, by: 'event' | 'contact_point', ids: readonly string[]) {
  if (ids.length === 0) return [[], []] as const;
  const ends = await Promise.all(
    (['stops', 'caps', 'restrictions'] as const).map((table) =>
      sql
        .selectFrom(table)
        .select(['event_hash', 'contact_point'])
        .where(by === 'event' ? 'event_hash' : by, 'in', ids)
        .execute(),
    ),
  );
  const stops = ends.flat();
  const disclosures = await sql
    .selectFrom('disclosures')
    .select(['event', 'contact_point'])
    .where(by, 'in', ids)
    .execute();
  return [stops, disclosures] as const;
}

/** Where only a manifest line arrived there is nothing that proves anything. */
const isSigned = (row: EventRow): row is SignedRow => row.jws !== null;

async function loadEvents({ sql }: Reader, { ids, hashes, places }: Concerned): Promise<SignedRow[]> {
  const rows = await sql
    .selectFrom('events')
    .selectAll()
    .where((e) =>
      e.or([
        ...(ids.length > 0 ? [e('id', 'in', ids)] : []),
        ...(hashes.length > 0 ? [e('hash', 'in', hashes)] : []),
        ...places.map(({ chain, seq }) => e.and({ chain, seq })),
      ]),
    )
    .execute();
  return rows.filter(isSigned);
}

async function loadFacts({ sql }: Reader, types: readonly string[]): Promise<SignedRow[]> {
  const rows = await sql.selectFrom('events').selectAll().where('type', 'in', types).execute();
  return inOrder(rows.filter(isSigned).filter(({ chain }) => chain.startsWith('store:')));
}

function readFact({ jws }: SignedRow): Record<string, unknown> {
  return JSON.parse(readSignedText(jws) ?? '{}') as Record<string, unknown>;
}

/** Whether that device has signed it, or the code that led to it. */
function isBy(device: unknown, row: SignedRow): boolean {
  const askedBy = parse(row.jws)?.askedBy as { readonly device?: unknown } | undefined;
  return row.chain === device || (device !== undefined && askedBy?.device === device);
}

const inOrder = (rows: readonly SignedRow[]) =>
  rows.toSorted((a, b) => a.received_at - b.received_at || a.chain.localeCompare(b.chain) || a.seq - b.seq);

/** The word that the event carries, and the first that lists it. Neither exists for the back end's own events. */
async function findAcknowledgements({ sql }: Reader, row: SignedRow) {
  const given = sql.selectFrom('acknowledgements').selectAll().where('device', '=', row.chain);
  const carried = parse(row.jws)?.lastAcknowledgement;
  const earlier = typeof carried === 'string' ? await given.where('hash', '=', carried).executeTakeFirst() : undefined;
  // nearly always the very first; what was held apart as unreadable was listed only when it came again
  const later = given.where('received_at', '>=', row.received_at).orderBy('received_at');
  for (let offset = 0, size = GLANCE; ; offset += size, size = PAGE) {
    const words = await later.limit(size).offset(offset).execute();
    const listing = words.find(({ jws }) => (parse(jws)?.hashes as string[] | undefined)?.includes(row.hash));
    if (listing || words.length < size) return { earlier, listing };
  }
}

const GLANCE = 2;
const PAGE = 500;

function parse(jws: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readSignedText(jws) ?? '');
  } catch {
    return undefined; // what is held apart may be anything
  }
}

async function findNext({ sql }: Reader, { chain, seq, beside }: EventRow): Promise<string | null> {
  if (beside === 1) return null;
  const row = await sql
    .selectFrom('events')
    .select('hash')
    .where('chain', '=', chain)
    .where('seq', '=', seq + 1)
    .where('beside', '=', 0)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** Of one contact point only its own, of one event only that event's: the rest may be another person's. */
async function readOwnDisclosures(
  reader: Reader,
  { hash, id }: SignedRow,
  about: Evidence['about'],
): Promise<string[]> {
  if (about.kind === 'contact-point') return readDisclosures(reader, hash, about.id);
  return id === about.id ? readDisclosures(reader, hash) : [];
}

async function loadMails({ sql }: Reader, grants: readonly GrantRow[]): Promise<string[]> {
  const contactPoints = grants.map((grant) => grant.contact_point);
  const since = Math.min(...grants.map((grant) => grant.latest));
  if (contactPoints.length === 0) return [];
  const rows = await sql
    .selectFrom('mails')
    .select('sent_at')
    .where('contact_point', 'in', contactPoints)
    .where('sent_at', '>=', since)
    .where('job', 'in', (e) => e.selectFrom('jobs').select('id').where('kind', '=', 'confirmation.send'))
    .orderBy('sent_at')
    .execute();
  return rows.map(({ sent_at }) => toIso(sent_at));
}

async function loadConfigs(reader: Reader, rows: readonly SignedRow[]): Promise<Map<string, string>> {
  const configs = new Map<string, string>();
  for (const digest of new Set(rows.map(({ jws }) => parse(jws)?.configDigest)))
    if (typeof digest === 'string') {
      const body = await getConfigBody(reader, digest);
      if (body !== undefined) configs.set(digest, body);
    }
  return configs;
}

function toStanding({
  event,
  question,
  purpose,
  channel,
  kind,
  status,
  status_at,
  left,
}: Concerned['grants'][number] & { readonly left: Choices }): Standing {
  return { event, question, purpose, channel, kind, status, since: toIso(status_at), ...left };
}

function toIso(instant: number): string;
function toIso(instant: number | null): string | null;
function toIso(instant: number | null): string | null {
  return instant === null ? null : new Date(Number(instant)).toISOString();
}
