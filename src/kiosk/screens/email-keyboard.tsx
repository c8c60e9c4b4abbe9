// Lower case only, no prediction, nothing learnt. simple-keyboard draws and feels the keys; the text stays in the field.
import { useMemo, useRef } from 'react';
import { KeyboardReact } from 'react-simple-keyboard';
import type { Language } from '#domain/shop-config.ts';
import { ERASE } from './typing.ts';
import { useSpeech } from './use-speech.ts';
import './email-keyboard.css';

const rows: Record<Language, readonly string[]> = {
  fr: ['a z e r t y u i o p', 'q s d f g h j k l m', 'w x c v b n . - _ +'],
  en: ['q w e r t y u i o p', 'a s d f g h j k l +', 'z x c v b n m . - _'],
};

const eraseIcon =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 5a2 2 0 0 0-1.344.519l-6.328 5.74a1 1 0 0 0 0 1.481l6.328 5.741A2 2 0 0 0 10 19h10a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2zM12 9l6 6M18 9l-6 6"/></svg>';

/** Holding the erase key this long, in milliseconds, erases all. */
const HOLD = 400;

interface EmailKeyboardProps {
  readonly onKey: (key: string) => void;
  readonly onEraseAll: () => void;
}

export function EmailKeyboard({ onKey, onEraseAll }: EmailKeyboardProps) {
  const { locale, words } = useSpeech();
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const layout = useMemo(
    () => ({ default: ['1 2 3 4 5 6 7 8 9 0', ...rows[locale], `@ .fr .com ${ERASE}`] }),
    [locale],
  );
  const letters = layout.default.join(' ');
  return (
    <section className="keyboard" aria-label={words.email.keyboard}>
      <KeyboardReact
        key={locale}
        layout={layout}
        theme="keys"
        display={{ [ERASE]: `${eraseIcon}${words.email.erase}` }}
        mergeDisplay
        buttonTheme={[
          { class: 'key-digit', buttons: '1 2 3 4 5 6 7 8 9 0' },
          { class: 'key-function', buttons: `. - _ + @ .fr .com ${ERASE}` },
        ]}
        // a real keyboard types into the field itself; forty tab stops would only be in its way
        buttonAttributes={[
          { attribute: 'tabindex', value: '-1', buttons: letters },
          { attribute: 'type', value: 'button', buttons: letters },
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
