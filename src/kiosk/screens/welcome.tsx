// The screen the cashier hands over. Touching a language is starting.
import { Hand, KeyRound, Smartphone } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { anybody, questionsOnPhone, type Visit } from '#domain/visit.ts';
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
  readonly onStop: () => void;
  readonly onTeam: () => void;
}

export function Welcome({ onStart, onHandOver, onStop, onTeam }: WelcomeProps) {
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
    <div className={start.length > 20 ? 'welcome welcome-long' : 'welcome'}>
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
        <div className="welcome-others">
          {questionsOnPhone(config).length > 0 && (
            <QuietAction icon={<Smartphone aria-hidden="true" />} onClick={onHandOver}>
              {words.welcome.phone}
            </QuietAction>
          )}
          <QuietAction icon={<Hand aria-hidden="true" />} onClick={onStop}>
            {words.welcome.stop}
          </QuietAction>
        </div>
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
      <TeamButton onTeam={onTeam} isGuarded={status.hasPin === true} />
    </footer>
  );
}

/** Milliseconds of a finger that stays. */
const HOLD = 800;

interface TeamButtonProps {
  readonly onTeam: () => void;
  /** Where a code was set, a shopper's stray tap does not even come to it. */
  readonly isGuarded: boolean;
}

function TeamButton({ onTeam, isGuarded }: TeamButtonProps) {
  const { team, hold } = useWelcomeWords().welcome;
  const [isHinting, hint] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const release = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      className="bar-button"
      onPointerDown={() => {
        if (isGuarded) timer.current = setTimeout(onTeam, HOLD);
      }}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={({ detail }) => {
        // a keyboard or a switch cannot hold, and a screen reader hardly: a click without a pointer opens, and the second one
        if (!isGuarded || isHinting || detail === 0) onTeam();
        else hint(true);
      }}
    >
      <KeyRound aria-hidden="true" />
      <span aria-live="polite">{isHinting ? hold : team}</span>
    </button>
  );
}
