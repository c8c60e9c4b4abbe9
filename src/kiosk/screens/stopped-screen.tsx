// Why the tablet must not be used, in place of the welcome screen.
import { useState } from 'react';
import { type StoppedWords, stoppedWords } from '#i18n/kiosk/stopped-words.ts';
import { Action } from '#ui/action.tsx';
import { ExclamationMark } from '#ui/mark.tsx';
import { Heading } from './heading.tsx';
import { useLanguage } from './kiosk-context.ts';
import './stopped.css';

export type StoppedReason = keyof StoppedWords['reasons'];

export interface StoppedScreenProps {
  readonly reason: StoppedReason;
  /**
   * other-tab: use it here. not-enrolled, enrolment-failed: enrol with the pasted code. Else: try again. Without it the
   * screen has no button.
   */
  readonly onAction?: (code: string) => void;
  /** Where a shop is known, the way to the team's screen. */
  readonly onTeam?: () => void;
}

export function StoppedScreen({ reason, onAction, onTeam }: StoppedScreenProps) {
  const words = stoppedWords[useLanguage()];
  const { title, text, action } = words.reasons[reason];
  const [code, setCode] = useState('');
  const asksForCode = reason === 'not-enrolled' || reason === 'enrolment-failed';
  return (
    <main className="stopped">
      <ExclamationMark />
      <form
        className="stopped-words"
        onSubmit={(event) => {
          event.preventDefault();
          onAction?.(code.trim());
        }}
      >
        <Heading>{title}</Heading>
        <p className="stopped-text">{text}</p>
        {asksForCode && onAction && (
          <label className="stopped-code">
            {words.code}
            <input
              type="text"
              required
              maxLength={512}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
          </label>
        )}
        <div className="stopped-foot">
          {onAction && (
            <Action type="submit" look="slab">
              {action}
            </Action>
          )}
          {onTeam && (
            <Action look="slab" onClick={onTeam}>
              {words.team}
            </Action>
          )}
        </div>
      </form>
    </main>
  );
}
