import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopMessage } from './stop-message.ts';

describe('asks to stop', () => {
  it.each([
    ...[
      'STOP',
      'stop',
      ' Stop ',
      'STOP.',
      'Stop!!!',
      '«STOP»',
      '"stop"',
      "'Stop'",
      '“STOP”',
      '*STOP*',
      'STOP 🛑',
      'ＳＴＯＰ',
      'S.T.O.P',
      'S T O P',
    ],
    ...[
      'STOP SMS',
      'stop sms',
      'StopSMS',
      'STOP-SMS',
      'STOP 36111',
      'STOP36111',
      'STOP PUB',
      'STOP ALL',
      'STOPALL',
      'stop tout',
      'STOPP',
    ],
    ...['ARRET', 'ARRÊT', 'arrêt', 'arre\u0302t', 'ARR?T', 'Arrêt SMS', 'arrêt des messages svp', 'ARRETER', 'Arrêtez'],
    ...['UNSUBSCRIBE', 'unsubscribe me please', 'Please unsubscribe', 'OPTOUT', 'CANCEL', 'END', 'quit'],
    ...[
      'DÉSABONNER',
      'desabonner',
      'Désabonnez-moi',
      'DESABONNEMENT',
      'je veux me désabonner',
      'Comment me désinscrire ?',
      'Désinscription',
    ],
    ...['FIN', 'fin.', 'Fin merci', 'Résilier', 'ANNULER SVP'],
    ...[
      'Stop svp merci',
      'stop s’il vous plaît',
      "STOP S'IL VOUS PLAIT",
      'Bonjour, STOP. Cordialement, Jean Martin',
      'please stop',
      'Stop, thanks',
    ],
    ...[
      'STOP je ne veux plus de vos messages',
      'je ne veux plus de vos sms stop',
      'Please stop texting me',
      'Arrêtez de m’envoyer des SMS',
    ],
    ...[
      'STOP\n\nEnvoyé de mon iPhone',
      'STOP\n> La Librairie du Canal : vente privée samedi',
      'Vous me dérangez. Stop.',
      'Ras le bol, stop',
    ],
    ...[
      'OPT-OUT',
      'Opt out',
      'opt out please',
      'I want to opt out',
      'UNSUB',
      'StopSVP',
      'desabonnemoi',
      'unsuscribe',
      'Unsubcribe me',
    ],
    ...['Stoppe', 'stoppe les sms', 'Stopez', 'Stoper les pubs', 'arrête tes sms'],
    ...[
      'Je ne veux plus recevoir vos messages',
      'je veux plus recevoir vos sms',
      'Je ne souhaite plus être contacté',
      'Je ne souhaite pas recevoir de publicités de votre magasin',
      'Merci de ne plus m’envoyer de messages',
      'Bonjour, je ne veux plus que vous m’envoyiez de SMS',
      'Je ne veux plus de vos pubs',
      'Ne m’envoyez plus de SMS',
      'ne m’envoyez plus rien',
      'm’envoyez plus de sms',
      'N’envoyez plus de messages svp',
      'Ne me contactez plus sur ce numéro',
      'Ne me contactez pas',
      'Prière de ne plus me déranger le soir',
      'Laissez-moi tranquille',
      'Je ne veux plus',
      'Non merci, pas de sms',
      'Non pas de sms',
      'Merci d’arrêter les SMS',
      'Pouvez-vous cesser de m’écrire',
      'Could you stop sending me these',
    ],
    ...['Plus de pub svp', 'Bonjour, plus de SMS merci', 'Pas de pub', 'Marre de vos messages', 'aucun sms'],
    ...[
      'no more texts',
      'No more of these messages please',
      'do not text me',
      'Please don’t contact me again',
      'Don’t send me any more messages',
      'I don’t want to receive these',
      'I no longer wish to hear from you',
      'I do not want your texts',
      'Leave me alone',
    ],
    ...[
      'remove me',
      'Delete',
      'Vous pouvez me retirer de la liste ?',
      'Please remove my number',
      'take me off your list',
      'delete my data',
      'supprimez mon numéro',
      'Retirez-moi de votre liste',
      'Merci d’effacer mes coordonnées',
      'Je retire mon consentement',
      'I withdraw my consent',
    ],
    ...['je souhaite ne plus recevoir, désabonnez-moi', 'STOP !! c’est la dernière fois que je le dis'],
  ])('%j', (text) => {
    expect(isStopMessage(text)).toBe(true);
  });
});

