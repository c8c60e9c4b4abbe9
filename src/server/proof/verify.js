// Checks a dossier, away from whoever made it: in any browser, without network or library. It recomputes every digest and
// every signature with the browser's own cryptography (WebCrypto). What it cannot know is whose the signing key is:
// compare the anchor with what the controller publishes.

const encode = (text) => new TextEncoder().encode(text);
const fromBase64Url = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
const toBase64Url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
/** The JSON in a part of a JWS, or in a disclosure (RFC 9901 §4.2.1). */
export const readJson = (part) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(part)));
const sha256 = async (data) =>
  toBase64Url(await crypto.subtle.digest('SHA-256', typeof data === 'string' ? encode(data) : data));

/** What a compact JWS says (RFC 7515 §3.1), not yet checked; empty when it is none. */
export function read(jws) {
  try {
    const [header, payload] = jws.split('.');
    return { header: readJson(header), payload: readJson(payload) };
  } catch {
    return { header: {}, payload: {} };
  }
}

/** ES256 (RFC 7518 §3.4) by one of the keys, as a word of that kind. Without the name of a key: by the only one. */
async function isSigned(jws, typ, keys) {
  try {
    const { header } = read(jws);
    const key = header.kid === undefined && keys.length === 1 ? keys[0] : keys.find(({ kid }) => kid === header.kid);
    if (!key || header.alg !== 'ES256' || header.typ !== typ || header.crit) return false;
    const [protectedHeader, payload, signature, more] = jws.split('.');
    const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
    const jwk = { kty: 'EC', crv: 'P-256', x: key.x, y: key.y };
    const publicKey = await crypto.subtle.importKey('jwk', jwk, curve, false, ['verify']);
    const signed = encode(`${protectedHeader}.${payload}`);
    return more === undefined && (await crypto.subtle.verify(curve, publicKey, fromBase64Url(signature), signed));
  } catch {
    return false;
  }
}

/** RFC 7638: a key's name is computed from the key, so nobody can give one name to two keys. */
const isNamedRight = async ({ kid, x, y }) => (await sha256(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }))) === kid;

const EVENT = 'consent-event+sd-jwt';
const ACKNOWLEDGEMENT = 'consent-acknowledgement+jws';
const HAND_OVER = 'hand-over+jwt';
const every = async (items, check) => (await Promise.all(items.map(check))).every(Boolean);
const isOwnChain = ({ chain }) => chain.startsWith('store:');

const digestNames = ['configDigest', 'noticeDigest', 'questionSetDigest'];

/**
 * Each file with what is known of it. `signed`: a signed act carries its digest. `listed`: only dossier.json does, which
 * nobody has signed. `altered`: it has another. `unknown`: the dossier names no such file, so nothing was compared.
 */
export function compareFiles({ events, texts, files: beside = [] }, files) {
  const signed = new Set(events.flatMap(({ jws }) => digestNames.map((name) => read(jws).payload[name])));
  const compare = async (file, content) => {
    const named = [...texts, ...beside].filter((entry) => entry.file === file);
    if (named.length === 0) return 'unknown';
    const digest = await sha256(content);
    if (named.some((entry) => entry.digest !== digest)) return 'altered';
    return signed.has(digest) ? 'signed' : 'listed';
  };
  return Promise.all(
    Object.entries(files).map(async ([file, content]) => ({ file, result: await compare(file, content) })),
  );
}

const listAnswers = ({ answers }) => (Array.isArray(answers) ? answers : []);
// what a list has brought is claimed to be older, and proves to be later than nothing
const isProvablyLater = (a, b) =>
  a.type === 'imported'
    ? false
    : a.chain === b.chain
      ? a.seq > b.seq
      : a.notBefore !== null && Date.parse(a.notBefore) > Date.parse(b.notAfter);

const isAbout = (scope, { purpose, channel }) => scope.purpose === purpose && scope.channel === channel;
const timesAYear = { week: 52, month: 12, year: 1 };
const toYearly = ({ max, per }) => max * timesAYear[per];

/** Whether no more is said to be left of an answer than the person has left of it: its topics, and how often. */
function isLeft(line, given, acts) {
  const { topics, frequency } = line;
  if (!topics) return true; // of an older dossier, which says nothing of it
  const answer = listAnswers(given).find(({ question }) => question === line.question);
  const bounds = acts
    .filter(({ scope }) => scope && isAbout(scope, line))
    .filter((act) => !isProvablyLater(given, act));
  const caps = bounds.filter(({ type }) => type === 'frequency-cap');
  const gone = bounds.flatMap(({ type, scope }) => (type === 'withdrawal' ? (scope.topics ?? []) : []));
  return (
    topics.every((topic) => answer.topics.includes(topic) && !gone.includes(topic)) &&
    [answer, ...caps].every((bound) => toYearly(frequency) <= toYearly(bound.frequency))
  );
}

