// Before there is a tablet to speak of: opening, or why it does not open. No shop is known yet, so these screens wear the
// default theme and the language of the browser.
import { lazy, Suspense } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { welcomeWords } from '#i18n/kiosk/welcome-words.ts';
import { languageNames } from '#i18n/language.ts';
import { CalmScreen } from './calm-screen.tsx';
import type { EnrolScreenProps } from './enrol-screen.tsx';
import { Speaking } from './speaking.tsx';
import type { StoppedScreenProps } from './stopped-screen.tsx';

const LazyStopped = lazy(() => import('./stopped-screen.tsx').then((m) => ({ default: m.StoppedScreen })));

const LazyEnrol = lazy(() => import('./enrol-screen.tsx').then((m) => ({ default: m.EnrolScreen })));

/** The browser's language where the tablet speaks it. */
function browserLanguage(): Language {
  const [ours] = navigator.language.split('-');
  return (Object.keys(languageNames) as Language[]).find((language) => language === ours) ?? 'en';
}

interface BootScreenProps {
  readonly locale?: Language;
}

/** While the ledger and the config are being opened. */
export function BootScreen({ locale = browserLanguage() }: BootScreenProps) {
  return (
    <Speaking locale={locale}>
      <CalmScreen awaited={welcomeWords[locale].loading} />
    </Speaking>
  );
}

/** The tablet must not be used, and why. Rare, so its code and words are not part of the first screen. */
export function StoppedScreen({ locale = browserLanguage(), ...props }: StoppedScreenProps & BootScreenProps) {
  return (
    <Speaking locale={locale}>
      <Suspense fallback={null}>
        <LazyStopped {...props} />
      </Suspense>
    </Speaking>
  );
}

/** A tablet that is nobody's yet: asks for its code and its closing passphrase. */
export function EnrolScreen({
  locale = browserLanguage(),
  ...props
}: Omit<EnrolScreenProps, 'locale'> & BootScreenProps) {
  return (
    <Suspense fallback={null}>
      <LazyEnrol locale={locale} {...props} />
    </Suspense>
  );
}
