// The record is not on this device, and the screen says so. Everything typed is kept for another try.
import { Action } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { ExclamationMark } from '#ui/mark.tsx';
import { Heading } from './heading.tsx';
import { useKiosk } from './kiosk-context.ts';
import { useSession, useSessionState } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './stopped.css';

export function NotSaved() {
  const { config } = useKiosk();
  const { words } = useSpeech();
  const session = useSession();
  const { result } = useSessionState();
  return (
    <main className="stopped">
      <ExclamationMark />
      <Logo name={config.controller.name} path={config.brand.logoPath} size="page" />
      <div className="stopped-words">
        <Heading>{words.notSaved.title}</Heading>
        <p className="stopped-text">{words.notSaved.text}</p>
        <p className="stopped-call">{words.notSaved.call}</p>
        <div className="stopped-foot">
          <Action look="slab" onClick={session.confirm}>
            {words.notSaved.retry}
          </Action>
          <Action look="slab" onClick={session.leave}>
            {words.notSaved.close}
          </Action>
          {result?.outcome === 'not-saved' && <p>{words.notSaved.code(result.code)}</p>}
        </div>
      </div>
    </main>
  );
}
