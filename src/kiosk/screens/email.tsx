// The address, typed on the tablet's own keyboard: the system's would suggest the address of the shopper before.
import { useState } from 'react';
import { EMAIL_MAX_LENGTH, toEmailIdentity } from '#domain/contact-point.ts';
import { Action } from '#ui/action.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { KeyboardCounter } from './keyboard-counter.tsx';
import { useKiosk } from './kiosk-context.ts';
import { TopBar } from './top-bar.tsx';
import { setText } from './typing.ts';
import { forgetful, useContactForm } from './use-contact-form.ts';
import { useSpeech } from './use-speech.ts';
import { useSuggestion } from './use-suggestion.ts';
import './contact.css';
import './email.css';
import './screen.css';

export function EmailScreen() {
  const { config } = useKiosk();
  const { words } = useSpeech();
  const { text, field, submit, problem, inputProps } = useContactForm({
    kind: 'email',
    check: (typed) => {
      const trimmed = typed.trim();
      if (toEmailIdentity(trimmed) !== undefined) return { value: trimmed };
      if (trimmed === '') return { problem: words.email.empty };
      return { problem: trimmed.length > EMAIL_MAX_LENGTH ? words.email.tooLong : words.email.invalid };
    },
  });
  const suggestion = useSuggestion(text, config.emailDomains);
  const [declined, setDeclined] = useState<string>();
  const change = (next: string) => field.current && setText(field.current, next);

  return (
    <div className="screen contact">
      <TopBar />
      <main className="contact-main">
        <form className="contact-form" onSubmit={submit} noValidate>
          <div className="paper">
            <h1 id="contact-title">
              <Phrase text={words.email.title} />
            </h1>
            <div className="contact-line">
              <input
                {...inputProps}
                {...forgetful}
                className="field"
                type="text"
                aria-labelledby="contact-title"
                aria-describedby="contact-note"
                aria-invalid={problem !== undefined}
              />
              <Action type="submit" waiting={toEmailIdentity(text) === undefined}>
                {words.action.next}
              </Action>
            </div>
            <div className="contact-note" id="contact-note" aria-live="polite">
              {problem !== undefined ? (
                <p className="contact-problem">{problem}</p>
              ) : suggestion !== undefined && suggestion !== declined ? (
                <Suggestion
                  address={suggestion}
                  onAccept={() => change(suggestion)}
                  onDecline={() => setDeclined(suggestion)}
                />
              ) : (
                <p>{words.email.lede}</p>
              )}
            </div>
          </div>
          <KeyboardCounter field={field} domains={config.emailDomains} />
        </form>
      </main>
    </div>
  );
}

interface SuggestionProps {
  readonly address: string;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

function Suggestion({ address, onAccept, onDecline }: SuggestionProps) {
  const { words } = useSpeech();
  return (
    <>
      <p className="suggestion">
        {words.email.meant.before}
        <strong>{address}</strong>
        {words.email.meant.after}
      </p>
      <div className="suggestion-pair">
        <Action look="slab" onClick={onAccept}>
          {words.email.correct}
        </Action>
        <Action look="slab" onClick={onDecline}>
          {words.email.keep}
        </Action>
      </div>
    </>
  );
}