describe('says something else', () => {
  it.each([
    ...['', '   ', '?', '👍', '36111', 'Merci', 'Bonjour', 'Oui', 'OK merci', 'SMS', 'svp'],
    ...[
      'Je suis au stopover de Dublin',
      'STOPWATCH',
      'un nonstop de lecture',
      'non-stop',
      'J’ai lu non stop',
      'Christophe',
      'estoppel',
    ],
    ...[
      'L’arrêt de bus est fermé ?',
      'Rendez-vous à l’arrêt du tram',
      'Le bus s’arrête au stop devant chez vous',
      'je tourne au stop',
    ],
    ...[
      'La fin du livre est superbe',
      'Vous êtes ouverts jusqu’à la fin de la semaine ?',
      'Finalement je viens',
      'Enfin !',
      'The end was great',
      'weekend',
    ],
    ...[
      'Ne vous arrêtez pas',
      'n’arrêtez pas',
      'Don’t stop',
      "please don't stop",
      'I can’t stop reading',
      'je ne veux pas me désabonner',
      'Do not unsubscribe me',
    ],
    ...[
      'I will stop by the shop at six',
      'Stop by at six',
      'Can I cancel my order?',
      'Peut-on annuler ma commande 1234 ?',
      'Je viens à la dédicace',
    ],
    ...['À quelle heure fermez-vous ?', 'Please do text me', 'Do not forget to text me', 'Opt in', 'un bel opus'],
    ...[
      'Ne stoppez surtout pas',
      'Don’t remove me',
      'Merci de ne pas supprimer mon numéro',
      'Ne me retirez pas de la liste',
      'I don’t want to stop receiving your messages',
      'Je ne veux pas arrêter de recevoir vos messages',
      'Je ne retire pas mon consentement',
    ],
    ...[
      'Ne m’envoyez pas le livre, je passe le prendre',
      'Ne m’envoyez que les dates des dédicaces',
      'Ne m’appelez pas avant 18 h',
      'Je ne peux pas recevoir le colis demain',
      'Je ne reçois plus vos messages',
      'Je n’ai pas reçu votre message',
      'Je ne veux plus attendre ma commande',
      'Avez-vous plus de promos ?',
      'J’aimerais recevoir plus de messages',
      'Je voudrais plus d’informations',
      'Supprimez ma commande svp',
      'Retirez-moi le tome 2 de la commande',
      'Don’t send me the book, I’ll come',
      'Remove me from tonight’s reading',
      'There are no more seats?',
      'No message from you today?',
    ],
    ...['Avez-vous le roman « Sans fin » ?', 'Quand s’arrête la vente ?'],
  ])('%j', (text) => {
    expect(isStopMessage(text)).toBe(false);
  });
});

it('takes the word in any case, between any marks and spaces', () => {
  const word = fc.constantFrom('stop', 'arrêt', 'unsubscribe', 'désabonner', 'fin', 'Stop SMS');
  const marks = fc.stringMatching(/^[ .,!?;:"'«»*_\-\n\t]{0,6}$/);
  fc.assert(
    fc.property(word, marks, marks, fc.boolean(), (text, before, after, isLoud) => {
      expect(isStopMessage(before + (isLoud ? text.toUpperCase() : text) + after)).toBe(true);
    }),
  );
});

it('is not taken in by the word inside another', () => {
  const letters = fc.stringMatching(/^[a-z]{2,6}$/).filter((part) => !/^p{1,2}$|^e(r|z)$/.test(part));
  fc.assert(
    fc.property(letters, letters, (before, after) => {
      expect(isStopMessage(`${before}qstop${after}`)).toBe(false);
      expect(isStopMessage(`qq${before}stop`)).toBe(false);
    }),
  );
});
