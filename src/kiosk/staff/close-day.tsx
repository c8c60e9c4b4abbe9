// The close of day: the consent Z-report, like cashing up. It refuses the words "all in order" while one record is unaccounted for.

import { useKiosk } from '../screens/kiosk-context.ts';
import { CloseApart } from './close-apart.tsx';
import { CloseHistory } from './close-history.tsx';
import { ClosePassphrase } from './close-passphrase.tsx';
import { CloseView } from './close-view.tsx';
import { ClosedActions } from './closed-actions.tsx';
import { CountedActions } from './counted-actions.tsx';
import { useSayDay } from './say-day.ts';
import { BackButton, StaffFrame } from './staff-frame.tsx';
import { useCloseDay } from './use-close-day.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';

interface CloseDayProps {
  readonly onBack: () => void;
  readonly onDayFile: () => void;
}

export function CloseDay({ onBack, onDayFile }: CloseDayProps) {
  const { tillName, today } = useKiosk();
  const words = useCloseWords();
  const { team } = useTeamWords();
  const sayDay = useSayDay({ year: 'numeric' });
  const closeDay = useCloseDay();
  const { stage } = closeDay;
  const isOlder = stage.at === 'closed' && !stage.isNew;
  const back =
    stage.at === 'apart' || stage.at === 'history' ? (
      <BackButton onClick={closeDay.count}>{words.back}</BackButton>
    ) : isOlder ? (
      <BackButton onClick={closeDay.showHistory}>{words.back}</BackButton>
    ) : (
      <BackButton onClick={onBack}>{team}</BackButton>
    );
  return (
    <StaffFrame
      title={words.title}
      start={back}
      end={<p className="staff-place">{`${tillName}, ${sayDay(today())}`}</p>}
    >
      {stage.at === 'asking' && <ClosePassphrase {...closeDay} isCounting={stage.isCounting} />}
      {stage.at === 'counted' && (
        <CloseView
          report={stage.reading.report}
          at={stage.countedAt}
          businessDay={today()}
          failure={closeDay.failure}
          onHistory={closeDay.showHistory}
        >
          <CountedActions
            report={stage.reading.report}
            isClosing={stage.isClosing}
            onClose={closeDay.close}
            onSee={closeDay.showApart}
            onDayFile={onDayFile}
          />
        </CloseView>
      )}
      {stage.at === 'apart' && <CloseApart apart={stage.reading.apart} />}
      {stage.at === 'history' && <CloseHistory closes={stage.closes} onShow={closeDay.show} />}
      {stage.at === 'closed' && (
        <CloseView
          // of its own: the heading takes the focus
          key={stage.close.hash}
          report={stage.close.event.report}
          at={Date.parse(stage.close.event.capturedAt)}
          businessDay={stage.close.event.businessDay}
          signed={stage.close}
        >
          <ClosedActions close={stage.close} onDone={stage.isNew ? onBack : closeDay.showHistory} />
        </CloseView>
      )}
    </StaffFrame>
  );
}
