// The closing passphrase where it opens something: it has the focus at once, and again, selected, after it was refused.
import { useEffect, useRef } from 'react';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { SecretField } from '#ui/secret-field.tsx';
import { useLanguage } from '../screens/kiosk-context.ts';

interface PassphraseFieldProps {
  readonly value: string;
  readonly onWrite: (value: string) => void;
  /** Another object with each try that ended badly. */
  readonly problem: { readonly kind: string } | undefined;
}

export function PassphraseField({ value, onWrite, problem }: PassphraseFieldProps) {
  const words = enrolWords[useLanguage()];
  const field = useRef<HTMLInputElement>(null);
  const refused = refusalIn(problem);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (!refusalIn(problem)) return;
    field.current?.focus();
    field.current?.select();
  }, [problem]);
  return (
    <SecretField
      ref={field}
      label={words.passphrase.label}
      words={words.passphrase}
      value={value}
      onChange={(event) => onWrite(event.target.value)}
      problem={refused && words.problem[refused]}
    />
  );
}

function refusalIn(problem: PassphraseFieldProps['problem']): 'empty' | 'wrong' | undefined {
  return problem?.kind === 'empty' || problem?.kind === 'wrong' ? problem.kind : undefined;
}
