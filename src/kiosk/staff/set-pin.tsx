// The team's code is set, changed and taken away by whoever knows the closing passphrase; so is one that was forgotten.
import { useRef, useState } from 'react';
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { Action, QuietAction } from '#ui/action.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import type { SetPinResult } from '../kiosk.ts';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage, useStatus } from '../screens/kiosk-context.ts';
import { StaffDone } from './staff-done.tsx';
import { BackButton, StaffAlert, StaffFrame, StaffOutcome } from './staff-frame.tsx';
import { useForgetting } from './use-forgetting.ts';
import { useTeamWords } from './use-team-words.ts';

interface SetPinProps {
  readonly onBack: () => void;
  readonly onDone: () => void;
}

type Stage = 'typing' | 'busy' | 'failed' | 'done' | 'removed';

export function SetPin({ onBack, onDone }: SetPinProps) {
  const kiosk = useKiosk();
  const { hasPin } = useStatus();
  const team = useTeamWords();
  const locale = useLanguage();
  const [words, secrets] = [doorWords[locale].set, enrolWords[locale]];
  const [passphrase, setPassphrase] = useState('');
  const [pin, setPin] = useState('');
  const [problem, setProblem] = useState<'empty' | 'wrong' | 'form'>();
  const [stage, setStage] = useState<Stage>('typing');
  const fields = { passphrase: useRef<HTMLInputElement>(null), pin: useRef<HTMLInputElement>(null) };

  const clear = () => {
    setPassphrase('');
    setPin('');
  };
  const forgotten = useForgetting(clear);

  const refuse = (why: 'empty' | 'wrong' | 'form') => {
    setStage('typing');
    setProblem(why);
    const field = fields[why === 'form' ? 'pin' : 'passphrase'].current;
    field?.focus();
    field?.select();
  };

  /** @param next null takes it away */
  const store = async (next: string | null) => {
    if (stage === 'busy') return;
    if (passphrase === '') return refuse('empty');
    if (next !== null && !/^\d{4,8}$/.test(next)) return refuse('form');
    setStage('busy');
    const result = await kiosk.setPin(passphrase, next).catch((error: unknown): SetPinResult => {
      reportError(error);
      return 'not-set';
    });
    if (result === 'wrong-passphrase') return refuse('wrong');
    clear();
    setStage(result === 'not-set' ? 'failed' : next === null ? 'removed' : 'done');
  };

  if (stage === 'done' || stage === 'removed')
    return <StaffDone name={words.title} {...words[stage]} action={team.team} onAction={onDone} />;
  return (
    <StaffFrame title={team.manager} start={<BackButton onClick={onBack}>{team.team}</BackButton>}>
      <form
        className="staff-planes"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          store(pin);
        }}
      >
        <div className="staff-paper">
          <Heading>{words.title}</Heading>
          <p className="staff-lede">{words.lede}</p>
          {stage === 'failed' && <StaffAlert>{words.failed}</StaffAlert>}
          <div className="staff-fields">
            <SecretField
              ref={fields.passphrase}
              label={secrets.passphrase.label}
              words={secrets.passphrase}
              value={passphrase}
              onChange={(event) => {
                setPassphrase(event.target.value);
                setProblem(undefined);
              }}
              problem={problem === 'empty' || problem === 'wrong' ? secrets.problem[problem] : undefined}
            />
            <SecretField
              ref={fields.pin}
              label={words.next}
              words={secrets.passphrase}
              inputMode="numeric"
              maxLength={8}
              value={pin}
              onChange={(event) => {
                setPin(event.target.value);
                setProblem(undefined);
              }}
              problem={problem === 'form' ? words.form : undefined}
            />
          </div>
          <StaffOutcome look="half">{forgotten && secrets.forgotten}</StaffOutcome>
        </div>
        <div className="staff-counter">
          <Action type="submit" waiting={stage === 'busy'}>
            {stage === 'busy' ? words.busy : words.action}
          </Action>
          {hasPin === true && <QuietAction onClick={() => store(null)}>{words.remove}</QuietAction>}
        </div>
      </form>
    </StaffFrame>
  );
}
