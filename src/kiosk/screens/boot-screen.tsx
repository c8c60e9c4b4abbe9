// Before there is a tablet to speak of: opening, or why it does not open. No shop is known yet, so these screens wear the
// default theme and the language of the browser.
import { useState } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { Action } from '#ui/action.tsx';
import { ExclamationMark } from '#ui/mark.tsx';
import { CalmScreen } from './calm-screen.tsx';
import { Heading } from './heading.tsx';
import { Speaking } from './speaking.tsx';
import './stopped.css';

/** The browser's language where the tablet speaks it. */
function browserLanguage(): Language {
  return navigator.language.startsWith('fr') ? 'fr' : 'en';
}

interface BootScreenProps {
  readonly locale?: Language;
}

/** While the ledger and the config are being opened. */
export function BootScreen({ locale = browserLanguage() }: BootScreenProps) {
  return (
    <Speaking locale={locale}>
      <CalmScreen awaited={kioskWords[locale].boot.loading} />
    </Speaking>
  );
}

export type StoppedReason = keyof (typeof kioskWords)['fr']['boot']['stopped'];

interface StoppedScreenProps {
  readonly reason: StoppedReason;
  /**
   * other-tab: use it here. not-enrolled, enrolment-failed: enrol with the pasted code. Else: try again. Without it the
   * screen has no button.
   */
  readonly onAction?: (code: string) => void;
  /** Where a shop is known, the way to the team's screen. */
  readonly onTeam?: () => void;
  readonly locale?: Language;
}

/** The tablet must not be used, and why; shown instead of the welcome screen. */
export function StoppedScreen({ reason, onAction, onTeam, locale = browserLanguage() }: StoppedScreenProps) {
  const words = kioskWords[locale];
  const { title, text, action } = words.boot.stopped[reason];
  const [code, setCode] = useState('');
  const asksForCode = reason === 'not-enrolled' || reason === 'enrolment-failed';
  return (
    <Speaking locale={locale}>
      <main className="stopped">
        <ExclamationMark />
        <form
          className="stopped-words"
          onSubmit={(event) => {
            event.preventDefault();
            onAction?.(code.trim());
          }}
        >
          <Heading>{title}</Heading>
          <p className="stopped-text">{text}</p>
          {asksForCode && onAction && (
            <label className="stopped-code">
              {words.boot.code}
              <input
                type="text"
                required
                maxLength={512}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
              />
            </label>
          )}
          <div className="stopped-foot">
            {onAction && (
              <Action type="submit" look="slab">
                {action}
              </Action>
            )}
            {onTeam && (
              <Action look="slab" onClick={onTeam}>
                {words.welcome.team}
              </Action>
            )}
          </div>
        </form>
      </main>
    </Speaking>
  );
}
