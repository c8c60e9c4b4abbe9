// Why the tablet must not be used, in place of the welcome screen.
import { type StoppedWords, stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { Action } from '#ui/action.tsx';
import { ExclamationMark } from '#ui/mark.tsx';
import { Heading } from './heading.tsx';
import { useLanguage } from './kiosk-context.ts';
import './stopped.css';

export type StoppedReason = keyof StoppedWords['reasons'];

export interface StoppedScreenProps {
  readonly reason: StoppedReason;
  /** other-tab: use it here. Else: try again. Without it the screen has no such button. */
  readonly onAction?: () => void;
  /** Where a shop is known, the way to the team's screen. */
  readonly onTeam?: () => void;
}

export function StoppedScreen({ reason, onAction, onTeam }: StoppedScreenProps) {
  const words = stoppedWords[useLanguage()];
  const { title, text, action } = words.reasons[reason];
  return (
    <main className="stopped">
      <ExclamationMark />
      <div className="stopped-words">
        <Heading>{title}</Heading>
        <p className="stopped-text">{text}</p>
        <div className="stopped-foot">
          {onAction && (
            <Action look="slab" onClick={onAction}>
              {action}
            </Action>
          )}
          {onTeam && (
            <Action look="slab" onClick={onTeam}>
              {words.team}
            </Action>
          )}
        </div>
      </div>
    </main>
  );
}
