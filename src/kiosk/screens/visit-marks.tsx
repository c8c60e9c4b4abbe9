// What the cashier marks before handing over, where the shop asks something of customers or of professionals only. A mark is for
// one visit, and does not wait for the next person.
import { Square, SquareCheck } from 'lucide-react';
import { useEffect } from 'react';
import { anybody, marksOf, type Visit } from '#domain/visit.ts';
import { startStopwatch } from '../session/stopwatch.ts';
import { useKiosk, useWelcomeWords } from './kiosk-context.ts';

const MARK_LASTS = 120_000;

interface VisitMarksProps {
  readonly visit: Visit;
  readonly onMark: (visit: Visit) => void;
}

export function VisitMarks({ visit, onMark }: VisitMarksProps) {
  const marks = marksOf(useKiosk().config);
  const words = useWelcomeWords().welcome;
  useEffect(() => {
    if (visit === anybody) return;
    const marked = startStopwatch();
    const check = () => marked.elapsed() >= MARK_LASTS && onMark(anybody);
    const timer = setInterval(check, 1000);
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [visit, onMark]);
  const { afterSale, audience } = visit;
  const isProfessional = audience === 'professional';
  return (
    <div className="visit-marks">
      {marks.afterSale && (
        <Mark isSet={afterSale} onClick={() => onMark({ ...visit, afterSale: !afterSale })}>
          {words.sale}
        </Mark>
      )}
      {marks.professional && (
        <Mark
          isSet={isProfessional}
          onClick={() => onMark({ ...visit, audience: isProfessional ? 'consumer' : 'professional' })}
        >
          {words.professional}
        </Mark>
      )}
    </div>
  );
}

interface MarkProps {
  readonly isSet: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Mark({ isSet, onClick, children }: MarkProps) {
  const Icon = isSet ? SquareCheck : Square;
  return (
    <button type="button" className="bar-button" aria-pressed={isSet} onClick={onClick}>
      <Icon aria-hidden="true" />
      {children}
    </button>
  );
}
