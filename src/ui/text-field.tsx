// A labelled line to type on, and beneath it what is wrong with what was typed.
import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import './text-field.css';

export interface TextFieldProps extends ComponentPropsWithRef<'input'> {
  readonly label: string;
  readonly problem?: string | undefined;
  /** Beside the line. */
  readonly end?: ReactNode;
  readonly children?: ReactNode;
}

export function TextField({ label, problem, end, children, className = '', ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <div className="text-field-line">
        <input
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          // a password manager that fills in is one that has kept
          data-1p-ignore
          data-lpignore="true"
          {...input}
          id={id}
          className={`text-field-input ${className}`}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
        />
        {end}
      </div>
      {children}
      <p id={`${id}-problem`} className="text-field-problem" aria-live="polite">
        {problem}
      </p>
    </div>
  );
}
