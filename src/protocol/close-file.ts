// A close of day as a file: the very event that the back end holds, to be read by a person, and the JWS that says it. One
// signature, so that paper, file and ledger cannot differ.
import type { DayClosed } from '#domain/consent-event.ts';
import { fromBase64Url } from './digest.ts';
import type { PublicKey } from './public-key.ts';
import { readSignedText, signedTypes, verifyText } from './signature.ts';

export const CLOSE_FORMAT = 'consent-kiosk-close';

export interface CloseFile {
  readonly format: typeof CLOSE_FORMAT;
  readonly version: 1;
  readonly close: DayClosed;
  /** The event as signed by the device. */
  readonly signature: string;
}

/** The text of the file. */
export function toCloseFile(jws: string): string {
  const close = JSON.parse(readSignedText(jws) ?? '') as DayClosed;
  const file: CloseFile = { format: CLOSE_FORMAT, version: 1, close, signature: jws };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Undefined when it is no such file, or what is to be read in it is not what is signed. */
export function readCloseFile(text: string): CloseFile | undefined {
  try {
    const file = JSON.parse(text) as CloseFile;
    const isClose = file.format === CLOSE_FORMAT && file.version === 1 && file.close.type === 'day-closed';
    return isClose && readSignedText(file.signature) === JSON.stringify(file.close) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Whether one of these keys has signed it. */
export async function isCloseBy({ signature }: CloseFile, keys: readonly PublicKey[]): Promise<boolean> {
  return (await verifyText(signature, signedTypes.event, keys)) !== undefined;
}

/** Of an event's hash, as paper shows it: twelve hexadecimal digits, in groups that can be read out. */
export function toFingerprint(hash: string): string {
  const hex = Array.from(fromBase64Url(hash).subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (hex.match(/.{4}/g) ?? []).join(' ');
}
