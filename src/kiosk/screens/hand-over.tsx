// The tablet shows a code and asks nothing; the shopper answers on their own phone. Nothing personal stands here, and when
// the back end tells that the code was answered, the screen says so and closes by itself.
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { handOverPolicyOf } from '#domain/hand-over.ts';
import { handOverWords } from '#i18n/kiosk/hand-over-words.ts';
import type { HandOverCode } from '#kiosk/kiosk.ts';
import { Action } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { FullStop } from '#ui/mark.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useKiosk, useStatus } from './kiosk-context.ts';
import { LanguageButton } from './language-button.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { loadQrCode } from './thanks.tsx';
import { useCountdown } from './use-countdown.ts';
import { useNews } from './use-news.ts';
import { useSpeech } from './use-speech.ts';
import './hand-over.css';
import './thanks.css';

const QrCode = lazy(() => loadQrCode().then((m) => ({ default: m.QrCode })));

/** Seconds: as long as a thank-you without a code. */
const DONE_SHOWN = 20;

export function HandOver() {
  const { config } = useKiosk();
  const { locale } = useSpeech();
  const words = handOverWords[locale];
  const session = useSession();
  const { code } = useSessionState();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each language has a link of its own
  useEffect(() => void session.prepareCode(), [session, locale]);
  useNews(session.hearCompleted);
  return (
    <div className="hand-over">
      <main className="hand-over-ground">
        <div className="hand-over-bar">
          <Logo name={config.controller.name} path={config.brand.logoPath} size="page" />
          <LanguageButton />
        </div>
        <Heading>{words.title}</Heading>
        <ol className="hand-over-steps">
          {words.steps.map((step) => (
            <li key={step}>
              <span>{step}</span>
            </li>
          ))}
        </ol>
        <div className="hand-over-foot">
          <Action look="ground" onClick={session.leave}>
            {words.back}
          </Action>
          {code?.outcome === 'signed' && <p>{words.valid(handOverPolicyOf(config).validHours)}</p>}
        </div>
      </main>
      <Page code={code} />
    </div>
  );
}

function Page({ code }: { readonly code: HandOverCode | null }) {
  const { locale } = useSpeech();
  const words = handOverWords[locale];
  const session = useSession();
  const online = useStatus().online === true;
  if (code?.outcome === 'not-signed')
    return (
      <section className="hand-over-page hand-over-failed" role="alert">
        <h2>{words.failed.title}</h2>
        <p>{words.failed.text}</p>
        <Action onClick={session.answerHere}>{words.failed.action}</Action>
        <p className="hand-over-code">{words.failed.code(code.code)}</p>
      </section>
    );
  const awaited: ReactNode = (
    <p className="hand-over-awaited" role="status">
      {words.awaited}
      <FullStop count={3} />
    </p>
  );
  return (
    <section className="hand-over-page">
      {code === null ? (
        awaited
      ) : (
        <Suspense fallback={awaited}>
          <QrCode text={code.url} label={words.code} />
          {/* its place is kept, so that the code does not jump when the network comes or goes */}
          {code.cardAddress !== null && (
            <p className="hand-over-card">
              {online && (
                <>
                  {words.card} <strong>{code.cardAddress}</strong>
                </>
              )}
            </p>
          )}
        </Suspense>
      )}
    </section>
  );
}

/** The thank-you of an answer that was given elsewhere: what it was, this tablet does not know. */
export function AnsweredOnPhone() {
  const { config } = useKiosk();
  const { locale, words: spoken, say } = useSpeech();
  const words = handOverWords[locale];
  const session = useSession();
  const left = useCountdown(DONE_SHOWN, session.leave);
  const [start, end] = [words.done.slice(0, -1).join(' '), words.done.at(-1)];
  return (
    <div className="thanks thanks-whole thanks-phone">
      <main className="thanks-ground">
        <Logo name={config.controller.name} path={config.brand.logoPath} size="hero" />
        <Heading>
          {start}{' '}
          <span className="nowrap">
            {end}
            <FullStop />
          </span>
        </Heading>
        <p className="thanks-text">
          <Phrase text={`${words.nothingLeft} ${spoken.thanks.merci(say(config.farewell))}`} />
        </p>
        <div className="thanks-foot">
          <Action look="ground" onClick={session.leave}>
            {spoken.action.finish}
          </Action>
          <p className="thanks-countdown">{spoken.thanks.countdown(left)}</p>
        </div>
      </main>
    </div>
  );
}
