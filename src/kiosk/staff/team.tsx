// The team's screens, and the way between them.
import { useState } from 'react';
import { ChangePassphrase } from './change-passphrase.tsx';
import { DayFileScreen } from './day-file-screen.tsx';
import { Manager } from './manager.tsx';
import { ReplaceTablet } from './replace-tablet.tsx';
import { RescueExport } from './rescue-export.tsx';
import { TeamStatus } from './team-status.tsx';

export type TeamView = 'status' | 'day-file' | 'manager' | 'change' | 'rescue' | 'replace';

interface TeamProps {
  readonly onLeave: () => void;
  readonly onSpoken: () => void;
}

export function Team({ onLeave, onSpoken }: TeamProps) {
  const [view, show] = useState<TeamView>('status');
  const toTeam = () => show('status');
  switch (view) {
    case 'status':
      return <TeamStatus onLeave={onLeave} onShow={show} onSpoken={onSpoken} />;
    case 'day-file':
      return <DayFileScreen onBack={toTeam} />;
    case 'manager':
      return <Manager onBack={toTeam} onShow={show} />;
    case 'change':
      return <ChangePassphrase onBack={toTeam} />;
    case 'rescue':
      return <RescueExport onBack={toTeam} />;
    case 'replace':
      return <ReplaceTablet onBack={toTeam} onDayFile={() => show('day-file')} onReplaced={onLeave} />;
  }
}
