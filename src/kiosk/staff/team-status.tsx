// For the team: one sentence says how the tablet is, rows give the proof, and what can be done. No personal data.
import { FileDown, Hand, KeyRound, ReceiptText, RefreshCw, Speech, Tablet } from 'lucide-react';
import { questionsFor } from '#domain/question-set.ts';
import { anybody } from '#domain/visit.ts';
import { intlLocales } from '#i18n/language.ts';
import { StatusChip } from '#ui/status-chip.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useLanguage, useStatus, useWelcomeWords } from '../screens/kiosk-context.ts';
import { judgeStatus } from './judge-status.ts';
import { sayTime } from './say-time.ts';
import { BackButton, StaffFrame } from './staff-frame.tsx';
import { StatusRows } from './status-rows.tsx';
import type { TeamView } from './team.tsx';
import { TeamAction } from './team-action.tsx';
import { useNow } from './use-now.ts';
import { useTeamWords } from './use-team-words.ts';

interface TeamStatusProps {
  readonly onLeave: () => void;
  readonly onStop: () => void;
  readonly onShow: (view: TeamView) => void;
  readonly onSpoken: () => void;
}

export function TeamStatus({ onLeave, onStop, onShow, onSpoken }: TeamStatusProps) {
  const kiosk = useKiosk();
  const words = useTeamWords();
  const status = useStatus();
  const now = useNow();
  const judgement = judgeStatus(status, now);
  const { chip, verdict } = judgement;
  const { headline } = words;
  const { status: chipWords } = useWelcomeWords();
  return (
    <StaffFrame
      title={words.title}
      start={<BackButton onClick={onLeave}>{words.home}</BackButton>}
      end={<Place now={now} />}
    >
      <div className="staff-planes">
        <div className="staff-paper">
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
          <p className="staff-lede">{words.text[verdict]}</p>
          <StatusRows status={status} judgement={judgement} now={now} />
        </div>
        <div className="team-actions">
          <TeamAction
            icon={RefreshCw}
            title={status.syncing ? words.syncing : words.sync}
            text={words.syncText}
            busy={status.syncing}
            onClick={() => kiosk.syncNow()}
          />
          <TeamAction icon={Hand} title={words.withdraw.title} text={words.withdraw.text} onClick={onStop} />
          {questionsFor(kiosk.config, { ...anybody, isSpoken: true }, kiosk.today()).length > 0 && (
            <TeamAction icon={Speech} title={words.spoken} text={words.spokenText} onClick={onSpoken} />
          )}
          <TeamAction icon={FileDown} title={words.file} text={words.fileText} onClick={() => onShow('day-file')} />
          <TeamAction
            icon={ReceiptText}
            title={words.close}
            text={words.closeText}
            onClick={() => onShow('close-day')}
          />
          <TeamAction
            icon={Tablet}
            title={words.tablet.title}
            text={words.tablet.text}
            onClick={() => onShow('tablet')}
          />
          <TeamAction
            icon={KeyRound}
            title={words.manager}
            text={words.managerText}
            onClick={() => onShow('manager')}
          />
        </div>
      </div>
    </StaffFrame>
  );
}

function Place({ now }: { readonly now: number }) {
  const { store, tillName } = useKiosk();
  const locale = useLanguage();
  const words = useTeamWords();
  const date = new Intl.DateTimeFormat(intlLocales[locale], {
    timeZone: store.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(now);
  return <p className="staff-place">{words.at(tillName, date, sayTime(now, store.timeZone, words))}</p>;
}
