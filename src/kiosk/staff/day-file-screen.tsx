// A day's file. The tablet cannot read contact data back by itself: the closing passphrase opens it, once per file, and
// that it was read is in the journal before anything is opened.
import { DayFileOpening } from './day-file-opening.tsx';
import { DayFileOrderForm } from './day-file-order-form.tsx';
import { DayFileReady } from './day-file-ready.tsx';
import { useSayDay } from './say-day.ts';
import { BackButton, StaffFrame } from './staff-frame.tsx';
import { useDayFile } from './use-day-file.ts';
import { useTeamWords } from './use-team-words.ts';

export function DayFileScreen({ onBack }: { readonly onBack: () => void }) {
  const words = useTeamWords();
  const dayFile = useDayFile();
  const { stage, businessDay } = dayFile;
  const date = useSayDay()(businessDay);
  return (
    <StaffFrame title={words.file} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      {stage.at === 'asking' && <DayFileOrderForm {...dayFile} opening={stage.form} date={date} />}
      {stage.at === 'opening' && <DayFileOpening {...stage} date={date} onStop={dayFile.stop} />}
      {stage.at === 'ready' && <DayFileReady {...stage} date={date} onAgain={dayFile.again} />}
    </StaffFrame>
  );
}
