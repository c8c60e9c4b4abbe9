// Keys of an on-screen keyboard, typed into a field as if they came from a real one: at the caret, with an `input` event.

export const ERASE = '{bksp}';

/** `text` at the caret or in place of what is selected; ERASE takes away the character before the caret. */
export function typeKey(field: HTMLInputElement, key: string): void {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? field.value.length;
  if (key !== ERASE) replace(field, key, start, end);
  else if (start !== end) replace(field, '', start, end);
  else if (start > 0) replace(field, '', start - 1, start);
}

export function setText(field: HTMLInputElement, text: string): void {
  replace(field, text, 0, field.value.length);
}

/** `camille@gma` with `orange.fr` becomes `camille@orange.fr`. */
export function withDomain(text: string, domain: string): string {
  return `${text.split('@', 1)[0]}@${domain}`;
}

function replace(field: HTMLInputElement, text: string, start: number, end: number): void {
  const room = field.maxLength < 0 ? text.length : field.maxLength - (field.value.length - (end - start));
  field.setRangeText(text.slice(0, Math.max(room, 0)), start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  // keeps the caret in sight in a text longer than its field
  field.scrollLeft = field.selectionStart === field.value.length ? field.scrollWidth : field.scrollLeft;
}
