// Checks a DKIM signature as a receiver does (RFC 6376 §6.1), from the bytes that arrived and the public key that would
// stand in the DNS. Written from the RFC, so that it shares nothing with what signs. relaxed/relaxed, rsa-sha256 only.
import { createHash, createVerify, type KeyObject } from 'node:crypto';

export interface Verified {
  readonly isBodyIntact: boolean;
  readonly isSignatureGood: boolean;
  /** The tags of the signature. */
  readonly tags: ReadonlyMap<string, string>;
  /** Names of the signed fields, in lower case. */
  readonly signedFields: readonly string[];
}

export function verifyDkim(raw: Buffer, publicKey: KeyObject): Verified {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = text
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line) => ({ name: line.slice(0, line.indexOf(':')).trim().toLowerCase(), line }));
  const signature = fields.find(({ name }) => name === 'dkim-signature');
  if (!signature) throw new Error('the mail is not signed');
  const tags = readTags(signature.line.slice(signature.line.indexOf(':') + 1));

  const bodyHash = createHash('sha256')
    .update(relaxBody(text.slice(end + 4)), 'latin1')
    .digest('base64');
  // §5.4.2: each name in h= takes the next field of that name, from the bottom up
  const left = [...fields].reverse();
  const signedFields = (tags.get('h') ?? '').toLowerCase().split(':');
  const signed = signedFields.map((name) => {
    const at = left.findIndex((field) => field.name === name);
    const [field] = at === -1 ? [] : left.splice(at, 1);
    return field ? `${relaxField(field.line)}\r\n` : '';
  });
  // §3.7: the signature itself, its own b= emptied, without a line end
  const own = relaxField(signature.line.replace(/([;\s]b=)[^;]*/, '$1'));
  const verify = createVerify('RSA-SHA256').update(signed.join('') + own, 'latin1');
  return {
    isBodyIntact: bodyHash === tags.get('bh'),
    isSignatureGood: verify.verify(publicKey, tags.get('b') ?? '', 'base64'),
    ...{ tags, signedFields },
  };
}

/** §3.2 */
function readTags(value: string): Map<string, string> {
  const tags = value.split(';').map((tag): [string, string] => {
    const at = tag.indexOf('=');
    return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s+/g, '')];
  });
  return new Map(tags.filter(([name]) => name !== ''));
}

/** §3.4.2 */
function relaxField(line: string): string {
  const colon = line.indexOf(':');
  const value = line
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ');
  return `${line.slice(0, colon).trim().toLowerCase()}:${value.trim()}`;
}

/** §3.4.4 */
function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}
