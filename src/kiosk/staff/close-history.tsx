// The last closes of this tablet, each to be shown and printed again.
import { judgeClose } from '#domain/close-judgement.ts';
import { StatusChip } from '#ui/status-chip.tsx';
import type { SignedClose } from '../kiosk.ts';
import { Heading } from '../screens/heading.tsx';
import { useKiosk } from '../screens/kiosk-context.ts';
import { chips } from './close-view.tsx';
import { useSayDay } from './say-day.ts';
import { sayTime } from './say-time.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';
import './close.css';

interface CloseHistoryProps {
  readonly closes: readonly SignedClose[];
  readonly onShow: (close: SignedClose) => void;
}

export function CloseHistory({ closes, onShow }: CloseHistoryProps) {
  const { timeZone } = useKiosk().store;
  const { history, slip } = useCloseWords();
  const team = useTeamWords();
  const sayDay = useSayDay({ weekday: 'long', year: 'numeric' });
  return (
    <div className="staff-paper">
      <Heading>{history.title}</Heading>
      <p className="staff-lede">{closes.length === 0 ? history.none : history.lede}</p>
      <ul className="close-list">
        {closes.map((close) => {
          const { report, businessDay, capturedAt } = close.event;
          const { verdict } = judgeClose(report);
          return (
            <li key={close.hash}>
              <button type="button" className="close-item" onClick={() => onShow(close)}>
                <strong>{history.number(report.number)}</strong>
                <span>
                  {sayDay(businessDay)}, {sayTime(Date.parse(capturedAt), timeZone, team)}
                </span>
                <StatusChip kind={chips[verdict]} on="page">
                  {slip.foot[verdict]}
                </StatusChip>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
