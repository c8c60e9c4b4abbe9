// Links: 256 random bits, stored hashed, expiring (E2). A confirmation token confirms exactly what its mail lists (D4).
import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '#domain/instant.ts';
import type { TokenRow } from './schema.ts';
import type { Reader, Tx } from './store.ts';

export interface AnswerKey {
  readonly event: string;
  readonly question: string;
}

/** 256 random bits, in base64url. */
export function drawSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Of 256 random bits, which cannot be guessed, so that a plain hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether it has the form of a link's token, 256 bits in base64url. A shorter one was cut off. */
export function isWholeToken(token: string): boolean {
  return /^[\w-]{43}$/.test(token);
}

/** Draws a token and stores its hash. Returns the token: it is known to nobody else from here on. */
export async function createToken(
  tx: Tx,
  token: {
    readonly kind: 'confirmation' | 'preferences';
    readonly contactPoint: string;
    readonly answers: readonly AnswerKey[];
    readonly expiresAt: Instant;
  },
): Promise<string> {
  const secret = drawSecret();
  await tx.sql
    .insertInto('tokens')
    .values({
      hash: hashSecret(secret),
      kind: token.kind,
      contact_point: token.contactPoint,
      event: null,
      answers: JSON.stringify(token.answers),
      expires_at: token.expiresAt,
    })
    .execute();
  return secret;
}

/** E1: the tablet drew the secret and sent its hash inside the event. */
export async function addAnswerToken(tx: Tx, hash: string, event: string, expiresAt: Instant): Promise<void> {
  await tx.sql
    .insertInto('tokens')
    .values({ hash, kind: 'answer', contact_point: null, event, answers: '[]', expires_at: expiresAt })
    .onConflict((c) => c.doNothing())
    .execute();
}

export function findToken({ sql }: Reader, secret: string): Promise<TokenRow | undefined> {
  return sql.selectFrom('tokens').selectAll().where('hash', '=', hashSecret(secret)).executeTakeFirst();
}

export function answersOf(token: TokenRow): AnswerKey[] {
  return JSON.parse(token.answers) as AnswerKey[];
}
