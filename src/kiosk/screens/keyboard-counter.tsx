// The lower half of a screen on which an address is typed: the ends of common addresses, and the keys.
import type { RefObject } from 'react';
import { EmailKeyboard } from './email-keyboard.tsx';
import { setText, typeKey, withDomain } from './typing.ts';
import './email.css';

interface KeyboardCounterProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Offered as chips; none where no address is asked for. */
  readonly domains: readonly string[];
}

export function KeyboardCounter({ field, domains }: KeyboardCounterProps) {
  const withField = (type: (input: HTMLInputElement) => void) => field.current && type(field.current);
  return (
    <div className="counter keyboard-counter">
      {domains.length > 0 && (
        <div className="domains">
          {domains.map((domain) => (
            <button
              key={domain}
              type="button"
              className="domain"
              onClick={() => withField((input) => setText(input, withDomain(input.value, domain)))}
            >
              @{domain}
            </button>
          ))}
        </div>
      )}
      <EmailKeyboard
        onKey={(key) => withField((input) => typeKey(input, key))}
        onEraseAll={() => withField((input) => setText(input, ''))}
      />
    </div>
  );
}
