// Shown only once the record is durable on this device. A no is thanked for like a yes; no address appears here.
import { lazy, Suspense } from 'react';
import { Action, QuietAction } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { FullStop } from '#ui/mark.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useKiosk, useStatus } from './kiosk-context.ts';
import { useSession, useSessionState } from './session-context.ts';
import { thanksText } from './thanks-text.ts';
import { useCountdown } from './use-countdown.ts';
import { useSpeech } from './use-speech.ts';
import './thanks.css';

export const loadQrCode = () => import('./qr-code.tsx');
const QrCode = lazy(() => loadQrCode().then((m) => ({ default: m.QrCode })));

/** Seconds on screen: longer where there is a code to scan, short where there is nothing to read twice. */
const SHOWN = { withCode: 40, plain: 20, refused: 8 };

export function Thanks() {
  const { config } = useKiosk();
  const { words, say } = useSpeech();
  const session = useSession();
  const state = useSessionState();
  // as it is now, not as it was when the shopper confirmed: a network that has just gone changes what is true
  const online = useStatus().online === true;
  // what can be stopped is what the shop asks of anybody, not of this visit alone
  const questions = state.act === 'stop' ? config.questions : session.questions;
  const { kind, text, mixed } = thanksText(state, questions, words.thanks, say(config.farewell), online);
  const answerUrl = state.result?.outcome === 'saved' ? state.result.answerUrl : null;
  const steps = kind === 'step' && online;
  // where the mail is on its way and nothing else is noted, the mail itself has the link
  const codeUrl = steps && !mixed ? null : answerUrl;
  const left = useCountdown(codeUrl ? SHOWN.withCode : kind === 'refused' ? SHOWN.refused : SHOWN.plain, session.leave);
  const whole = codeUrl === null && !steps;

  return (
    <div className={`thanks thanks-${kind} ${whole ? 'thanks-whole' : ''}`}>
      <main className="thanks-ground">
        <Logo name={config.controller.name} path={config.brand.logoPath} size={whole ? 'hero' : 'page'} />
        <Heading>
          <Headline lines={kind === 'step' ? words.thanks.step : words.thanks.noted} dots={kind === 'step' ? 3 : 1} />
        </Heading>
        <p className="thanks-text">
          <Phrase text={text} />
        </p>
        <div className="thanks-foot">
          <Action look="ground" onClick={session.leave}>
            {words.action.finish}
          </Action>
          <p className="thanks-countdown">{words.thanks.countdown(left)}</p>
          {kind === 'refused' && (
            <QuietAction className="thanks-stop" onClick={session.beginStop}>
              {words.thanks.stopEarlier}
            </QuietAction>
          )}
        </div>
      </main>
      {!whole && (
        <aside className={`thanks-page ${steps && codeUrl ? 'thanks-page-both' : ''}`}>
          {steps && <Steps days={config.confirmation.expiresAfterDays} />}
          {codeUrl && (
            <div className="thanks-code">
              <Suspense fallback={<div className="qr" />}>
                <QrCode text={codeUrl} label={words.thanks.code} />
              </Suspense>
              <div>
                <h2>{words.thanks.answer}</h2>
                <p>{online ? words.thanks.scan : words.thanks.scanOffline}</p>
              </div>
            </div>
          )}
        </aside>
      )}
    </div>
  );
}

/** The mark never stands alone on a line: it keeps the last words company. */
function Headline({ lines, dots }: { readonly lines: readonly string[]; readonly dots: 1 | 3 }) {
  return (
    <>
      {lines.slice(0, -1).join(' ')}{' '}
      <span className="nowrap">
        {lines.at(-1)}
        <FullStop count={dots} />
      </span>
    </>
  );
}

function Steps({ days }: { readonly days: number }) {
  const { words } = useSpeech();
  return (
    <div className="thanks-steps">
      <h2>{words.thanks.inbox}</h2>
      <ol>
        {words.thanks.steps(days).map((step) => (
          <li key={step}>
            <span>
              <Phrase text={step} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
