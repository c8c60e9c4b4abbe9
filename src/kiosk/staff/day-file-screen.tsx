// The day's file. The tablet cannot read contact data back by itself: the closing passphrase opens it, once per file, and
// that it was read is in the journal before anything is shown.
import { Braces, FileSpreadsheet, FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { intlLocales } from '#i18n/language.ts';
import { SecretField } from '#ui/secret-field.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { type DayFileFormat, dayFileFormats, toDayFile } from './day-file.ts';
import { saveFile } from './save-file.ts';
import { BackButton, StaffAlert, StaffFrame, StaffOutcome } from './staff-frame.tsx';
import { TeamAction } from './team-action.tsx';
import { useForgetting } from './use-forgetting.ts';
import { useTeamWords } from './use-team-words.ts';

const icons = { excel: FileSpreadsheet, csv: FileText, jsonl: Braces } as const;

export function DayFileScreen({ onBack }: { readonly onBack: () => void }) {
  const locale = useLanguage();
  const words = useTeamWords();
  const secrets = enrolWords[locale];
  const { day, passphrase, write, opening, problem, failure, written, field, save } = useDayFile();
  const forgotten = useForgetting(() => write(''));
  const date = new Intl.DateTimeFormat(intlLocales[locale], { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
  return (
    <StaffFrame title={words.file} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      <form
        className="staff-planes"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save('excel');
        }}
      >
        <div className="staff-paper">
          <Heading>{words.dayFile.title(date)}</Heading>
          <p className="staff-lede">{words.dayFile.lede}</p>
          <div className="staff-fields">
            <SecretField
              ref={field}
              label={secrets.passphrase.label}
              words={secrets.passphrase}
              value={passphrase}
              onChange={(event) => write(event.target.value)}
              problem={problem && secrets.problem[problem]}
            />
          </div>
          <StaffOutcome look={written === undefined ? 'half' : 'full'}>
            {written !== undefined ? words.dayFile.written(written) : forgotten && secrets.forgotten}
          </StaffOutcome>
          {failure !== undefined && <StaffAlert>{words.dayFile.notOpened(failure)}</StaffAlert>}
        </div>
        <div className="team-actions" aria-busy={opening !== undefined}>
          {dayFileFormats.map((format, i) => (
            <TeamAction
              key={format}
              icon={icons[format]}
              title={opening === format ? words.dayFile.opening : words.dayFile.formats[format].title}
              text={words.dayFile.formats[format].text}
              busy={opening !== undefined}
              // the first is what the Enter key means
              {...(i === 0 ? { type: 'submit' } : { onClick: () => save(format) })}
            />
          ))}
        </div>
      </form>
    </StaffFrame>
  );
}

function useDayFile() {
  const kiosk = useKiosk();
  const [passphrase, setPassphrase] = useState('');
  const [opening, setOpening] = useState<DayFileFormat>();
  const [problem, setProblem] = useState<'empty' | 'wrong'>();
  const [failure, setFailure] = useState<string>();
  const [written, setWritten] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const day = kiosk.today();

  useEffect(() => field.current?.focus({ preventScroll: true }), []);

  const refuse = (reason: 'empty' | 'wrong') => {
    setProblem(reason);
    field.current?.focus();
    field.current?.select();
  };

  const save = async (format: DayFileFormat) => {
    if (opening !== undefined) return;
    setFailure(undefined);
    setWritten(undefined);
    if (passphrase === '') return refuse('empty');
    setProblem(undefined);
    setOpening(format);
    const result = await kiosk.openDay(day, passphrase).catch((error: unknown) => {
      reportError(error);
      return { outcome: 'not-opened', code: 'unexpected' } as const;
    });
    if (!field.current) return; // somebody has left: no file for nobody
    setOpening(undefined);
    if (result.outcome === 'wrong-passphrase') return refuse('wrong');
    setPassphrase('');
    if (result.outcome === 'not-opened') return setFailure(result.code);
    const { name, type, text } = toDayFile(format, day, result.rows);
    saveFile(name, new Blob([text], { type }));
    setWritten(result.rows.length);
  };

  const write = (text: string) => {
    setPassphrase(text);
    setProblem(undefined);
  };

  return { day, passphrase, write, opening, problem, failure, written, field, save };
}
