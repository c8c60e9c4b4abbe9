// The seals are being opened: how far it is, and a way out.
import { useId } from 'react';
import { intlLocales } from '#i18n/language.ts';
import { Action } from '#ui/action.tsx';
import { Heading } from '../screens/heading.tsx';
import { useLanguage } from '../screens/kiosk-context.ts';
import { useTeamWords } from './use-team-words.ts';
import './day-file.css';

interface DayFileOpeningProps {
  readonly date: string;
  readonly opened: number;
  readonly total: number;
  readonly onStop: () => void;
}

export function DayFileOpening({ date, opened, total, onStop }: DayFileOpeningProps) {
  const words = useTeamWords().dayFile;
  const { format } = new Intl.NumberFormat(intlLocales[useLanguage()]);
  const id = useId();
  return (
    <div className="staff-planes">
      <div className="staff-paper">
        <Heading>{words.title(date)}</Heading>
        <p className="staff-lede">{words.lede}</p>
        <div className="day-progress">
          <label htmlFor={id}>{words.progress(format(opened), format(total))}</label>
          <progress id={id} value={opened} max={total} />
        </div>
      </div>
      <div className="staff-counter">
        <Action look="slab" onClick={onStop}>
          {words.stop}
        </Action>
      </div>
    </div>
  );
}
