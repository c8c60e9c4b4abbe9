// The thank-you for an answer that was given on the shopper's own phone. What it was, this tablet does not know.
import { handOverWords } from '#i18n/kiosk/hand-over-words.ts';
import { Action } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { FullStop } from '#ui/mark.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useKiosk } from './kiosk-context.ts';
import { useSession } from './session-context.ts';
import { useCountdown } from './use-countdown.ts';
import { useSpeech } from './use-speech.ts';
import './thanks.css';

/** Seconds: as long as any thank-you without a code. */
const SHOWN = 20;

export function AnsweredOnPhone() {
  const { config } = useKiosk();
  const { locale, words: spoken, say } = useSpeech();
  const words = handOverWords[locale];
  const session = useSession();
  const left = useCountdown(SHOWN, session.leave);
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
