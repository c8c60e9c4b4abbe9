// One page says it: the verdict and what to do, the day by hour, and the slip. Made or not made yet, new or shown again; it prints as
// a receipt or on a sheet.
import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CloseProblem, judgeClose } from '#domain/close-judgement.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { Instant } from '#domain/instant.ts';
import { QuietAction } from '#ui/action.tsx';
import { StatusChip } from '#ui/status-chip.tsx';
import type { SignedClose } from '../kiosk.ts';
import { Heading } from '../screens/heading.tsx';
import { CloseSlip } from './close-slip.tsx';
import { HourChart } from './hour-chart.tsx';
import { sayDuration } from './say-time.ts';
import { StaffAlert } from './staff-frame.tsx';
import type { CloseFailure } from './use-close-day.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';
import './close.css';
import './close-print.css';

interface CloseViewProps {
  readonly report: CloseReport;
  readonly at: Instant;
  readonly businessDay: string;
  /** Undefined: not closed yet. */
  readonly signed?: SignedClose;
  readonly failure?: CloseFailure | undefined;
  readonly onHistory?: (() => void) | undefined;
  /** What can be done. */
  readonly children: ReactNode;
}

export const chips = { 'all-clear': 'ready', 'all-here': 'offline', attention: 'check' } as const;

export function CloseView({ report, at, businessDay, signed, failure, onHistory, children }: CloseViewProps) {
  const words = useCloseWords();
  const say = useSayProblem();
  const { verdict, problems } = judgeClose(report);
  const { taken } = report.answers;
  const clear = { title: words.clear.title, todo: words.clear.text(taken, report.withdrawals) };
  const meanwhile = signed ? words.here.closed : words.here.text;
  const here = (waits: Said) => ({ title: words.here.title, todo: `${waits.title} ${meanwhile}` });
  // the worst speaks in the title, the others below it
  const [worst = clear, ...others] = verdict === 'all-clear' ? [clear, ...problems.map(say)] : problems.map(say);
  const said = verdict === 'all-here' ? here(worst) : worst;
  return (
    <div className="close">
      <section className="close-said">
        <div className="close-top">
          <StatusChip kind={chips[verdict]} on="page">
            {words.chip[verdict]}
          </StatusChip>
          {onHistory && (
            <QuietAction icon={<History aria-hidden="true" />} onClick={onHistory}>
              {words.previous}
            </QuietAction>
          )}
        </div>
        <Heading>{said.title}</Heading>
        <div role="status">
          <p className="close-lede">{said.todo}</p>
          {others.length > 0 && (
            <ul className="close-problems">
              {others.map((problem) => (
                <li key={problem.title}>
                  <strong>{problem.title}</strong> {problem.todo}
                </li>
              ))}
            </ul>
          )}
          {signed && <p className="close-number">{words.closed(report.number)}</p>}
        </div>
        {failure?.kind === 'not-closed' && <StaffAlert>{words.notClosed(failure.code)}</StaffAlert>}
        <HourChart hours={report.hours} severalDays={report.days.length > 1} />
        <div className="close-actions">{children}</div>
      </section>
      <CloseSlip report={report} at={at} businessDay={businessDay} signed={signed} />
    </div>
  );
}

interface Said {
  readonly title: string;
  readonly todo: string;
}

function useSayProblem(): (problem: CloseProblem) => Said {
  const { problems } = useCloseWords();
  const team = useTeamWords();
  return (problem) => {
    if (problem.kind === 'ledger') return problems.ledger;
    if (problem.kind === 'clock')
      return { title: problems.clock[problem.is](sayDuration(problem.by, team)), todo: problems.clock.todo };
    const { title, todo } = problems[problem.kind];
    return { title: title(problem.count), todo };
  };
}
