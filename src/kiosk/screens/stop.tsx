// "I had said yes before: stop" (D7), for the shopper and for the team at the till, in as few taps as can be. It stops
// everything unless less is chosen; besides, only that is asked which the shop knows the person by.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type ContactKind, toEmailIdentity } from '#domain/contact-point.ts';
import { stopWords } from '#i18n/kiosk/stop-words.ts';
import type { ContactClaim } from '#protocol/disclosure.ts';
import { Action } from '#ui/action.tsx';
import { Choice } from '#ui/choice.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { KeyboardCounter } from './keyboard-counter.tsx';
import { useKiosk } from './kiosk-context.ts';
import { PostalEntry } from './postal-entry.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { ALL, kindsThatName, stoppable } from './stoppable.ts';
import { TopBar } from './top-bar.tsx';
import { forgetful, useEntry } from './use-contact-form.ts';
import { usePostalForm } from './use-postal-form.ts';
import { useSpeech } from './use-speech.ts';
import './contact.css';
import './email.css';
import './screen.css';
import './stop.css';

export function Stop() {
  const { config } = useKiosk();
  const { scope } = useSessionState();
  const kinds = kindsThatName(scope, config.questions).filter((kind) => kind !== 'postal');
  return (
    <div className="screen contact stop">
      <TopBar />
      <main className="contact-main">{kinds.length === 0 ? <StopByPost /> : <StopByLine kinds={kinds} />}</main>
    </div>
  );
}

/** By an address or a number, in one line. */
function StopByLine({ kinds }: { readonly kinds: readonly ContactKind[] }) {
  const { config } = useKiosk();
  const { locale } = useSpeech();
  const words = stopWords[locale];
  const session = useSession();
  const asked = kinds.length > 1 ? 'either' : (kinds[0] ?? 'either');
  const { field, text, submit, problem, forgetProblem, inputProps } = useEntry<ContactClaim>({
    initial: '',
    check: (typed) => {
      const contact = toContact(typed.trim(), kinds, config.controller.country as CountryCode);
      if (contact) return { value: contact };
      return { problem: typed.trim() === '' ? words.note[asked] : words.invalid[asked] };
    },
    onGiven: ({ kind, value }) => void session.stop(kind, value),
  });
  return (
    <form className="contact-form" onSubmit={submit} noValidate>
      <div className="paper">
        <WhatToStop onChoose={forgetProblem} />
        <div className="contact-line">
          <input
            {...inputProps}
            {...forgetful}
            className="field"
            type="text"
            aria-label={words.label[asked]}
            aria-describedby="stop-note"
            aria-invalid={problem !== undefined}
          />
          <Action type="submit" waiting={text.trim() === ''}>
            {words.action}
          </Action>
        </div>
        <p
          className={problem === undefined ? 'stop-note' : 'stop-note contact-problem'}
          id="stop-note"
          aria-live="polite"
        >
          {problem ?? `${words.note[asked]} ${words.use}`}
        </p>
      </div>
      <KeyboardCounter field={field} domains={kinds.includes('email') ? config.emailDomains : []} />
    </form>
  );
}

/** Who is known by a postal address alone is found by nothing else. */
function StopByPost() {
  const { locale } = useSpeech();
  const words = stopWords[locale];
  const session = useSession();
  const { scope } = useSessionState();
  const form = usePostalForm({
    initial: '',
    // not away from what was just chosen
    takesFocus: scope === null,
    onGiven: (address) => void session.stop('postal', address),
  });
  return (
    <PostalEntry form={form} lede={`${words.note.postal} ${words.use}`} action={words.action}>
      <WhatToStop />
    </PostalEntry>
  );
}

function WhatToStop({ onChoose }: { readonly onChoose?: () => void }) {
  const { config } = useKiosk();
  const { locale, say } = useSpeech();
  const words = stopWords[locale];
  const session = useSession();
  const { scope } = useSessionState();
  const lines = stoppable(config.questions, words.channels, say);
  const chosen = lines.find((line) => line.scope?.purpose === scope?.purpose && line.scope?.channel === scope?.channel);
  const options = [{ value: ALL, label: words.all }, ...lines.map(({ id, label }) => ({ value: id, label }))];
  return (
    <>
      <h1 id="stop-title">
        <Phrase text={words.title} />
      </h1>
      {lines.length > 1 && (
        <Choice
          labelledBy="stop-title"
          value={chosen?.id ?? ALL}
          options={options}
          onChange={(id) => {
            onChoose?.();
            session.chooseScope(lines.find((line) => line.id === id)?.scope ?? null);
          }}
        />
      )}
    </>
  );
}

/** An address has an @, a number has none. */
function toContact(typed: string, kinds: readonly ContactKind[], country: CountryCode): ContactClaim | undefined {
  if (kinds.includes('email') && toEmailIdentity(typed) !== undefined) return { kind: 'email', value: typed };
  const number = kinds.includes('phone') ? parsePhoneNumberFromString(typed, country) : undefined;
  return number?.isValid() ? { kind: 'phone', value: number.number } : undefined;
}
