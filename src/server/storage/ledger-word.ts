// The words that one device was given (B7): whether we have signed them, and what they say of when its events came.
import type { Instant } from '#domain/instant.ts';
import { sha256 } from '#protocol/digest.ts';
import { signedTypes, verifyText } from '#protocol/signature.ts';
import { acknowledgementSchema } from '#protocol/sync.ts';
import type { Reader } from './store.ts';

export interface Words {
  readonly count: number;
  /** Hash of the first that is not as we signed it. */
  readonly bad: string | null;
  /** receivedAt by the word's hash. */
  readonly given: ReadonlyMap<string, Instant>;
  /** receivedAt of the first word that lists the event, by the event's hash. */
  readonly named: ReadonlyMap<string, Instant>;
}

const PAGE = 200;

export async function readWords({ sql, keys }: Reader, device: string): Promise<Words> {
  const given = new Map<string, Instant>();
  const named = new Map<string, Instant>();
  let count = 0;
  let bad: string | null = null;
  for (let last = { received_at: -1, hash: '' }; ; ) {
    const rows = await sql
      .selectFrom('acknowledgements')
      .select(['hash', 'jws', 'received_at'])
      .where('device', '=', device)
      .where((e) =>
        e.or([
          e('received_at', '>', last.received_at),
          e.and([e('received_at', '=', last.received_at), e('hash', '>', last.hash)]),
        ]),
      )
      .orderBy('received_at')
      .orderBy('hash')
      .limit(PAGE)
      .execute();
    for (const { hash, jws, received_at } of rows) {
      count++;
      const text = await verifyText(jws, signedTypes.acknowledgement, keys.verifying);
      const word = text === undefined ? undefined : acknowledgementSchema.safeParse(JSON.parse(text)).data;
      if (word?.device !== device || word.receivedAt !== received_at || (await sha256(jws)) !== hash) {
        bad ??= hash;
        continue;
      }
      given.set(hash, received_at);
      for (const event of word.hashes) if (!named.has(event)) named.set(event, received_at);
    }
    const end = rows.at(-1);
    if (!end || rows.length < PAGE) return { count, bad, given, named };
    last = end;
  }
}
