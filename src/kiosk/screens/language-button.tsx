// On to the next of the shop's languages; nothing where it has only one.
import { Languages } from 'lucide-react';
import { languageNames } from '#i18n/language.ts';
import { useKiosk } from './kiosk-context.ts';
import { useSession } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './language-button.css';

export function LanguageButton() {
  const { languages } = useKiosk().config;
  const { locale, words } = useSpeech();
  const session = useSession();
  const next = languages[(languages.indexOf(locale) + 1) % languages.length] ?? locale;
  if (next === locale) return null;
  const { name, short } = languageNames[next];
  return (
    <button
      type="button"
      className="bar-button"
      // whichever of the two is seen is part of the name (WCAG 2.5.3)
      aria-label={words.bar.language(`${name}, ${short}`)}
      onClick={() => session.speak(next)}
    >
      <Languages aria-hidden="true" />
      <span className="language-name" lang={next}>
        {name}
      </span>
      <span className="language-short" lang={next}>
        {short}
      </span>
    </button>
  );
}
