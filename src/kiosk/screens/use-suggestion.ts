// "gmial.com" is most likely "gmail.com". Offered after a pause, never applied alone, never in the way.
import { useEffect, useState } from 'react';
import { toEmailIdentity } from '#domain/contact-point.ts';

const PAUSE = 600;

/** The address most likely meant, once the typing rests; undefined when there is nothing to offer. */
export function useSuggestion(typed: string, domains: readonly string[]): string | undefined {
  const [offer, setOffer] = useState<{ readonly for: string; readonly suggestion: string }>();
  useEffect(() => {
    if (toEmailIdentity(typed) === undefined) return;
    let late = false;
    const timer = setTimeout(async () => {
      const { run, POPULAR_DOMAINS } = await import('@zootools/email-spell-checker');
      const found = run({ email: typed, domains: [...new Set([...domains, ...POPULAR_DOMAINS])] });
      if (!late && found && found.full !== typed) setOffer({ for: typed, suggestion: found.full });
    }, PAUSE);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [typed, domains]);
  return offer?.for === typed ? offer.suggestion : undefined;
}
