// Making this tablet a device, in two steps: the operator's code, then the closing passphrase.

import { ArrowLeft } from 'lucide-react';
import { useRef, useState } from 'react';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import type { EnrolmentFailure, EnrolmentInput } from '#kiosk/kiosk.ts';
import { CODE_LENGTH } from '#protocol/enrolment.ts';
import { Action, QuietAction } from '#ui/action.tsx';
import { NewPassphraseFields } from '../staff/new-passphrase.tsx';
import { StaffAlert, StaffFacts, StaffOutcome } from '../staff/staff-frame.tsx';
import { useForgetting } from '../staff/use-forgetting.ts';
import { useNewPassphrase } from '../staff/use-new-passphrase.ts';
import { CodeField } from './code-field.tsx';
import { readTyped } from './enrolment-code.ts';
import { Heading } from './heading.tsx';
import { useLanguage } from './kiosk-context.ts';

export type EnrolResult = EnrolmentFailure | 'storage' | undefined;

export interface EnrolStepsProps {
  /** Undefined: enrolled. Must not reject. */
  readonly onEnrol: (input: EnrolmentInput) => Promise<EnrolResult>;
  /** From a link: then only the passphrase is asked for. */
  readonly code?: string | undefined;
  /** Why the link did not do. */
  readonly failed?: EnrolResult;
  /** Names that a guesser would try first. */
  readonly known?: readonly string[];
}

export function EnrolSteps({ onEnrol, code: given = '', failed, known = [] }: EnrolStepsProps) {
  const words = enrolWords[useLanguage()];
  const [code, setCode] = useState(() => readTyped(given).code);
  const [step, setStep] = useState<'code' | 'passphrase'>(code.length === CODE_LENGTH ? 'passphrase' : 'code');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState(failed);
  const passphrase = useNewPassphrase(known);
  const forgotten = useForgetting(passphrase.clear);
  const field = useRef<HTMLInputElement>(null);

  const goOn = () => {
    if (code.length < CODE_LENGTH) {
      setMissing(true);
      return field.current?.focus();
    }
    setFailure(undefined);
    setStep('passphrase');
  };

  const enrol = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    if (!(await passphrase.check())) return setBusy(false);
    const reason = await onEnrol({ code, passphrase: passphrase.text });
    if (reason === undefined) return passphrase.clear();
    setBusy(false);
    setFailure(reason);
    if (reason === 'code') setStep('code');
  };

  const current = words[step];
  return (
    <form
      className="staff-planes"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        if (step === 'code') goOn();
        else enrol();
      }}
    >
      <div className="staff-paper">
        <p className="staff-step">{words.step(step === 'code' ? 1 : 2, 2)}</p>
        <Heading key={step}>{current.title}</Heading>
        <p className="staff-lede">{current.lede}</p>
        {failure && <StaffAlert>{words.failure[failure]}</StaffAlert>}
        <div className="staff-fields">
          {step === 'code' ? (
            <CodeField
              field={field}
              code={code}
              onChange={(typed) => {
                setCode(typed);
                setMissing(false);
              }}
              problem={missing ? words.code.missing(CODE_LENGTH - code.length) : undefined}
            />
          ) : (
            <NewPassphraseFields passphrase={passphrase} label={words.passphrase.label} />
          )}
        </div>
        <StaffOutcome look="half">{forgotten && step === 'passphrase' && words.forgotten}</StaffOutcome>
      </div>
      <div className="staff-counter">
        <Action type="submit" waiting={busy || (step === 'code' && code.length < CODE_LENGTH)}>
          {busy ? words.passphrase.busy : current.action}
        </Action>
        <StaffFacts facts={current.facts} />
        {step === 'passphrase' && !busy && (
          <QuietAction icon={<ArrowLeft aria-hidden="true" />} onClick={() => setStep('code')}>
            {words.back}
          </QuietAction>
        )}
      </div>
    </form>
  );
}
