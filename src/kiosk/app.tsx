// The tablet's faces: the welcome screen, a shopper's visit, the team, and the team's training. Only the first is loaded at
// the start.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Language } from '#domain/shop-config.ts';
import { anybody, type Visit } from '#domain/visit.ts';
import { applyTheme, deriveTheme } from '#ui/theme.ts';
import '#ui/base.css';
import type { Kiosk, KioskStatus } from './kiosk.ts';
import { StoppedScreen } from './screens/boot-screen.tsx';
import { BrokenBoundary } from './screens/broken.tsx';
import { KioskContext, useKiosk, useStatus } from './screens/kiosk-context.ts';
import { Speaking } from './screens/speaking.tsx';
import { Welcome } from './screens/welcome.tsx';
import type { Beginning } from './session/store.ts';

const loadShopper = () => import('./screens/shopper.tsx');
const loadTeam = () => import('./staff/team.tsx');
const Shopper = lazy(() => loadShopper().then((m) => ({ default: m.Shopper })));
const Team = lazy(() => loadTeam().then((m) => ({ default: m.Team })));
const Training = lazy(() => import('./training/training.tsx').then((m) => ({ default: m.Training })));
const RetiredScreen = lazy(() => import('./screens/retired-screen.tsx').then((m) => ({ default: m.RetiredScreen })));

type View =
  | { readonly face: 'welcome' | 'team' | 'training' }
  | { readonly face: 'shopper'; readonly locale: Language; readonly beginning: Beginning; readonly visit: Visit };

export function App({ kiosk }: { readonly kiosk: Kiosk }) {
  useEffect(() => {
    const { colour, decor } = kiosk.config.brand;
    applyTheme(deriveTheme(colour, decor), document.documentElement);
  }, [kiosk]);
  useEffect(() => {
    loadShopper()
      .then((m) => m.prefetchScreens())
      .catch(() => {});
    loadTeam().catch(() => {});
  }, []);
  return (
    <KioskContext value={kiosk}>
      <Faces />
    </KioskContext>
  );
}

/** An empty tablet starts as one that is nobody's yet. */
const startAgain = () => location.reload();

function Faces() {
  const { config } = useKiosk();
  const { stopped } = useStatus();
  const [view, setView] = useState<View>({ face: 'welcome' });
  const home = useCallback(() => setView({ face: 'welcome' }), []);
  // the shop's first language, which its team speaks
  const locale = config.languages[0] as Language;
  const begin = (visit: Visit, spoken = locale, beginning: Beginning = 'questions') =>
    setView({ face: 'shopper', locale: spoken, beginning, visit });
  return (
    <Speaking locale={locale}>
      <BrokenBoundary onRestart={home}>
        <Suspense fallback={null}>
          {stopped === 'retired' ? (
            <RetiredScreen onEnrol={startAgain} />
          ) : view.face === 'shopper' ? (
            <Shopper locale={view.locale} beginning={view.beginning} visit={view.visit} onLeave={home} />
          ) : view.face === 'team' ? (
            <Team
              onLeave={home}
              onSpoken={() => begin({ ...anybody, isSpoken: true })}
              onStop={() => begin(anybody, locale, 'stop-by-staff')}
              onTrain={() => setView({ face: 'training' })}
            />
          ) : view.face === 'training' ? (
            <Training onLeave={home} onTeam={() => setView({ face: 'team' })} />
          ) : (
            <Home
              locale={locale}
              stopped={stopped}
              onStart={(visit, spoken) => begin(visit, spoken)}
              onHandOver={() => begin(anybody, locale, 'hand-over')}
              onStop={() => begin(anybody, locale, 'stop')}
              onTeam={() => setView({ face: 'team' })}
            />
          )}
        </Suspense>
      </BrokenBoundary>
    </Speaking>
  );
}

interface HomeProps {
  readonly locale: Language;
  readonly stopped: Exclude<KioskStatus['stopped'], 'retired'>;
  readonly onStart: (visit: Visit, locale: Language) => void;
  readonly onHandOver: () => void;
  readonly onStop: () => void;
  readonly onTeam: () => void;
}

/** A tablet that must not be used says so instead of asking anybody anything. */
function Home({ locale, stopped, onTeam, ...shopper }: HomeProps) {
  if (stopped !== null) return <StoppedScreen reason={stopped} locale={locale} onTeam={onTeam} />;
  return <Welcome {...shopper} onTeam={onTeam} />;
}
