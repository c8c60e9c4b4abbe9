// The back end's signed word that it holds events (B7). Its hash, carried by later events, is their proof of "not before" (C1).
import type { Instant } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { signedTypes, signText, verifyText } from '#protocol/signature.ts';
import { type Acknowledgement, acknowledgementSchema, type SignedAnswer } from '#protocol/sync.ts';
import type { Reader, Tx } from './store.ts';

interface Answered {
  readonly device: string;
  /** `kid` of our sealing key that it works with: it names the keys that it knows; null where the answer brings it the first. */
  readonly sealingKey: string | null;
  /** The JWS that is answered. */
  readonly request: string;
  /** What is answered, as JSON. */
  readonly answer: object;
  /** Hashes of the events that the device may let go. */
  readonly hashes: readonly string[];
}

/** Signs an answer together with what it answers, so that neither can be exchanged for another. */
export async function acknowledge(
  tx: Tx,
  { device, sealingKey, request, answer, hashes }: Answered,
): Promise<SignedAnswer> {
  const text = JSON.stringify(answer);
  const word: Acknowledgement = {
    device,
    request: await sha256(request),
    answer: await sha256(text),
    hashes: [...hashes],
    receivedAt: tx.now,
  };
  const jws = await signText(
    JSON.stringify(word),
    signedTypes.acknowledgement,
    sealingKey === null ? tx.keys.signing : tx.keys.signingFor(sealingKey),
  );
  await keepWord(tx, jws, { ...word, request: await digestOfSaid(request) });
  return { acknowledgement: jws, answer: text };
}

/** Without the signature: anybody can write an ECDSA signature in another way that is as good (s as n − s). */
function digestOfSaid(jws: string): Promise<string> {
  return sha256(jws.slice(0, jws.lastIndexOf('.')));
}

async function keepWord(
  tx: Tx,
  jws: string,
  { device, request, receivedAt }: Pick<Acknowledgement, 'device' | 'request' | 'receivedAt'>,
): Promise<void> {
  await tx.sql
    .insertInto('acknowledgements')
    .values({ hash: await sha256(jws), device, request, jws, received_at: receivedAt })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Whether this very request was answered before: it comes a second time, or from somebody who recorded it. */
export async function isAnswered({ sql }: Reader, request: string): Promise<boolean> {
  const row = await sql
    .selectFrom('acknowledgements')
    .select('hash')
    // a word that was recalled names all of what it answered
    .where('request', 'in', [await digestOfSaid(request), await sha256(request)])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * B8: words that a restore may have lost, as the device shows them. Those that are ours and were given to it are kept
 * again. Returns when each event they name was first received, by its hash.
 */
export async function recallWords(
  tx: Tx,
  device: string,
  shown: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const receivedAtByHash = new Map<string, Instant>();
  for (const jws of shown) {
    const text = await verifyText(jws, signedTypes.acknowledgement, tx.keys.verifying);
    const word = text === undefined ? undefined : acknowledgementSchema.parse(JSON.parse(text));
    if (word?.device !== device) continue;
    await keepWord(tx, jws, word);
    for (const hash of word.hashes)
      receivedAtByHash.set(hash, Math.min(word.receivedAt, receivedAtByHash.get(hash) ?? tx.now));
  }
  return receivedAtByHash;
}

/** C1: receivedAt of the acknowledgement with that hash, if it was given to that device; else null. */
export async function earliestProvenBy(tx: Tx, device: string, hash: string | null): Promise<Instant | null> {
  if (hash === null) return null;
  const row = await tx.sql
    .selectFrom('acknowledgements')
    .select('received_at')
    .where('hash', '=', hash)
    .where('device', '=', device)
    .executeTakeFirst();
  return row?.received_at ?? null;
}
