// The number, on a pad. Formatted as it is typed, kept as E.164.
import { AsYouType, type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { contactKindByChannel } from '#domain/contact-point.ts';
import type { Channel } from '#domain/shop-config.ts';
import { Action } from '#ui/action.tsx';
import { useKiosk } from './kiosk-context.ts';
import { PhonePad } from './phone-pad.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { TopBar } from './top-bar.tsx';
import { typeKey } from './typing.ts';
import { forgetful, useContactForm } from './use-contact-form.ts';
import { useSpeech } from './use-speech.ts';
import './contact.css';
import './phone.css';
import './screen.css';

/** Formatted digits, spaces and one plus sign: no number is longer. */
const MAX_LENGTH = 24;

export function PhoneScreen() {
  const { config } = useKiosk();
  const { words } = useSpeech();
  const country = config.controller.country as CountryCode;
  const { text, field, submit, problem, inputProps } = useContactForm({
    kind: 'phone',
    check: (typed) => {
      const number = parsePhoneNumberFromString(typed, country);
      if (number?.isValid()) return { value: number.number };
      return { problem: typed.trim() === '' ? words.phone.empty : words.phone.invalid };
    },
  });
  const isNumber = parsePhoneNumberFromString(text, country)?.isValid() === true;
  const missing = missingDigits(text, country);

  return (
    <div className="screen contact">
      <TopBar />
      <main className="contact-main">
        <form className="contact-form phone-form" onSubmit={submit} noValidate>
          <div className="paper phone-paper">
            <h1 id="contact-title">{words.phone.title}</h1>
            <Lede />
            <input
              {...inputProps}
              {...forgetful}
              onChange={(event) => {
                const input = event.currentTarget;
                // in the middle of a number the caret would jump, so only its end is formatted
                if (input.selectionStart === input.value.length)
                  input.value = new AsYouType(country).input(input.value);
                return inputProps.onChange(event);
              }}
              className="field phone-field"
              type="text"
              maxLength={MAX_LENGTH}
              aria-labelledby="contact-title"
              aria-describedby="contact-note"
              aria-invalid={problem !== undefined}
            />
            <div className="contact-note" id="contact-note" aria-live="polite">
              {problem !== undefined && <p className="contact-problem">{problem}</p>}
            </div>
          </div>
          <div className="counter phone-counter">
            <PhonePad onKey={(key) => field.current && typeKey(field.current, key)} />
            <Action type="submit" waiting={!isNumber}>
              {missing !== undefined && !isNumber ? words.phone.missing(missing) : words.action.next}
            </Action>
          </div>
        </form>
      </main>
    </div>
  );
}

function Lede() {
  const { questions } = useSession();
  const { words } = useSpeech();
  const { answers } = useSessionState();
  const byPhone = questions.filter((q) => contactKindByChannel[q.channel] === 'phone');
  const said = (answer: 'yes' | 'no') => [
    ...new Set<Channel>(byPhone.filter((q) => answers[q.id] === answer).map((q) => q.channel)),
  ];
  const yes = said('yes');
  return (
    <p className="lede">
      {words.phone.lede(
        yes,
        said('no').filter((channel) => !yes.includes(channel)),
      )}
    </p>
  );
}

/** The fewest digits that would make it a number; undefined when nothing can be said, e.g. before the first digit. */
function missingDigits(text: string, country: CountryCode): number | undefined {
  if (!/\d/.test(text)) return undefined;
  const digits = Array.from({ length: 12 }, (_, i) => i + 1);
  return digits.find((n) => parsePhoneNumberFromString(text + '1'.repeat(n), country)?.isValid());
}
