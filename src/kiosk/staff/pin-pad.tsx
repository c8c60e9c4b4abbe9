// Digits under the finger, so that the system's keyboard neither shows nor learns the code.
import { Delete } from 'lucide-react';
import { ERASE } from '../screens/typing.ts';
import './pin-pad.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', ERASE];

interface PinPadProps {
  readonly words: { readonly pad: string; readonly erase: string };
  readonly onKey: (key: string) => void;
}

export function PinPad({ words, onKey }: PinPadProps) {
  return (
    <section className="pin-pad" aria-label={words.pad}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          aria-label={key === ERASE ? words.erase : undefined}
          // the field keeps the focus, for who types on
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onKey(key)}
        >
          {key === ERASE ? <Delete aria-hidden="true" /> : key}
        </button>
      ))}
    </section>
  );
}
