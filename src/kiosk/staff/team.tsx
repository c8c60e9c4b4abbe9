// The team's screens, the door before them, and the way between them. Left alone, they close by themselves.
import { useState } from 'react';
import { useStatus } from '../screens/kiosk-context.ts';
import { ChangePassphrase } from './change-passphrase.tsx';
import { CloseDay } from './close-day.tsx';
import { DayFileScreen } from './day-file-screen.tsx';
import { Door } from './door.tsx';
import { Manager } from './manager.tsx';
import { ReplaceTablet } from './replace-tablet.tsx';
import { RescueExport } from './rescue-export.tsx';
import { SetPin } from './set-pin.tsx';
import { TeamStatus } from './team-status.tsx';
import { ThisTablet } from './this-tablet.tsx';
import { LEAVE_AFTER, useForgetting } from './use-forgetting.ts';

export type TeamView =
  | ('status' | 'day-file' | 'close-day' | 'manager')
  | ('change' | 'rescue' | 'replace' | 'pin' | 'tablet');

interface TeamProps {
  readonly onLeave: () => void;
  /** Somebody at the till wants it to end. */
  readonly onStop: () => void;
  readonly onTrain: () => void;
  readonly onSpoken: () => void;
}

export function Team(props: TeamProps) {
  const { hasPin } = useStatus();
  // where there is no code it stands open, and who sets one now is inside
  const [door, setDoor] = useState<'closed' | 'forgotten' | 'open'>(hasPin === false ? 'open' : 'closed');
  useForgetting(props.onLeave, LEAVE_AFTER);
  const open = () => setDoor('open');
  if (door === 'forgotten') return <SetPin onBack={() => setDoor('closed')} onDone={open} />;
  if (door === 'closed' && hasPin === true)
    return <Door onOpen={open} onForgotten={() => setDoor('forgotten')} onLeave={props.onLeave} />;
  return <Rooms {...props} />;
}

function Rooms({ onLeave, onStop, onTrain, onSpoken }: TeamProps) {
  const [view, show] = useState<TeamView>('status');
  const toTeam = () => show('status');
  switch (view) {
    case 'status':
      return <TeamStatus onLeave={onLeave} onStop={onStop} onShow={show} onSpoken={onSpoken} />;
    case 'day-file':
      return <DayFileScreen onBack={toTeam} />;
    case 'close-day':
      return <CloseDay onBack={toTeam} onDayFile={() => show('day-file')} />;
    case 'manager':
      return <Manager onBack={toTeam} onShow={show} />;
    case 'change':
      return <ChangePassphrase onBack={toTeam} />;
    case 'rescue':
      return <RescueExport onBack={toTeam} />;
    case 'replace':
      return <ReplaceTablet onBack={toTeam} onDayFile={() => show('day-file')} onReplaced={onLeave} />;
    case 'tablet':
      return <ThisTablet onBack={toTeam} onTrain={onTrain} />;
    case 'pin':
      return <SetPin onBack={toTeam} onDone={toTeam} />;
  }
}
