// The cashier reads it from across the counter: a shape and a word, never a colour alone.
import { Diamond } from './mark.tsx';
import './status-chip.css';

/** `starting`: nothing is known yet, so nothing is claimed. */
export type StatusKind = 'starting' | 'ready' | 'offline' | 'check';

const diamonds = { starting: 'outline', ready: 'full', offline: 'half' } as const;

interface StatusChipProps {
  readonly kind: StatusKind;
  readonly children: string;
  /** On a page the chip has its own ground; on the ink bar it is white. */
  readonly on?: 'bar' | 'page';
}

export function StatusChip({ kind, children, on = 'bar' }: StatusChipProps) {
  return (
    <span className={`chip chip-${kind} chip-on-${on}`}>
      {kind === 'check' ? (
        <span className="chip-square" aria-hidden="true">
          !
        </span>
      ) : (
        <Diamond look={diamonds[kind]} />
      )}
      <span>{children}</span>
    </span>
  );
}
