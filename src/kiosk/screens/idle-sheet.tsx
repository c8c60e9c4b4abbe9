// Somebody may have walked away. The sheet asks, counts, and clears; a touch anywhere beside it continues.
import { useEffect, useRef } from 'react';
import { Action } from '#ui/action.tsx';
import { Diamond } from '#ui/mark.tsx';
import { WARNING } from '../session/use-idle.ts';
import { useSessionState } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './idle-sheet.css';

interface IdleSheetProps {
  readonly left: number;
  readonly onStay: () => void;
  readonly onClear: () => void;
}

const LAST_CALL = 5;

export function IdleSheet({ left, onStay, onClear }: IdleSheetProps) {
  const { words } = useSpeech();
  const { text, clear } = useSessionState().step === 'hand-over' ? words.idle.code : words.idle;
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    stay.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <div className="idle">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: for fingers; the keyboard has the button */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for fingers; the keyboard has the button */}
      <div className="idle-scrim" onClick={onStay} />
      <div
        className="idle-sheet"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby="idle-title"
        aria-describedby="idle-text"
      >
        <div className="idle-count" aria-hidden="true">
          <Diamond />
          <span>{left}</span>
        </div>
        <div>
          <h2 id="idle-title">{words.idle.title}</h2>
          <p id="idle-text">{text(left)}</p>
          <div className="idle-actions">
            <Action ref={stay} look="slab" onClick={onStay}>
              {words.idle.stay}
            </Action>
            <Action look="slab" onClick={onClear}>
              {clear}
            </Action>
          </div>
        </div>
        {/* twice is polite; every second would be noise */}
        <p className="visually-hidden" aria-live="polite">
          {text(left > LAST_CALL ? WARNING : LAST_CALL)}
        </p>
      </div>
    </div>
  );
}
