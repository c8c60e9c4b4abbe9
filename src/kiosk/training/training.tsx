// Practice for the team: the shopper's whole way, under a banner that says so on every screen, in every language of the shop.
// Left alone it ends by itself, so that no shopper answers a tablet that keeps nothing.
import { useState } from 'react';
import { questionsFor } from '#domain/question-set.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import { teamWords } from '#i18n/kiosk/team-words.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { KioskContext, useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { Shopper, type ShopperProps } from '../screens/shopper.tsx';
import { Welcome } from '../screens/welcome.tsx';
import type { Beginning } from '../session/store.ts';
import { LEAVE_AFTER, useForgetting } from '../staff/use-forgetting.ts';
import { createTrainingKiosk } from './training-kiosk.ts';
import './training.css';

const spoken: Visit = { ...anybody, isSpoken: true };

interface TrainingProps {
  readonly onLeave: () => void;
  readonly onTeam: () => void;
}

export function Training({ onLeave, onTeam }: TrainingProps) {
  const real = useKiosk();
  const locale = useLanguage();
  const [kiosk] = useState(() => createTrainingKiosk(real));
  const [visit, setVisit] = useState<Omit<ShopperProps, 'onLeave'>>();
  useForgetting(onLeave, LEAVE_AFTER);
  const start = (who: Visit, beginning: Beginning = 'questions', language = locale) =>
    setVisit({ locale: language, beginning, visit: who });
  // among the team's actions outside, which are not part of the training
  const canSpeak = questionsFor(kiosk.config, spoken, kiosk.today()).length > 0;
  return (
    <KioskContext value={kiosk}>
      <div className="training">
        <aside className="training-banner" aria-label={trainingWords[locale].banner}>
          <div>
            {kiosk.config.languages.map((language) => (
              <p key={language} lang={language}>
                {trainingWords[language].banner}
              </p>
            ))}
          </div>
          <span className="training-actions">
            {!visit && canSpeak && (
              <button type="button" className="bar-button" onClick={() => start(spoken)}>
                {teamWords[locale].spoken}
              </button>
            )}
            <button type="button" className="bar-button" onClick={onLeave}>
              {trainingWords[locale].end}
            </button>
          </span>
        </aside>
        <div className="training-stage">
          {visit ? (
            <Shopper {...visit} onLeave={() => setVisit(undefined)} />
          ) : (
            <Welcome
              onStart={(who, language) => start(who, 'questions', language)}
              onHandOver={() => start(anybody, 'hand-over')}
              onStop={() => start(anybody, 'stop')}
              onTeam={onTeam}
            />
          )}
        </div>
      </div>
    </KioskContext>
  );
}
