// One field, one value: what the address and the number screens share. The form lives in react-hook-form; the visit
// keeps what was typed, so that going back and forth loses nothing.
import { type RefCallback, useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import type { ContactKind } from '#domain/contact-point.ts';
import { useSession, useSessionState } from './session-context.ts';

interface ContactFormOptions {
  readonly kind: ContactKind;
  /** The value to keep, or what is wrong with the text, in the words of the screen. */
  readonly check: (text: string) => { readonly value: string } | { readonly problem: string };
}

export function useContactForm({ kind, check }: ContactFormOptions) {
  const session = useSession();
  const { act, typed } = useSessionState();
  const form = useForm({ defaultValues: { entry: typed[kind] }, reValidateMode: 'onSubmit' });
  const field = useRef<HTMLInputElement>(null);
  const text = form.watch('entry');

  const registered = form.register('entry', {
    validate: (entry) => {
      const checked = check(entry);
      return 'value' in checked || checked.problem;
    },
    onChange: () => form.clearErrors('entry'),
  });
  const ref: RefCallback<HTMLInputElement> = (element) => {
    registered.ref(element);
    field.current = element;
  };

  useEffect(() => session.type(kind, text), [session, kind, text]);
  // the field rather than the title takes the focus here, because a keyboard may be attached; the title is its label
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  const submit = form.handleSubmit(({ entry }) => {
    const checked = check(entry);
    if (!('value' in checked)) return;
    session.giveContact(kind, checked.value);
    if (act === 'stop') return session.confirm();
  });

  return {
    act,
    text,
    field,
    submit,
    problem: form.formState.errors.entry?.message,
    inputProps: { ...registered, ref },
  };
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
