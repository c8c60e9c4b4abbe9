// Practice for the team: the shopper's whole way, under a banner that says so on every screen, in every language of the shop.
// Left alone it ends by itself, so that no shopper answers a tablet that keeps nothing.
import { useState } from 'react';
import { anybody } from '#domain/visit.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { KioskContext, useKiosk, useLanguage } from '../screens/kiosk-context.ts';
import { Shopper, type ShopperProps } from '../screens/shopper.tsx';
import { Welcome } from '../screens/welcome.tsx';
import { LEAVE_AFTER, useForgetting } from '../staff/use-forgetting.ts';
import { createTrainingKiosk } from './training-kiosk.ts';
import './training.css';

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
          <button type="button" className="bar-button" onClick={onLeave}>
            {trainingWords[locale].end}
          </button>
        </aside>
        <div className="training-stage">
          {visit ? (
            <Shopper {...visit} onLeave={() => setVisit(undefined)} />
          ) : (
            <Welcome
              onStart={(who, spoken) => setVisit({ locale: spoken, beginning: 'questions', visit: who })}
              onHandOver={() => setVisit({ locale, beginning: 'hand-over', visit: anybody })}
              onStop={() => setVisit({ locale, beginning: 'stop', visit: anybody })}
              onTeam={onTeam}
            />
          )}
        </div>
      </div>
    </KioskContext>
  );
}
