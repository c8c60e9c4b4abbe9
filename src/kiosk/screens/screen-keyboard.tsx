// Keys on the screen. simple-keyboard draws and feels them; the text stays in the field.
import { useMemo, useRef } from 'react';
import { KeyboardReact } from 'react-simple-keyboard';
import { ERASE } from './typing.ts';
import './screen-keyboard.css';

export const eraseIcon =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 5a2 2 0 0 0-1.344.519l-6.328 5.74a1 1 0 0 0 0 1.481l6.328 5.741A2 2 0 0 0 10 19h10a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2zM12 9l6 6M18 9l-6 6"/></svg>';

/** Holding the erase key this long, in milliseconds, erases all. */
const HOLD = 400;

interface ScreenKeyboardProps {
  readonly className?: string;
  readonly label: string;
  /** Keys with blanks between. */
  readonly rows: readonly string[];
  readonly display: Readonly<Record<string, string>>;
  readonly themes: { class: string; buttons: string }[];
  readonly onKey: (key: string) => void;
  readonly onEraseAll: () => void;
}

export function ScreenKeyboard({
  className = '',
  label,
  rows,
  display,
  themes,
  onKey,
  onEraseAll,
}: ScreenKeyboardProps) {
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = rows.join('\n');
  const layout = useMemo(() => ({ default: text.split('\n') }), [text]);
  const keys = layout.default.join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a real keyboard go to the field
    <section
      className={`keyboard ${className}`}
      aria-label={label}
      // the keys listen to pointers; a click without one comes from a screen reader or a switch
      onClick={({ detail, target }) => {
        const key = detail === 0 && (target as Element).closest('button')?.getAttribute('data-skbtn');
        if (key) onKey(key);
      }}
    >
      <KeyboardReact
        key={text}
        layout={layout}
        theme="keys"
        display={display}
        mergeDisplay
        buttonTheme={themes}
        // a real keyboard types into the field itself; forty tab stops would only be in its way
        buttonAttributes={[
          { attribute: 'tabindex', value: '-1', buttons: keys },
          { attribute: 'type', value: 'button', buttons: keys },
        ]}
        useButtonTag
        preventMouseDownDefault
        disableButtonHold
        disableCaretPositioning
        // it keeps no text of its own
        inputPattern={/^$/}
        onKeyPress={(key: string) => {
          onKey(key);
          clearTimeout(hold.current);
          if (key === ERASE) hold.current = setTimeout(onEraseAll, HOLD);
        }}
        onKeyReleased={() => clearTimeout(hold.current)}
      />
    </section>
  );
}
