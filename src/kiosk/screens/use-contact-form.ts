// One field, one value: what the screens share on which something is typed, in react-hook-form. It is checked when it is handed in.
// The visit keeps an address or number that was typed for a yes, so that going back and forth loses nothing.
import { type RefCallback, useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
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
  const form = useForm({ defaultValues: { entry: initial }, reValidateMode: 'onSubmit' });
  const field = useRef<HTMLInputElement>(null);
  const forgetProblem = () => form.clearErrors('entry');
  const registered = form.register('entry', {
    validate: (entry) => 'value' in check(entry),
    onChange: forgetProblem,
  });
  const ref: RefCallback<HTMLInputElement> = (element) => {
    registered.ref(element);
    field.current = element;
  };

  // the field rather than the title takes the focus here, because a keyboard may be attached; the title is its label
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  const submit = form.handleSubmit(({ entry }) => {
    const checked = check(entry);
    if ('value' in checked) onGiven(checked.value);
  });

  const text = form.watch('entry');
  // asked again each time, because the language may change while it stands
  const checked = form.formState.errors.entry && check(text);
  return {
    text,
    field,
    problem: checked && 'problem' in checked ? checked.problem : undefined,
    forgetProblem,
    submit,
    inputProps: { ...registered, ref },
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
