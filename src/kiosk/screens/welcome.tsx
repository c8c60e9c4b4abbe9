// The screen the cashier hands over. Touching a language is starting.
import { KeyRound, Smartphone } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import { languageNames } from '#i18n/language.ts';
import { Action, QuietAction } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { QuestionMark } from '#ui/mark.tsx';
import { StatusChip } from '#ui/status-chip.tsx';
import { judgeStatus } from '../staff/judge-status.ts';
import { useNow } from '../staff/use-now.ts';
import { Heading } from './heading.tsx';
import { useKiosk, useSay, useStatus, useWelcomeWords } from './kiosk-context.ts';
import { VisitMarks } from './visit-marks.tsx';
import './welcome.css';

interface WelcomeProps {
  readonly onStart: (visit: Visit, locale: Language) => void;
  readonly onHandOver: () => void;
  readonly onTeam: () => void;
}

export function Welcome({ onStart, onHandOver, onTeam }: WelcomeProps) {
  const kiosk = useKiosk();
  const { config } = kiosk;
  const words = useWelcomeWords();
  const say = useSay();
  useEffect(() => kiosk.idle(), [kiosk]);
  const [visit, setVisit] = useState(anybody);
  const title = say(config.welcome.title);
  // the giant mark stands for the one in the title
  const [, start = title, mark] = /^(.*?)(\s*\?)$/u.exec(title) ?? [];
  return (
    <div className="welcome">
      <QuestionMark />
      <main className="welcome-words">
        <Logo name={config.controller.name} path={config.brand.logoPath} size="hero" />
        <Heading>
          {start}
          {mark && <span className="visually-hidden">{mark}</span>}
        </Heading>
        <p>{say(config.welcome.text)}</p>
        <div className="welcome-languages">
          {config.languages.map((language, i) => (
            <Action
              key={language}
              lang={language}
              look={i === 0 ? 'ground' : 'ground-outline'}
              onClick={() => onStart(visit, language)}
            >
              {i === 0 ? words.welcome.start : languageNames[language].name}
            </Action>
          ))}
        </div>
        <QuietAction className="welcome-phone" icon={<Smartphone aria-hidden="true" />} onClick={onHandOver}>
          {words.welcome.phone}
        </QuietAction>
      </main>
      <StaffBar onTeam={onTeam}>
        <VisitMarks visit={visit} onMark={setVisit} />
      </StaffBar>
    </div>
  );
}

interface StaffBarProps extends Pick<WelcomeProps, 'onTeam'> {
  readonly children: ReactNode;
}

function StaffBar({ onTeam, children }: StaffBarProps) {
  const status = useStatus();
  const words = useWelcomeWords();
  const { chip } = judgeStatus(status, useNow());
  return (
    <footer className="staff-bar">
      <StatusChip kind={chip}>
        {chip === 'offline' ? words.status.offline(status.waiting) : words.status[chip]}
      </StatusChip>
      {children}
      <button type="button" className="bar-button" onClick={onTeam}>
        <KeyRound aria-hidden="true" />
        {words.welcome.team}
      </button>
    </footer>
  );
}
