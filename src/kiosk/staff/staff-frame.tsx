// What the team's screens share: the ink bar, and beneath it paper to read and a counter to act on.
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Diamond } from '#ui/mark.tsx';
import '../screens/bar-button.css';
import './staff.css';

interface StaffFrameProps {
  readonly title: string;
  readonly start?: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

export function StaffFrame({ title, start, end, children }: StaffFrameProps) {
  return (
    <div className="staff">
      <header className="ink-bar">
        <div>{start}</div>
        <p className="staff-name">{title}</p>
        <div className="ink-bar-end">{end}</div>
      </header>
      <main className="staff-main">{children}</main>
    </div>
  );
}

interface BackButtonProps {
  readonly children: string;
  readonly onClick: () => void;
}

export function BackButton({ children, onClick }: BackButtonProps) {
  return (
    <button type="button" className="bar-button" onClick={onClick}>
      <ArrowLeft aria-hidden="true" />
      {children}
    </button>
  );
}

/** What went wrong, heard and seen at once. */
export function StaffAlert({ children }: { readonly children: string }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  return (
    <div ref={alert} role="alert" tabIndex={-1} className="staff-alert">
      <span className="staff-alert-mark" aria-hidden="true">
        !
      </span>
      <p>{children}</p>
    </div>
  );
}

interface StaffOutcomeProps {
  /** full: done. half: something to know first. */
  readonly look?: 'full' | 'half';
  readonly children: string | false | undefined;
}

/** Said politely once there is something to say. */
export function StaffOutcome({ look = 'full', children }: StaffOutcomeProps) {
  return (
    <p className={`staff-outcome staff-outcome-${look}`} role="status">
      {children && (
        <>
          <Diamond look={look} />
          <span>{children}</span>
        </>
      )}
    </p>
  );
}

/** Short things to know, one a line. */
export function StaffFacts({ facts }: { readonly facts: readonly string[] }) {
  return (
    <ul className="staff-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