/** A stop carried over to a corrected address speaks from where it lay in time; its own event is not here. */
const inItsTime = (act) =>
  act.via === 'operator' && act.cause
    ? { ...act, chain: act.cause.chain, seq: act.cause.seq, notAfter: new Date(act.cause.latest).toISOString() }
    : act;

/**
 * Whether the signed acts bear out a line of what stands, as far as they can: it is the controller's conclusion, from
 * acts that may not be here.
 */
function isBorneOut(line, { about, events, texts }) {
  const { question, status } = line;
  const acts = events.map((proven) => inItsTime({ ...read(proven.jws).payload, ...proven }));
  const isMeant = (answer) => answer.question === question && answer.event === line.event;
  const find = (type) => acts.find((act) => act.type === type && listAnswers(act).some(isMeant));
  const isYes = (answer) =>
    answer.answer === 'yes' && ['question', 'purpose', 'channel'].every((name) => answer[name] === line[name]);
  const given = acts.find(
    (act) => ['answers-given', 'imported'].includes(act.type) && act.id === line.event && listAnswers(act).some(isYes),
  );
  if (!given) return false;
  // of one event the acts may be those of another of its contact points
  if (about.kind === 'contact-point' && !isLeft(line, given, acts)) return false;
  if (status === 'expired') return find('expiry') !== undefined;
  if (status === 'disavowed') return find('disavowal') !== undefined;
  if (status === 'requested') return !find('confirmation');
  if (status !== 'given') return true;

  const config = texts.find(({ digest }) => digest === given.configDigest);
  const asked = config && JSON.parse(config.text).questions.find(({ id }) => id === question);
  const isUnproven = ['staff', 'shopper-assisted'].includes(given.collector) || given.askedBy?.kind === 'counter-card';
  const asksTwice = asked?.confirmation === 'email' || isUnproven;
  if (find('expiry') || find('disavowal') || (asksTwice && !find('confirmation'))) return false;
  if (about.kind === 'event') return true;
  const restrictions = acts.filter(({ type }) => type === 'restriction');
  const liftings = acts.filter(({ type }) => type === 'lifting');
  if (!restrictions.every((one) => liftings.some((lifting) => isProvablyLater(lifting, one)))) return false;
  // one that followed from another is as old as that one, which may not be here
  const stops = acts.filter(
    ({ type, status, via, scope }) =>
      ['withdrawal', 'objection', 'erasure'].includes(type) &&
      status === 'accepted' &&
      via !== 'linked' &&
      (scope === null || (isAbout(scope, line) && !scope.topics)),
  );
  return stops.every((stop) => isProvablyLater(given, stop));
}

/**
 * Whether an act on a person's own phone says how they came to it, and a tablet's code that led to it is genuine: signed by
 * that tablet, at that store and till.
 */
async function isLedToRight({ askedBy, store }, vouched) {
  if (askedBy?.kind !== 'hand-over')
    return ['counter-card', 'preference-page', 'rectification'].includes(askedBy?.kind);
  const { device, till, link } = askedBy;
  const said = read(link).payload;
  const isThere = (place) => place.device === device && place.store === store && place.till === till;
  return isThere({ ...said, device: said.iss }) && (await isSigned(link, HAND_OVER, vouched.filter(isThere)));
}

/**
 * What a reader should know of an act although nothing is wrong with it.
 * @returns {{ name: string, event: string }[]} `event`: the hash of the one concerned
 */
export function remark({ events }) {
  return events.flatMap(({ jws, hash }) => {
    const { askedBy, configDigest, capturedAt } = read(jws).payload;
    if (askedBy?.kind !== 'hand-over') return [];
    const { config, iat } = read(askedBy.link).payload;
    if (iat === undefined) return [];
    return [
      // the back end did not know that one, and asked by its own
      ...(config === configDigest ? [] : [{ name: 'otherConfig', event: hash }]),
      // a tablet's clock is a claim: it proves nothing for or against the act
      ...(iat * 1000 <= Date.parse(capturedAt) ? [] : [{ name: 'clockAhead', event: hash }]),
    ];
  });
}

