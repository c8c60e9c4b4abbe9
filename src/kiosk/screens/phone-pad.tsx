import { Delete } from 'lucide-react';
import { ERASE } from './typing.ts';
import { useSpeech } from './use-speech.ts';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '0', ERASE];

export function PhonePad({ onKey }: { readonly onKey: (key: string) => void }) {
  const { words } = useSpeech();
  return (
    <section className="pad" aria-label={words.phone.pad}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          className={key === '+' || key === ERASE ? 'pad-key pad-function' : 'pad-key'}
          aria-label={key === ERASE ? words.phone.erase : undefined}
          // at once under the finger, and without taking the focus from the field
          onPointerDown={(event) => {
            event.preventDefault();
            onKey(key);
          }}
          onMouseDown={(event) => event.preventDefault()}
          // a click without a pointer comes from a screen reader or a switch
          onClick={(event) => event.detail === 0 && onKey(key)}
        >
          {key === ERASE ? <Delete aria-hidden="true" /> : key}
        </button>
      ))}
    </section>
  );
}
