// Any contact point as its identity (D10), and as a person's own page shows it. Apart from `contact-point.ts`, so that a tablet
// loads what a kind needs with the screen that asks for it.
import { type ContactKind, isE164, toEmailIdentity } from './contact-point.ts';
import { maskPostalAddress, toPostalIdentity } from './postal-address.ts';

/** The value under which a contact point is known; undefined when the text is not one of that kind. */
export function toContactIdentity(kind: ContactKind, value: string): string | undefined {
  switch (kind) {
    case 'email':
      return toEmailIdentity(value);
    case 'phone':
      return isE164(value) ? value : undefined;
    case 'postal':
      return toPostalIdentity(value);
  }
}

/** `c•••••e@exemple.fr`, `+33••••••78`: enough for its owner to recognise, too little for anybody else. Undefined when it is none. */
export function maskContact(kind: ContactKind, value: string): string | undefined {
  if (kind === 'postal') return maskPostalAddress(value);
  const identity = toContactIdentity(kind, value);
  return identity === undefined ? undefined : maskIdentity(kind, identity);
}

function maskIdentity(kind: Exclude<ContactKind, 'postal'>, identity: string): string {
  if (kind === 'phone') return `${identity.slice(0, 3)}${'•'.repeat(6)}${identity.slice(-2)}`;
  const at = identity.lastIndexOf('@');
  const local = [...identity.slice(0, at)];
  const last = local.length > 2 ? local.at(-1) : '';
  return `${local[0] ?? ''}•••••${last}${identity.slice(at)}`;
}
