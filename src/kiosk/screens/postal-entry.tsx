// The lines of a postal address above a keyboard of their own, for the screens that ask for one.
import type { ReactNode } from 'react';
import type { PostalFields } from '#domain/postal-address.ts';
import { postalWords } from '#i18n/kiosk/postal-words.ts';
import { Action } from '#ui/action.tsx';
import { PostalKeyboard } from './postal-keyboard.tsx';
import { setText, typeKey } from './typing.ts';
import { forgetful } from './use-contact-form.ts';
import { type PostalForm, postalFields } from './use-postal-form.ts';
import { useSpeech } from './use-speech.ts';
import './contact.css';
import './postal.css';
import './screen.css';

interface PostalEntryProps {
  readonly form: PostalForm;
  readonly lede: string;
  readonly action: string;
  /** The title, and what else stands above the lines. */
  readonly children: ReactNode;
}

export function PostalEntry({ form, lede, action, children }: PostalEntryProps) {
  const { locale } = useSpeech();
  const words = postalWords[locale];
  const { field, registerField, submit, problem, wrong } = form;
  const withField = (type: (input: HTMLInputElement) => void) => field.current && type(field.current);
  return (
    <form className="contact-form postal-form" onSubmit={submit} noValidate>
      <div className="paper">
        {children}
        <p
          className={problem === undefined ? 'postal-note' : 'postal-note contact-problem'}
          id="postal-note"
          aria-live="polite"
        >
          {problem ?? lede}
        </p>
        <div className="postal-lines">
          {Object.entries(postalFields).map(([key, maxLength]) => {
            const name = key as keyof PostalFields;
            return (
              <label key={name} className={`postal-line postal-${name}`}>
                <span>{words.label[name]}</span>
                <input
                  {...registerField(name)}
                  {...forgetful}
                  className="field"
                  type="text"
                  maxLength={maxLength}
                  aria-describedby="postal-note"
                  aria-invalid={wrong === name}
                />
              </label>
            );
          })}
          <Action type="submit" waiting={!form.isWhole}>
            {action}
          </Action>
        </div>
      </div>
      <div className="counter keyboard-counter">
        <PostalKeyboard
          onKey={(key) => withField((input) => typeKey(input, key))}
          onEraseAll={() => withField((input) => setText(input, ''))}
          onNext={form.focusNext}
        />
      </div>
    </form>
  );
}
