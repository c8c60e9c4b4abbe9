// An e-mail address, number or postal address as an operator types it, or another system sends it. A postal address has its line breaks.
import { type ContactKind, isE164 } from '#domain/contact-point.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { isContactPoint } from './storage/contact-identity.ts';
import { toE164 } from './telephone-number.ts';

/** What `<contact>` stands for in an operator's command. */
export const CONTACT_FORMS =
  'an e-mail address; a number, 0612345678 or +33612345678; a postal address, its three or four lines in quotes';

/**
 * Undefined when it is none. A national number, `06 12 34 56 78`, is one of the controller's country.
 * @param country ISO 3166-1 alpha-2
 */
export function readContactClaim(typed: string, country: string): ContactClaim | undefined {
  const text = typed.trim();
  const claim = { kind: kindOf(text), value: text };
  if (claim.kind === 'phone') claim.value = isE164(text) ? text : (toE164(text, country) ?? '');
  return isContactPoint(claim) ? claim : undefined;
}

function kindOf(text: string): ContactKind {
  if (/[\r\n]/.test(text)) return 'postal';
  return text.includes('@') ? 'email' : 'phone';
}
