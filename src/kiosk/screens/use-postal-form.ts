// The lines of a postal address, in react-hook-form. They are checked together when they are handed in; keys of the on-screen
// keyboard go to the line that was touched last.
import { type FocusEvent, useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { type PostalFields, toPostalIdentity, toPostalText } from '#domain/postal-address.ts';
import { postalWords } from '#i18n/kiosk/postal-words.ts';
import { useSpeech } from './use-speech.ts';

/** In the order of the screen, with the longest that each takes: together they stay below what an address may have. */
export const postalFields = { name: 60, street: 60, more: 60, postcode: 10, town: 40 } satisfies Record<
  keyof PostalFields,
  number
>;
const names = Object.keys(postalFields) as (keyof PostalFields)[];

interface PostalFormOptions {
  /** What `toTyped` made of the lines. */
  readonly initial: string;
  /** Without it the keys type into the first line all the same. */
  readonly takesFocus?: boolean;
  readonly onGiven: (address: string) => void;
}

export function usePostalForm({ initial, takesFocus = true, onGiven }: PostalFormOptions) {
  const { locale } = useSpeech();
  const words = postalWords[locale];
  const form = useForm<PostalFields>({ defaultValues: fromTyped(initial), reValidateMode: 'onSubmit' });
  const field = useRef<HTMLInputElement>(null);
  const { setFocus } = form;
  useEffect(() => {
    if (takesFocus) setFocus('name');
  }, [takesFocus, setFocus]);

  const registerField = (name: keyof PostalFields) => {
    const registered = form.register(name, {
      validate: (text) => isFilled(name, text),
      onChange: () => form.clearErrors(),
    });
    return {
      ...registered,
      ref: (element: HTMLInputElement | null) => {
        registered.ref(element);
        if (name === 'name') field.current ??= element;
      },
      onFocus: (event: FocusEvent<HTMLInputElement>) => {
        field.current = event.currentTarget;
      },
    };
  };

  const submit = form.handleSubmit((given) => {
    const address = toPostalText(given);
    if (toPostalIdentity(address) !== undefined) onGiven(address);
    else form.setError('name', {});
  });

  const typed = form.watch();
  const wrong = names.find((name) => form.formState.errors[name]);
  return {
    field,
    registerField,
    submit,
    typed: toTyped(typed),
    isWhole: names.every((name) => isFilled(name, typed[name])),
    wrong,
    problem: wrong && (isFilled(wrong, typed[wrong]) ? words.invalid : words.missing[wrong]),
    focusNext() {
      const at = names.indexOf(field.current?.name as keyof PostalFields);
      setFocus(names[(at + 1) % names.length] ?? 'name');
    },
  };
}

export type PostalForm = ReturnType<typeof usePostalForm>;

function isFilled(name: keyof PostalFields, text: string): boolean {
  if (name === 'more') return text.trim() === '' || /[\p{L}\p{N}]/u.test(text);
  return (name === 'postcode' ? /\p{N}/u : name === 'town' ? /\p{L}/u : /[\p{L}\p{N}]/u).test(text);
}

/** All lines, also those without text, so that each finds its place again. */
const toTyped = (fields: PostalFields): string => names.map((name) => fields[name]).join('\n');

function fromTyped(typed: string): PostalFields {
  const [name = '', street = '', more = '', postcode = '', town = ''] = typed.split('\n');
  return { name, street, more, postcode, town };
}
