import type { WelcomeWords } from './welcome-fr.ts';

export const en: WelcomeWords = {
  welcome: {
    start: 'Start',
    phone: 'Answer on my phone',
    stop: 'I had said yes: stop',
    hold: 'Keep your finger',
    team: 'Team',
    sale: 'Sale made',
    professional: 'Professional',
  },
  status: {
    starting: 'Starting',
    ready: 'Ready',
    offline: (waiting) => ['Offline', waiting > 0 && `${waiting} waiting`].filter(Boolean).join(', '),
    check: 'To check',
  },
  broken: {
    title: 'Screen interrupted',
    text: 'An error stopped this screen. Nothing that was not confirmed has been kept.',
    restart: 'Start again',
  },
  loading: 'Opening the kiosk',
};
