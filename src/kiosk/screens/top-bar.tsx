// The way back, the shop, the language and the way out: on every screen where a shopper is asked something.
import { ArrowLeft, Languages, X } from 'lucide-react';
import { languageNames } from '#i18n/language.ts';
import { Logo } from '#ui/logo.tsx';
import { useKiosk } from './kiosk-context.ts';
import { useSession } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './top-bar.css';

export function TopBar() {
  const { config } = useKiosk();
  const { locale, words } = useSpeech();
  const session = useSession();
  const next = config.languages[(config.languages.indexOf(locale) + 1) % config.languages.length] ?? locale;
  return (
    <header className="top-bar">
      <button type="button" className="bar-button" onClick={session.goBack}>
        <ArrowLeft aria-hidden="true" />
        {words.bar.back}
      </button>
      <Logo name={config.controller.name} path={config.brand.logoPath} />
      <div className="top-bar-end">
        {next !== locale && (
          <button
            type="button"
            className="bar-button"
            aria-label={words.bar.language(languageNames[next].name)}
            onClick={() => session.speak(next)}
          >
            <Languages aria-hidden="true" />
            <span className="top-bar-language" lang={next}>
              {languageNames[next].name}
            </span>
            <span className="top-bar-language-short" lang={next}>
              {languageNames[next].short}
            </span>
          </button>
        )}
        <button type="button" className="bar-button" onClick={session.leave}>
          <X aria-hidden="true" />
          {words.bar.leave}
        </button>
      </div>
    </header>
  );
}
