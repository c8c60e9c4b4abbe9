// The tablet shows a code and asks nothing; the shopper answers on their own phone. Nothing personal stands here, and when
// the back end tells that the code was answered, the screen says so and closes by itself.
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { handOverPolicyOf } from '#domain/hand-over.ts';
import { handOverWords } from '#i18n/kiosk/hand-over-words.ts';
import type { HandOverCode } from '#kiosk/kiosk.ts';
import { Action } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { FullStop } from '#ui/mark.tsx';
import { AnsweredOnPhone } from './answered-on-phone.tsx';
import { Heading } from './heading.tsx';
import { useKiosk, useStatus } from './kiosk-context.ts';
import { LanguageButton } from './language-button.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { loadQrCode } from './thanks.tsx';
import { useNews } from './use-news.ts';
import { useSpeech } from './use-speech.ts';
import './hand-over.css';

const QrCode = lazy(() => loadQrCode().then((m) => ({ default: m.QrCode })));

/** One after the other, in one chunk: nothing flashes up between them. */
export function HandOver() {
  return useSessionState().step === 'answered-on-phone' ? <AnsweredOnPhone /> : <CodeScreen />;
}

function CodeScreen() {
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
        {code?.outcome !== 'not-signed' && (
          <ol className="hand-over-steps">
            {words.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
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
      <div className="hand-over-page hand-over-failed" role="alert">
        <h2>{words.failed.title}</h2>
        <p>{words.failed.text}</p>
        <Action onClick={session.answerHere}>{words.failed.action}</Action>
        <p className="hand-over-failed-code">{words.failed.code(code.code)}</p>
      </div>
    );
  const awaited: ReactNode = (
    <p className="hand-over-awaited" role="status">
      {words.awaited}
      <FullStop count={3} />
    </p>
  );
  return (
    <aside className="hand-over-page">
      {code === null ? (
        awaited
      ) : (
        <Suspense fallback={awaited}>
          <div className="hand-over-code">
            <QrCode text={code.url} label={words.code} />
            {/* its place is kept, so that the code does not jump when the network comes or goes */}
            {code.cardAddress !== null && (
              <p className="hand-over-card">
                {online && (
                  <>
                    {words.card} <Address of={code.cardAddress} />
                  </>
                )}
              </p>
            )}
          </div>
        </Suspense>
      )}
    </aside>
  );
}

/** Breaks between the host and the rest, if anywhere. */
function Address({ of: address }: { readonly of: string }) {
  const [host, ...path] = address.split('/');
  return (
    <strong>
      {host}
      <wbr />/{path.join('/')}
    </strong>
  );
}
