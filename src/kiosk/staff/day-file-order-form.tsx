// Which day, in which form, and the word that opens it.
import { Braces, ChevronDown, FileSpreadsheet, FileText } from 'lucide-react';
import { useId } from 'react';
import { type DayFileForm, dayFileForms } from '#domain/day-file.ts';
import { enrolWords } from '#i18n/kiosk/enrol-words.ts';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { useSayDay } from './say-day.ts';
import { StaffAlert, StaffOutcome } from './staff-frame.tsx';
import { TeamAction } from './team-action.tsx';
import type { useDayFile } from './use-day-file.ts';
import { useTeamWords } from './use-team-words.ts';
import './day-file.css';

const icons = { excel: FileSpreadsheet, csv: FileText, jsonl: Braces } as const;

interface DayFileOrderFormProps extends ReturnType<typeof useDayFile> {
  /** The form that is being opened. */
  readonly opening: DayFileForm | undefined;
  readonly date: string;
}

export function DayFileOrderForm({
  opening,
  date,
  days,
  businessDay,
  setDay,
  passphrase,
  problem,
  forgotten,
  write,
  open,
}: DayFileOrderFormProps) {
  const words = useTeamWords().dayFile;
  const secrets = enrolWords[useLanguage()];
  return (
    <form
      className="staff-planes"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        open('excel');
      }}
    >
      <div className="staff-paper">
        <Heading>{words.title(date)}</Heading>
        <p className="staff-lede">{words.lede}</p>
        <div className="staff-fields">
          {days.length > 1 && <DayChoice days={days} businessDay={businessDay} onChoose={setDay} />}
          <PassphraseField value={passphrase} onWrite={write} problem={problem} />
        </div>
        <StaffOutcome look="half">
          {problem?.kind === 'stopped' ? words.stopped : forgotten && secrets.forgotten}
        </StaffOutcome>
        {problem?.kind === 'not-opened' && <StaffAlert>{words.notOpened(problem.code)}</StaffAlert>}
      </div>
      <div className="team-actions" aria-busy={opening !== undefined}>
        {dayFileForms.map((form, i) => (
          <TeamAction
            key={form}
            icon={icons[form]}
            title={opening === form ? words.opening : words.formats[form].title}
            text={words.formats[form].text}
            busy={opening !== undefined}
            // the first is what the Enter key means
            {...(i === 0 ? { type: 'submit' } : { onClick: () => open(form) })}
          />
        ))}
      </div>
    </form>
  );
}

interface DayChoiceProps {
  readonly days: readonly string[];
  readonly businessDay: string;
  readonly onChoose: (day: string) => void;
}

function DayChoice({ days, businessDay, onChoose }: DayChoiceProps) {
  const words = useTeamWords().dayFile;
  const today = useKiosk().today();
  const sayDay = useSayDay({ weekday: 'long', year: 'numeric' });
  const id = useId();
  return (
    <div className="day-choice">
      <label htmlFor={id}>{words.day}</label>
      <div className="day-choice-line">
        <select id={id} value={businessDay} onChange={(event) => onChoose(event.target.value)}>
          {days.map((day) => (
            <option key={day} value={day}>
              {day === today ? words.today(sayDay(day)) : sayDay(day)}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" />
      </div>
    </div>
  );
}
