// The enrolment code while it is typed: whatever people make of it, as it is known.

import { CODE_LENGTH, toCode } from '#protocol/enrolment.ts';
import { readEnrolmentLink } from '../device/enrolment-link.ts';

export interface TypedCode {
  /** What stands there so far, at most eight characters. */
  readonly code: string;
  /** The last character typed that no code contains. */
  readonly impossible: string | undefined;
}

/** Also takes the whole one-time link. */
export function readTyped(text: string): TypedCode {
  let code = '';
  let impossible: string | undefined;
  for (const character of text.includes('enrol=') ? (readEnrolmentLink(text)?.code ?? '') : text) {
    if (/[\s\p{Dash}]/u.test(character)) continue;
    // eight times the same character is a code if one can contain it
    const known = toCode(character.repeat(CODE_LENGTH))?.[0];
    if (known === undefined) impossible = character;
    else if (code.length < CODE_LENGTH) code += known;
  }
  return { code, impossible };
}

/** `K7M49QXT` as `K7M4-9QXT`. */
export function groupCode(code: string): string {
  return code.length > CODE_LENGTH / 2 ? `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}` : code;
}
