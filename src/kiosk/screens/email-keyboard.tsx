// Lower case only, no prediction, nothing learnt.
import type { Language } from '#domain/shop-config.ts';
import { eraseIcon, ScreenKeyboard } from './screen-keyboard.tsx';
import { ERASE } from './typing.ts';
import { useSpeech } from './use-speech.ts';

const digits = '1 2 3 4 5 6 7 8 9 0';
const rows: Record<Language, readonly string[]> = {
  fr: ['a z e r t y u i o p', 'q s d f g h j k l m', 'w x c v b n . - _ +'],
  en: ['q w e r t y u i o p', 'a s d f g h j k l +', 'z x c v b n m . - _'],
};

interface EmailKeyboardProps {
  readonly onKey: (key: string) => void;
  readonly onEraseAll: () => void;
}

export function EmailKeyboard({ onKey, onEraseAll }: EmailKeyboardProps) {
  const { locale, words } = useSpeech();
  return (
    <ScreenKeyboard
      label={words.email.keyboard}
      rows={[digits, ...rows[locale], `@ .fr .com ${ERASE}`]}
      display={{ [ERASE]: `${eraseIcon}${words.email.erase}` }}
      themes={[
        { class: 'key-digit', buttons: digits },
        { class: 'key-function', buttons: `. - _ + @ .fr .com ${ERASE}` },
      ]}
      onKey={onKey}
      onEraseAll={onEraseAll}
    />
  );
}
