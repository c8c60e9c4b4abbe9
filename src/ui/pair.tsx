// Yes and No are one object: same size, type, edge, ground and mark, side by side, Yes first, neither chosen (CNIL
// SAN-2024-004: refusing as easy and as prominent as accepting). Two native radios, so arrow keys and switches work.
import { useId } from 'react';
import { Diamond } from './mark.tsx';
import './pair.css';

export type PairValue = 'yes' | 'no';

interface PairProps {
  readonly value: PairValue | undefined;
  readonly onChange: (value: PairValue) => void;
  readonly words: { readonly yes: string; readonly no: string };
  /** Ids of the elements that ask and explain. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly size?: 'row' | 'small' | 'whole';
}

export function Pair({ value, onChange, words, labelledBy, describedBy, size = 'row' }: PairProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy} className={`pair pair-${size}`}>
      {(['yes', 'no'] as const).map((half) => (
        <label key={half} className="pair-half">
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={half}
            checked={value === half}
            onChange={() => onChange(half)}
          />
          <Diamond look={value === half ? 'full' : 'outline'} />
          <span>{words[half]}</span>
        </label>
      ))}
    </div>
  );
}
