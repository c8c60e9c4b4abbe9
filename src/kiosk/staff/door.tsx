// The team's door. It stands before all of the team's screens where a code was set, and nothing behind it is drawn before it
// opens.
import { useRef, useState } from 'react';
import { MINUTE } from '#domain/instant.ts';
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { Action, QuietAction } from '#ui/action.tsx';
import { TextField } from '#ui/text-field.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { typeKey } from '../screens/typing.ts';
import { PinPad } from './pin-pad.tsx';
import { BackButton, StaffFrame } from './staff-frame.tsx';
import { useTeamWords } from './use-team-words.ts';

interface DoorProps {
  readonly onOpen: () => void;
  readonly onForgotten: () => void;
  readonly onLeave: () => void;
}

export function Door({ onOpen, onForgotten, onLeave }: DoorProps) {
  const kiosk = useKiosk();
  const team = useTeamWords();
  const words = doorWords[useLanguage()];
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isTrying, setTrying] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const knock = async () => {
    if (isTrying) return;
    if (pin === '') return setProblem(words.empty);
    setTrying(true);
    setPin(''); // at once: what is typed meanwhile is the next try
    const result = await kiosk.unlockTeam(pin);
    if (result.outcome === 'open') return onOpen();
    setTrying(false);
    setProblem(result.wait > 0 ? words.wait(Math.ceil(result.wait / MINUTE)) : words.wrong);
    field.current?.focus();
  };

  return (
    <StaffFrame title={team.title} start={<BackButton onClick={onLeave}>{team.home}</BackButton>}>
      <form
        className="staff-planes"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          knock();
        }}
      >
        <div className="staff-paper">
          <Heading>{words.title}</Heading>
          <p className="staff-lede">{words.lede}</p>
          <div className="staff-fields">
            <TextField
              ref={field}
              label={words.label}
              type="password"
              inputMode="none"
              autoComplete="one-time-code"
              maxLength={8}
              value={pin}
              onChange={(event) => {
                setPin(event.target.value);
                setProblem(undefined);
              }}
              problem={problem}
            />
          </div>
          <QuietAction onClick={onForgotten}>{words.forgotten}</QuietAction>
        </div>
        <div className="staff-counter">
          <PinPad onKey={(key) => field.current && typeKey(field.current, key)} words={words} />
          <Action type="submit" waiting={isTrying || pin === ''}>
            {isTrying ? words.opening : words.open}
          </Action>
        </div>
      </form>
    </StaffFrame>
  );
}
