// For the team: one sentence says how the tablet is, rows give the proof, and two actions. No personal data.
import { ArrowLeft, FileDown, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { intlLocales } from '#i18n/language.ts';
import { StatusChip } from '#ui/status-chip.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useStatus, useWelcomeWords } from '../screens/kiosk-context.ts';
import { useSpeech } from '../screens/use-speech.ts';
import { type DayFileFormat, dayFileFormats, toDayFile } from './day-file.ts';
import { judgeStatus } from './judge-status.ts';
import { saveFile } from './save-file.ts';
import { sayTime } from './say-time.ts';
import { StatusRows } from './status-rows.tsx';
import { useNow } from './use-now.ts';
import '../screens/bar-button.css';
import './team.css';

export function Team({ onLeave }: { readonly onLeave: () => void }) {
  const kiosk = useKiosk();
  const { words } = useSpeech();
  const status = useStatus();
  const now = useNow();
  const judgement = judgeStatus(status, now);
  const { chip, verdict } = judgement;
  const headline = words.team.headline;
  const { status: chipWords } = useWelcomeWords();
  return (
    <div className="team">
      <TeamBar now={now} onLeave={onLeave} />
      <main className="team-page">
        <StatusChip kind={chip} on="page">
          {chip === 'offline' ? chipWords.offline(0) : chipWords[chip]}
        </StatusChip>
        <Heading>
          {verdict === 'waiting'
            ? headline.waiting(status.waiting)
            : verdict === 'check'
              ? headline.check(status.toCheck)
              : headline[verdict]}
        </Heading>
        <p className="team-text">{words.team.text[verdict]}</p>
        <StatusRows status={status} judgement={judgement} now={now} />
      </main>
      <div className="team-actions">
        <TeamAction
          icon={<RefreshCw aria-hidden="true" />}
          title={status.syncing ? words.team.syncing : words.team.sync}
          text={words.team.syncText}
          busy={status.syncing}
          onClick={() => kiosk.syncNow()}
        />
        <DayFileAction />
      </div>
    </div>
  );
}

function TeamBar({ now, onLeave }: { readonly now: number; readonly onLeave: () => void }) {
  const { store, tillName } = useKiosk();
  const { locale, words } = useSpeech();
  const date = new Intl.DateTimeFormat(intlLocales[locale], {
    timeZone: store.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(now);
  return (
    <header className="team-bar">
      <button type="button" className="bar-button" onClick={onLeave}>
        <ArrowLeft aria-hidden="true" />
        {words.team.home}
      </button>
      <p className="team-name">{words.team.title}</p>
      <p className="team-place">{words.team.at(tillName, date, sayTime(now, store.timeZone, words.team))}</p>
    </header>
  );
}

interface TeamActionProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly busy?: boolean;
  readonly onClick: () => void;
}

function TeamAction({ icon, title, text, busy, onClick }: TeamActionProps) {
  return (
    <button type="button" className="team-action" aria-disabled={busy} onClick={onClick}>
      {icon}
      <span>
        <span className="team-action-title">{title}</span>
        <span>{text}</span>
      </span>
    </button>
  );
}

function DayFileAction() {
  const kiosk = useKiosk();
  const { locale, words } = useSpeech();
  const [outcome, setOutcome] = useState<string>();
  const day = kiosk.today();
  const date = new Intl.DateTimeFormat(intlLocales[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );
  const labels: Record<DayFileFormat, string> = {
    excel: words.team.forExcel,
    csv: words.team.forMachines,
    jsonl: words.team.jsonLines,
  };
  const save = async (format: DayFileFormat) => {
    try {
      const rows = await kiosk.listDayRows(day);
      saveFile(toDayFile(format, day, rows));
      setOutcome(words.team.rowsWritten(rows.length));
    } catch {
      setOutcome(words.team.fileFailed);
    }
  };
  return (
    <section className="team-action team-file" aria-labelledby="team-file">
      <FileDown aria-hidden="true" />
      <div>
        <h2 className="team-action-title" id="team-file">
          {words.team.file}
        </h2>
        <p>{words.team.fileText(date)}</p>
        <div className="team-formats">
          {dayFileFormats.map((format) => (
            <button key={format} type="button" onClick={() => save(format)}>
              {labels[format]}
            </button>
          ))}
        </div>
        <p aria-live="polite">{outcome}</p>
      </div>
    </section>
  );
}
