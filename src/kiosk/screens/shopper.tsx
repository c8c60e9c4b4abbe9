// One shopper's visit: which screen stands, and what clears it. It unmounts when the visit ends and takes everything with it.
import { lazy, Suspense, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Language } from '#domain/shop-config.ts';
import type { Visit } from '#domain/visit.ts';
import type { Step } from '../session/machine.ts';
import { type Beginning, createSession } from '../session/store.ts';
import { IDLE_AFTER, IDLE_AFTER_HAND_OVER, useIdle } from '../session/use-idle.ts';
import { CalmScreen } from './calm-screen.tsx';
import { IdleSheet } from './idle-sheet.tsx';
import { useKiosk } from './kiosk-context.ts';
import { NotSaved } from './not-saved.tsx';
import { Notice } from './notice.tsx';
import { Questions } from './questions.tsx';
import { Review } from './review.tsx';
import { SessionContext, useSessionState } from './session-context.ts';
import { Speaking } from './speaking.tsx';
import { loadQrCode, Thanks } from './thanks.tsx';
import { useSpeech } from './use-speech.ts';
import './screen.css';

const loadEmail = () => import('./email.tsx');
const loadPhone = () => import('./phone.tsx');
const loadPostal = () => import('./postal.tsx');
const loadHandOver = () => import('./hand-over.tsx');
const loadStop = () => import('./stop.tsx');
const EmailScreen = lazy(() => loadEmail().then((m) => ({ default: m.EmailScreen })));
const PhoneScreen = lazy(() => loadPhone().then((m) => ({ default: m.PhoneScreen })));
const PostalScreen = lazy(() => loadPostal().then((m) => ({ default: m.PostalScreen })));
const Stop = lazy(() => loadStop().then((m) => ({ default: m.Stop })));

const HandOver = lazy(() => loadHandOver().then((m) => ({ default: m.HandOver })));

/** Fetches what later screens need, while somebody reads the first. */
export function prefetchScreens(): void {
  for (const load of [loadEmail, loadPhone, loadPostal, loadHandOver, loadQrCode, loadStop]) load().catch(() => {});
}

const leavesByItself: readonly Step[] = ['saving', 'thanks', 'answered-on-phone'];

export interface ShopperProps {
  readonly locale: Language;
  readonly beginning: Beginning;
  readonly visit: Visit;
  readonly onLeave: () => void;
}

export function Shopper({ locale, beginning, visit, onLeave }: ShopperProps) {
  const kiosk = useKiosk();
  const [session] = useState(() => createSession(kiosk, locale, onLeave, beginning, visit));
  const { locale: spoken, step, sheet, readingNotice } = useStore(session.store);
  const patience = step === 'hand-over' ? IDLE_AFTER_HAND_OVER : IDLE_AFTER;
  const { left, stay } = useIdle(!leavesByItself.includes(step), onLeave, patience);
  // the law may take away what the shop asked when it published: a visit that asks nothing does not begin
  const asksNothing = step === 'questions' && session.questions.length === 0;
  useLayoutEffect(() => {
    if (asksNothing) onLeave();
  }, [asksNothing, onLeave]);
  return (
    <SessionContext value={session}>
      <Speaking locale={spoken}>
        <div key={[step, sheet, readingNotice].join()} className="arriving" inert={left !== null}>
          <Suspense fallback={<div className="screen" />}>
            <Screen />
          </Suspense>
        </div>
        {left !== null && <IdleSheet left={left} onStay={stay} onClear={onLeave} />}
      </Speaking>
    </SessionContext>
  );
}

function Screen() {
  const { words } = useSpeech();
  const { step, readingNotice } = useSessionState();
  if (readingNotice) return <Notice />;
  switch (step) {
    case 'hand-over':
    case 'answered-on-phone':
      return <HandOver />;
    case 'questions':
      return <Questions />;
    case 'email':
      return <EmailScreen />;
    case 'phone':
      return <PhoneScreen />;
    case 'postal':
      return <PostalScreen />;
    case 'review':
      return <Review />;
    case 'stop':
      return <Stop />;
    case 'saving':
      return <CalmScreen awaited={words.saving} />;
    case 'thanks':
      return <Thanks />;
    case 'not-saved':
      return <NotSaved />;
  }
}
