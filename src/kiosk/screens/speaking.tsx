// Sets the language of everything inside, and of the document, so that a screen reader pronounces it right.
import { type ReactNode, useEffect } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { LanguageContext } from './kiosk-context.ts';

interface SpeakingProps {
  readonly locale: Language;
  readonly children: ReactNode;
}

export function Speaking({ locale, children }: SpeakingProps) {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.lang;
    root.lang = locale;
    return () => {
      root.lang = before;
    };
  }, [locale]);
  return <LanguageContext value={locale}>{children}</LanguageContext>;
}
