// While a code stands on the screen, the back end may hear of its answer at any moment: it is asked every few seconds, as
// long as it can be reached. Away from the network the outbox finds its way back by itself.
import { useEffect, useEffectEvent } from 'react';
import type { CompletedHandOver } from '#kiosk/kiosk.ts';
import { useKiosk, useStatus } from './kiosk-context.ts';

/** Milliseconds. */
const PACE = 5000;

export function useNews(onCompleted: (completed: readonly CompletedHandOver[]) => void): void {
  const kiosk = useKiosk();
  const { online, answeredOnPhone } = useStatus();
  const tell = useEffectEvent(onCompleted);
  useEffect(() => {
    if (online !== true) return;
    const timer = setInterval(() => void kiosk.askForNews(), PACE);
    return () => clearInterval(timer);
  }, [kiosk, online]);
  useEffect(() => tell(answeredOnPhone), [answeredOnPhone]);
}
