// The tablet as a thing on the counter: practising on it, filling its screen, and how it is installed where it is not.
import { GraduationCap, Maximize, Minimize } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { canFillScreen, isFullScreen, isInstalled, onFullScreenChange, toggleFullScreen } from '../device/display.ts';
import { Heading } from '../screens/heading.tsx';
import { BackButton, StaffFacts, StaffFrame } from './staff-frame.tsx';
import { TeamAction } from './team-action.tsx';
import { useTeamWords } from './use-team-words.ts';

interface ThisTabletProps {
  readonly onBack: () => void;
  readonly onTrain: () => void;
}

export function ThisTablet({ onBack, onTrain }: ThisTabletProps) {
  const { team, tablet } = useTeamWords();
  const fills = useSyncExternalStore(onFullScreenChange, isFullScreen);
  const installed = isInstalled();
  const words = installed ? tablet.installed : tablet.notInstalled;
  return (
    <StaffFrame title={tablet.title} start={<BackButton onClick={onBack}>{team}</BackButton>}>
      <div className="staff-planes">
        <div className="staff-paper">
          <Heading>{words.title}</Heading>
          <p className="staff-lede">{words.text}</p>
          <StaffFacts facts={installed ? tablet.pinning : [...tablet.install, ...tablet.pinning]} />
        </div>
        <div className="team-actions">
          <TeamAction icon={GraduationCap} {...tablet.train} onClick={onTrain} />
          {canFillScreen() && (
            <TeamAction
              icon={fills ? Minimize : Maximize}
              {...(fills ? tablet.leaveFullScreen : tablet.fullScreen)}
              onClick={toggleFullScreen}
            />
          )}
        </div>
      </div>
    </StaffFrame>
  );
}
