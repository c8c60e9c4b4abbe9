// Capitals, as the post office reads them best, with accents, digits, hyphen and apostrophe. No prediction, nothing learnt.

import type { Language } from '#domain/shop-config.ts';
import { postalWords } from '#i18n/kiosk/postal-words.ts';
import { eraseIcon, ScreenKeyboard } from './screen-keyboard.tsx';
import { ERASE } from './typing.ts';
import { useSpeech } from './use-speech.ts';

const NEXT = '{tab}';
const SPACE = '{space}';
const accents = ['É È Ê', 'Ë À Â', 'Ç Î Ï', 'Ô Û Ü'];
const digits = '1 2 3 4 5 6 7 8 9 0';
const rows: Record<Language, readonly string[]> = {
  fr: [digits, 'A Z E R T Y U I O P', 'Q S D F G H J K L M', "W X C V B N ' - . ,"],
  en: [digits, 'Q W E R T Y U I O P', "A S D F G H J K L '", 'Z X C V B N M - . ,'],
};

interface PostalKeyboardProps {
  readonly onKey: (key: string) => void;
  readonly onEraseAll: () => void;
  /** To the next line of the address. */
  readonly onNext: () => void;
}

export function PostalKeyboard({ onKey, onEraseAll, onNext }: PostalKeyboardProps) {
  const { locale } = useSpeech();
  const words = postalWords[locale];
  return (
    <ScreenKeyboard
      className="postal-keyboard"
      label={words.keyboard}
      rows={[...rows[locale].map((row, i) => `${row} ${accents[i]}`), `${SPACE} ${NEXT} ${ERASE}`]}
      display={{ [SPACE]: words.space, [NEXT]: words.next, [ERASE]: `${eraseIcon}${words.erase}` }}
      themes={[
        { class: 'key-accent', buttons: accents.join(' ') },
        { class: 'key-digit', buttons: digits },
        { class: 'key-function', buttons: `' - . , ${SPACE} ${NEXT} ${ERASE}` },
      ]}
      onKey={(key) => {
        if (key === NEXT) onNext();
        else onKey(key === SPACE ? ' ' : key);
      }}
      onEraseAll={onEraseAll}
    />
  );
}
