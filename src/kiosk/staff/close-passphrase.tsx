// Only who knows the closing passphrase counts and closes.
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { Action } from '#ui/action.tsx';
import { Heading } from '../screens/heading.tsx';
import { useLanguage } from '../screens/kiosk-context.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { StaffAlert, StaffFacts, StaffOutcome } from './staff-frame.tsx';
import type { useCloseDay } from './use-close-day.ts';
import { useCloseWords } from './use-close-words.ts';

interface ClosePassphraseProps
  extends Pick<ReturnType<typeof useCloseDay>, 'passphrase' | 'failure' | 'forgotten' | 'write' | 'open'> {
  readonly isCounting: boolean;
}

export function ClosePassphrase({ isCounting, passphrase, failure, forgotten, write, open }: ClosePassphraseProps) {
  const words = useCloseWords().ask;
  const secrets = enrolWords[useLanguage()];
  return (
    <form
      className="staff-planes"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <div className="staff-paper">
        <Heading>{words.title}</Heading>
        <p className="staff-lede">{words.lede}</p>
        <div className="staff-fields">
          <PassphraseField value={passphrase} onWrite={write} problem={failure} />
        </div>
        <StaffOutcome look="half">{forgotten && secrets.forgotten}</StaffOutcome>
        {failure && 'code' in failure && <StaffAlert>{words.failed(failure.code)}</StaffAlert>}
      </div>
      <div className="staff-counter">
        <Action type="submit" waiting={isCounting}>
          {isCounting ? words.counting : words.action}
        </Action>
        <StaffFacts facts={words.facts} />
      </div>
    </form>
  );
}
