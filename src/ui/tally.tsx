// How far something has come, in diamonds. Decoration: what it says stands in words beside it.
import { Diamond } from './mark.tsx';
import './tally.css';

interface TallyProps {
  readonly reached: number;
  readonly of: number;
}

export function Tally({ reached, of }: TallyProps) {
  return (
    <span className="tally" aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the diamonds are alike and never move
        <Diamond key={i} look={i < reached ? 'full' : 'outline'} />
      ))}
    </span>
  );
}
