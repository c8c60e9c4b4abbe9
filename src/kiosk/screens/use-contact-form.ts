// One field, one value: what the screens share on which something is typed. It is checked when it is handed in. The visit
// keeps an address or number that was typed for a yes, so that going back and forth loses nothing.
import { type ChangeEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import type { ContactKind } from '#domain/contact-point.ts';
import { useSession, useSessionState } from './session-context.ts';

/** The value to keep, or what is wrong with the text, in the words of the screen. */
type Check<V> = (text: string) => { readonly value: V } | { readonly problem: string };

interface EntryOptions<V> {
  readonly initial: string;
  readonly check: Check<V>;
  readonly onGiven: (value: V) => void;
}

export function useEntry<V>({ initial, check, onGiven }: EntryOptions<V>) {
  const field = useRef<HTMLInputElement>(null);
  // as it was when the screen came: what is typed stands in the field alone, never in the page's markup
  const [first] = useState(initial);
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string>();

  // the field rather than the title takes the focus here, because a keyboard may be attached; the title is its label
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  return {
    text,
    field,
    problem,
    forgetProblem: () => setProblem(undefined),
    submit(event: FormEvent) {
      event.preventDefault();
      const checked = check(text);
      if ('value' in checked) return onGiven(checked.value);
      setProblem(checked.problem);
      field.current?.focus();
    },
    inputProps: {
      name: 'entry',
      ref: field,
      defaultValue: first,
      onChange(event: ChangeEvent<HTMLInputElement>) {
        setText(event.currentTarget.value);
        setProblem(undefined);
      },
    },
  };
}

interface ContactFormOptions {
  readonly kind: ContactKind;
  readonly check: Check<string>;
}

export function useContactForm({ kind, check }: ContactFormOptions) {
  const session = useSession();
  const { typed } = useSessionState();
  const entry = useEntry({ initial: typed[kind], check, onGiven: (value) => session.giveContact(kind, value) });
  useEffect(() => session.type(kind, entry.text), [session, kind, entry.text]);
  return entry;
}

/** A shared tablet must remember and suggest nothing of what anybody typed. */
export const forgetful = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
  inputMode: 'none',
  'data-1p-ignore': true,
  'data-lpignore': 'true',
} as const;
