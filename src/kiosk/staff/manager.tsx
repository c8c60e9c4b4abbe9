// What a manager does rarely, kept off the team's screen so that it stays calm.
import { Grip, HardDriveDownload, KeyRound, TabletSmartphone } from 'lucide-react';
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { Heading } from '../screens/heading.tsx';
import { useLanguage } from '../screens/kiosk-context.ts';
import { BackButton, StaffFrame } from './staff-frame.tsx';
import type { TeamView } from './team.tsx';
import { TeamAction } from './team-action.tsx';
import { useTeamWords } from './use-team-words.ts';

interface ManagerProps {
  readonly onBack: () => void;
  readonly onShow: (view: TeamView) => void;
}

const icons = { change: KeyRound, rescue: HardDriveDownload, replace: TabletSmartphone } as const;

export function Manager({ onBack, onShow }: ManagerProps) {
  const words = useTeamWords();
  const pin = doorWords[useLanguage()].set;
  return (
    <StaffFrame title={words.manager} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      <div className="staff-planes">
        <div className="staff-paper">
          <Heading>{words.managed.title}</Heading>
          <p className="staff-lede">{words.managed.text}</p>
        </div>
        <div className="team-actions">
          {(['change', 'rescue', 'replace'] as const).map((view) => (
            <TeamAction
              key={view}
              icon={icons[view]}
              title={words[view].title}
              text={words[view].text}
              onClick={() => onShow(view)}
            />
          ))}
          <TeamAction icon={Grip} title={pin.title} text={pin.text} onClick={() => onShow('pin')} />
        </div>
      </div>
    </StaffFrame>
  );
}
