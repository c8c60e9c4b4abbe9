// DKIM (RFC 6376): what our mails are signed with, when the mail server does not sign them itself. nodemailer sends a mail
// unsigned when its key is unusable, so the key is looked at before the first one leaves.
import { createPrivateKey, type KeyObject } from 'node:crypto';

export interface DkimKey {
  /** `d=`: with the sender's domain, or DMARC does not count it. */
  readonly domain: string;
  /** `s=`: the public half stands in the DNS under `{selector}._domainkey.{domain}`. */
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** RFC 8301 §3.2: shorter ones are no proof of anything. */
const LEAST_BITS = 1024;

/** Undefined when the key can sign, else what is wrong with it, for the operator. */
export function findDkimKeyProblem(pem: string): string | undefined {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    return 'is not a private key in PEM, or needs a passphrase';
  }
  if (key.asymmetricKeyType !== 'rsa') return 'is not an RSA key';
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS ? 'is too short: 2048 bits are usual' : undefined;
}

/** What the signature covers, as far as the mail has it. RFC 8058 §4: a mail program believes no other one-click. */
const SIGNED_FIELDS = [
  ...['From', 'Reply-To', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Auto-Submitted'],
  ...['Content-Transfer-Encoding', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
].join(':');

/** As nodemailer takes it. */
export function toDkimOptions({ domain, selector, privateKey }: DkimKey) {
  return { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_FIELDS };
}
