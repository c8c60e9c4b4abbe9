// The way back, the shop, the language and the way out: on every screen where a shopper is asked something.
import { ArrowLeft, X } from 'lucide-react';
import { Logo } from '#ui/logo.tsx';
import { useKiosk } from './kiosk-context.ts';
import { LanguageButton } from './language-button.tsx';
import { useSession } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './top-bar.css';

export function TopBar() {
  const { config } = useKiosk();
  const { words } = useSpeech();
  const session = useSession();
  return (
    <header className="top-bar">
      <button type="button" className="bar-button" onClick={session.goBack}>
        <ArrowLeft aria-hidden="true" />
        {words.bar.back}
      </button>
      <Logo name={config.controller.name} path={config.brand.logoPath} />
      <div className="top-bar-end">
        <LanguageButton />
        <button type="button" className="bar-button" onClick={session.leave}>
          <X aria-hidden="true" />
          {words.bar.leave}
        </button>
      </div>
    </header>
  );
}
