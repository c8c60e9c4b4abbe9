// French of the welcome screen and of those that stand in its place: loaded at once, so kept small.

export const fr = {
  welcome: {
    start: 'Commencer',
    phone: 'Répondre sur mon téléphone',
    stop: 'J’avais dit oui : arrêter',
    hold: 'Gardez le doigt',
    team: 'Équipe',
    /** Marked by the cashier before handing over. */
    sale: 'Achat fait',
    professional: 'Professionnel',
  },
  status: {
    starting: 'Démarrage',
    ready: 'Prêt',
    offline: (waiting: number) => ['Hors ligne', waiting > 0 && `${waiting} en attente`].filter(Boolean).join(', '),
    check: 'À vérifier',
  },
  broken: {
    title: 'Écran interrompu',
    text: 'Une erreur a arrêté cet écran. Rien de ce qui n’était pas confirmé n’a été gardé.',
    restart: 'Recommencer',
  },
  loading: 'Ouverture du kiosque',
};

/** What every language must say. */
export type WelcomeWords = typeof fr;
