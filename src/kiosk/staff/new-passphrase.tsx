// Choosing the closing passphrase: twice, with a meter that speaks in words and shapes.
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { SecretField } from '#ui/secret-field.tsx';
import { Tally } from '#ui/tally.tsx';
import { isLongEnough } from '../device/passphrase.ts';
import { useLanguage } from '../screens/kiosk-context.ts';
import { SCORE_NEEDED, type Score } from './strength.ts';
import type { NewPassphrase } from './use-new-passphrase.ts';
import './new-passphrase.css';

interface NewPassphraseFieldsProps {
  readonly passphrase: NewPassphrase;
  readonly label: string;
}

export function NewPassphraseFields({ passphrase, label }: NewPassphraseFieldsProps) {
  const words = enrolWords[useLanguage()];
  const { text, again, problem, score, fields } = passphrase;
  return (
    <>
      <SecretField
        ref={fields.first}
        label={label}
        words={words.passphrase}
        value={text}
        onChange={(event) => passphrase.write(event.target.value)}
        problem={problem && problem !== 'differ' ? words.problem[problem] : undefined}
      >
        <Meter text={text} score={score} />
      </SecretField>
      <SecretField
        ref={fields.second}
        label={words.passphrase.again}
        words={words.passphrase}
        value={again}
        onChange={(event) => passphrase.writeAgain(event.target.value)}
        problem={problem === 'differ' ? words.problem.differ : undefined}
      />
    </>
  );
}

interface MeterProps {
  readonly text: string;
  readonly score: Score | undefined;
}

/** Four diamonds: the third is enough. */
function Meter({ text, score = 0 }: MeterProps) {
  const { strength } = enrolWords[useLanguage()];
  const reached = isLongEnough(text) ? score : 0;
  const said = isLongEnough(text) ? strength.scores[reached] : strength.atLeast;
  return (
    <p className={`meter ${reached >= SCORE_NEEDED ? 'meter-enough' : ''}`}>
      {strength.label}
      <Tally reached={reached} of={4} />
      <strong aria-live="polite">{said}</strong>
    </p>
  );
}
