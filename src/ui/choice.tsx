// One of several, all of them one object: native radios in equal columns, so that arrow keys and switches work.
import { useId } from 'react';
import { Diamond } from './mark.tsx';
import { Phrase } from './phrase.tsx';
import './choice.css';
import './pair.css';

interface ChoiceProps<V extends string> {
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  /** Id of the element that asks. */
  readonly labelledBy: string;
}

export function Choice<V extends string>({ value, options, onChange, labelledBy }: ChoiceProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className="choice">
      {options.map((option) => (
        <label key={option.value} className="pair-half">
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <Diamond look={option.value === value ? 'full' : 'outline'} />
          <span>
            <Phrase text={option.label} />
          </span>
        </label>
      ))}
    </div>
  );
}
