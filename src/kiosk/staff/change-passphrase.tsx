// Another closing passphrase for the same closing key: what was sealed before opens with the new one, too.
import { useRef, useState } from 'react';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { Action } from '#ui/action.tsx';
import { SecretField } from '#ui/secret-field.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { namesKnownTo } from './known-names.ts';
import { NewPassphraseFields } from './new-passphrase.tsx';
import { StaffDone } from './staff-done.tsx';
import { BackButton, StaffAlert, StaffFacts, StaffFrame, StaffOutcome } from './staff-frame.tsx';
import { useForgetting } from './use-forgetting.ts';
import { useNewPassphrase } from './use-new-passphrase.ts';
import { useTeamWords } from './use-team-words.ts';

export function ChangePassphrase({ onBack }: { readonly onBack: () => void }) {
  const kiosk = useKiosk();
  const words = useTeamWords();
  const secrets = enrolWords[useLanguage()];
  const next = useNewPassphrase(namesKnownTo(kiosk));
  const [current, setCurrent] = useState('');
  const [problem, setProblem] = useState<'empty' | 'wrong'>();
  const [stage, setStage] = useState<'typing' | 'changing' | 'failed' | 'changed'>('typing');
  const field = useRef<HTMLInputElement>(null);

  const clear = () => {
    setCurrent('');
    next.clear();
  };
  const forgotten = useForgetting(clear);

  const refuse = (reason: 'empty' | 'wrong') => {
    setProblem(reason);
    field.current?.focus();
    field.current?.select();
  };

  const change = async () => {
    if (stage === 'changing') return;
    if (current === '') return refuse('empty');
    setStage('changing');
    if (!(await next.check())) return setStage('typing');
    const result = await kiosk.changePassphrase(current, next.text).catch((error: unknown) => {
      reportError(error);
      return 'not-changed' as const;
    });
    if (result === 'wrong-passphrase') {
      setStage('typing');
      return refuse('wrong');
    }
    clear();
    setStage(result === 'changed' ? 'changed' : 'failed');
  };

  if (stage === 'changed')
    return <StaffDone name={words.change.title} {...words.change.changed} action={words.team} onAction={onBack} />;
  return (
    <StaffFrame title={words.manager} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      <form
        className="staff-planes"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <div className="staff-paper">
          <Heading>{words.change.title}</Heading>
          <p className="staff-lede">{words.change.lede}</p>
          {stage === 'failed' && <StaffAlert>{words.change.failed}</StaffAlert>}
          <div className="staff-fields">
            <SecretField
              ref={field}
              label={words.change.current}
              words={secrets.passphrase}
              value={current}
              onChange={(event) => {
                setCurrent(event.target.value);
                setProblem(undefined);
              }}
              problem={problem && secrets.problem[problem]}
            />
            <NewPassphraseFields passphrase={next} label={words.change.next} />
          </div>
          <StaffOutcome look="half">{forgotten && secrets.forgotten}</StaffOutcome>
        </div>
        <div className="staff-counter">
          <Action type="submit" waiting={stage === 'changing'}>
            {stage === 'changing' ? words.change.changing : words.change.action}
          </Action>
          <StaffFacts facts={secrets.passphrase.facts} />
        </div>
      </form>
    </StaffFrame>
  );
}
