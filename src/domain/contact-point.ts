// A contact point is one address or number of a person. Identity (D10): an e-mail address is trimmed, NFC, lower-cased
// as a whole, its domain an A-label; it is written to as typed, as is a postal address. A phone number is E.164.
import punycode from 'punycode.js';
import type { Channel } from './shop-config.ts';

export const contactKinds = ['email', 'phone', 'postal'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** The longest address a mail server must take: RFC 5321 §4.5.3.1.3 (256 octets of path, less the angle brackets). */
export const EMAIL_MAX_LENGTH = 254;
const LOCAL_PART_MAX_LENGTH = 64;

export const contactKindByChannel = {
  email: 'email',
  sms: 'phone',
  phone: 'phone',
  post: 'postal',
} as const satisfies Record<Channel, ContactKind>;

// Dot-atom of RFC 5322 widened to UTF-8 (RFC 6532): no quoted strings, no comments, no white space or control characters.
const LOCAL_PART = /^[^\s"(),:;<>@[\\\]\p{C}.]+(\.[^\s"(),:;<>@[\\\]\p{C}.]+)*$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const TOP_LABEL = /^(?=.*[a-z])[a-z0-9-]{2,63}$/;

/** The address as identity: `Camille@Exemple.FR ` and `camille@exemple.fr` are one. Undefined when it is no address. */
export function toEmailIdentity(typed: string): string | undefined {
  // composed again afterwards: J̌ has no composed capital, ǰ is one character
  const text = typed.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  // the domain also folds full-width and other compatibility forms, as UTS #46 does
  const domain = toALabels(
    text
      .slice(at + 1)
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFKC'),
  );
  if (at < 1 || domain === undefined) return undefined;
  if (!LOCAL_PART.test(local) || utf8Length(local) > LOCAL_PART_MAX_LENGTH) return undefined;
  const identity = `${local}@${domain}`;
  return utf8Length(identity) > EMAIL_MAX_LENGTH ? undefined : identity;
}

/**
 * Where mail goes: the local part as typed, which only its own server may interpret (RFC 5321 §2.4), at the domain of the
 * identity, so that what is confirmed is what is known. Undefined when the text is no address.
 */
export function toMailbox(typed: string): string | undefined {
  const identity = toEmailIdentity(typed);
  if (identity === undefined) return undefined;
  const text = typed.trim().normalize('NFC');
  return text.slice(0, text.lastIndexOf('@')) + identity.slice(identity.lastIndexOf('@'));
}

function toALabels(domain: string): string | undefined {
  let ascii: string;
  try {
    ascii = punycode.toASCII(domain);
  } catch {
    return undefined; // punycode overflow
  }
  const labels = ascii.split('.');
  const top = labels.at(-1) ?? '';
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(top) ? ascii : undefined;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

const E164 = /^\+[1-9]\d{6,14}$/;

/** Whether the text is an E.164 number with its plus sign (ITU-T E.164: at most 15 digits). */
export function isE164(text: string): boolean {
  return E164.test(text);
}
