// What stands beside a day's file and vouches for it: how many rows, from where to where in which chains, and the file's SHA-256,
// signed by whoever wrote it. A text file that a person can read: the manifest, and the same words signed (JWS). Lean
// schemas, as the tablet loads them.
import * as z from 'zod/mini';
import type { PrivateKey, PublicKey } from './public-key.ts';
import { readSignedText, signedTypes, signText, verifyText } from './signature.ts';

const count = z.int().check(z.minimum(0));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

const file = z.object({
  /** The day's answers, or the records that are held apart. */
  part: z.enum(['answers', 'held-apart']),
  name: z.string(),
  rows: count,
  bytes: count,
  /** Hexadecimal, as `sha256sum` writes it. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** One device's or store's chain, as far as the file has something of it. */
const chain = z.object({
  chain: z.string(),
  events: count,
  firstSeq: z.nullable(count),
  lastSeq: z.nullable(count),
  /** Where the chain stood when the file was written: its hash stands for every event before it. */
  head: z.object({ seq: count, hash: z.nullable(z.string()) }),
});

export const dayManifestSchema = z.object({
  format: z.literal('consent-kiosk-day'),
  version: z.literal(1),
  businessDay: day,
  form: z.enum(['excel', 'csv', 'jsonl']),
  /** Null: all of them. */
  store: z.nullable(z.string()),
  device: z.nullable(z.string()),
  files: z.array(file),
  chains: z.array(chain),
  /** RFC 3339, UTC, by the clock of whoever wrote it. */
  madeAt: z.string(),
  /** A device by its id; the back end by its operator's name. */
  madeBy: z.object({ kind: z.enum(['device', 'back-end']), name: z.string() }),
});

export type DayManifest = z.infer<typeof dayManifestSchema>;
export type ManifestFile = z.infer<typeof file>;
export type ManifestChain = z.infer<typeof chain>;

/** The name of the manifest beside that file. Every share sheet takes a `.txt`. */
export const manifestNameOf = (fileName: string) => `${fileName}.manifest.txt`;

/** The text of the manifest's file. */
export async function signDayManifest(manifest: DayManifest, key: PrivateKey): Promise<string> {
  const signature = await signText(JSON.stringify(manifest), signedTypes.dayManifest, key);
  return `${JSON.stringify({ manifest, signature }, null, 2)}\n`;
}

export interface ReadManifest {
  readonly manifest: DayManifest;
  readonly signature: string;
}

/** Undefined when it is no manifest, or what is to be read in it is not what is signed. */
export function readDayManifest(text: string): ReadManifest | undefined {
  try {
    const { manifest, signature } = JSON.parse(text) as { manifest: unknown; signature: string };
    if (readSignedText(signature) !== JSON.stringify(manifest)) return undefined;
    return { manifest: dayManifestSchema.parse(manifest), signature };
  } catch {
    return undefined;
  }
}

/** Whether one of these keys has signed it. */
export async function isManifestBy({ signature }: ReadManifest, keys: readonly PublicKey[]): Promise<boolean> {
  return (await verifyText(signature, signedTypes.dayManifest, keys)) !== undefined;
}
