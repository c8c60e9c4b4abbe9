// Eight characters in two groups, put right while they are typed.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { CODE_LENGTH } from '#protocol/enrolment.ts';
import { Tally } from '#ui/tally.tsx';
import { TextField } from '#ui/text-field.tsx';
import { groupCode, readTyped } from './enrolment-code.ts';
import { useLanguage } from './kiosk-context.ts';
import './code-field.css';

interface CodeFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly code: string;
  readonly onChange: (code: string) => void;
  readonly problem: string | undefined;
}

export function CodeField({ field, code, onChange, problem }: CodeFieldProps) {
  const words = enrolWords[useLanguage()].code;
  const [impossible, setImpossible] = useState<string>();
  const caret = useRef<number>(null);

  // the text that stands there is not the text that was typed: the caret would jump to its end
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });

  return (
    <TextField
      ref={field}
      className="code-field"
      label={words.label}
      type="text"
      autoCapitalize="characters"
      enterKeyHint="next"
      value={groupCode(code)}
      onChange={({ target }) => {
        const typed = readTyped(target.value);
        caret.current = groupCode(readTyped(target.value.slice(0, target.selectionStart ?? undefined)).code).length;
        setImpossible(typed.impossible);
        onChange(typed.code);
      }}
      problem={impossible !== undefined ? words.impossible(impossible) : problem}
    >
      <p className="code-tally">
        <Tally reached={code.length} of={CODE_LENGTH} />
        {problem === undefined && code.length < CODE_LENGTH && words.missing(CODE_LENGTH - code.length)}
      </p>
    </TextField>
  );
}