/**
 * @param files contents of the files beside the dossier, by name
 * @param published thumbprints that the controller has published; empty: not compared
 * @returns {Promise<{ name: string, ok: boolean, event: string | null }[]>} one result a check; `event`: the hash of the one concerned
 */
export async function verify(dossier, files = {}, published = []) {
  const { keys, events, acknowledgements, texts, standing } = dossier;
  const checks = [];
  const note = (name, ok, event = null) => checks.push({ name, ok, event });

  note('form', dossier.schema === 1);
  note('keys', keys.length > 0 && (await every(keys, isNamedRight)));
  if (published.length > 0)
    note(
      'anchor',
      keys.every(({ kid }) => published.includes(kid)),
    );
  const compared = (await compareFiles(dossier, files)).filter(({ result }) => result !== 'unknown');
  if (compared.length > 0)
    note(
      'files',
      compared.every(({ result }) => result !== 'altered'),
    );
  if (standing.length > 0)
    note(
      'standing',
      standing.every((line) => isBorneOut(line, dossier)),
    );

  // one that is misnamed could be shown in the place of the right one
  const areNamedRight = await every(texts, async ({ digest, text }) => (await sha256(text)) === digest);
  const shown = new Set(texts.map(({ digest }) => digest));

  // a device's keys are those that the back end has signed for
  const vouched = [];
  for (const { jws, chain } of events) {
    const { payload } = read(jws);
    if (payload.type !== 'device-enrolled' || payload.chain !== chain || !isOwnChain(payload)) continue;
    if ((await isNamedRight(payload.key)) && (await isSigned(jws, EVENT, keys)))
      vouched.push({ ...payload.key, device: payload.device, store: payload.store, till: payload.till });
  }

  for (const event of events) {
    const { jws, hash, chain } = event;
    const { header, payload } = read(jws);
    const actual = await sha256(jws);
    const tell = (name, ok) => note(name, ok, hash);
    const isOwn = isOwnChain(event);
    const own = isOwn ? keys : vouched.filter(({ device }) => device === chain);
    const isVouched = own.some(({ kid }) => kid === header.kid);
    const isInPlace = ['id', 'chain', 'seq'].every((name) => payload[name] === event[name]);
    tell('hash', actual === hash && isInPlace);
    if (!isOwn) tell('enrolment', isVouched);
    tell('signature', await isSigned(jws, EVENT, own));

    const before = events.filter((other) => other.chain === chain && other.seq === event.seq - 1);
    const next = events.find((other) => other.hash === event.next);
    if (before.length > 0 || next || event.seq === 1) {
      const follows = before.length === 0 || before.some((other) => other.hash === payload.previous);
      const isFollowed = !next || (next.chain === chain && read(next.jws).payload.previous === actual);
      tell('chain', follows && isFollowed && (event.seq > 1 || payload.previous === null));
    }

    const digests = await Promise.all(event.disclosures.map(sha256));
    if (digests.length > 0)
      tell('disclosures', new Set(digests).size === digests.length && digests.every((d) => payload._sd?.includes(d)));
    if (payload.type === 'answers-given')
      tell('shown', areNamedRight && digestNames.every((name) => shown.has(payload[name])));
    if (payload.type === 'answers-given' && isOwn) tell('ledTo', await isLedToRight(payload, vouched));

    // it has no acknowledgement but its own signature
    if (isOwn) {
      const at = Date.parse(payload.capturedAt);
      tell('recorded', Date.parse(event.notBefore) === at && Date.parse(event.notAfter) === at);
      continue;
    }
    const proves = async (acknowledgement, instant) =>
      acknowledgement !== undefined &&
      (await sha256(acknowledgement.jws)) === acknowledgement.hash &&
      (await isSigned(acknowledgement.jws, ACKNOWLEDGEMENT, keys)) &&
      read(acknowledgement.jws).payload.device === chain &&
      read(acknowledgement.jws).payload.receivedAt === Date.parse(instant);
    const listing = acknowledgements.find((word) => word.hash === event.acknowledgement);
    const isListed = (await proves(listing, event.notAfter)) && read(listing.jws).payload.hashes.includes(actual);
    tell('received', isListed);
    if (event.notBefore === null) continue;
    const carried = acknowledgements.find((word) => word.hash === payload.lastAcknowledgement);
    tell('notBefore', await proves(carried, event.notBefore));
  }
  return checks;
}
