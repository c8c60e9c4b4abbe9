// The ways to say "no more of this" that need no word of stopping: "je ne veux plus recevoir vos messages", "do not text me".
// What is said after them must speak of messages, or of nothing else: "ne m'envoyez pas le livre" stops nobody.

const oneOf = (words: string): string => `(?:${words.trim().split(/\s+/).join('|')})`;

/** What we send. */
const THING = oneOf(
  `SMS MMS TEXTOS? TEXTS? MESSAGES? PUBS? PUBLICITES? PROMOS? PROMOTIONS? MAILS? EMAILS? COURRIELS? NEWSLETTERS? NOTIFICATIONS? SPAMS?
  SOLLICITATIONS? ADS? ADVERTS? ADVERTISING MARKETING DEMARCHAGE`,
);
/** May stand between a no and what it is a no to. */
const BETWEEN = `(?:${oneOf(
  `ME NOUS VOUS QUE VEUX VOULONS SOUHAITE SOUHAITONS DESIRE DESIRONS VOUDRAIS VOUDRIONS AIMERAIS PAS PLUS JAMAIS RIEN SURTOUT VRAIMENT
  DU TOUT ETRE`,
)} )*`;
/** "m'envoyez" is one word here. */
const SEND = `(?:M|ME |NOUS )?${oneOf(
  `RECEVOIR ENVOYER ENVOYEZ ENVOIE ENVOYIEZ ECRIRE ECRIVEZ ECRIVIEZ CONTACTER CONTACTEZ CONTACTIEZ CONTACTEE? DERANGER DERANGEZ
  DERANGEE? SOLLICITER SOLLICITEZ SOLLICITEE? APPELER APPELEZ RELANCER RELANCEZ EMBETER EMBETEZ TEXTER TEXTEZ`,
)}`;
const SOME = `(?:${oneOf('DE D DES DU VOS VOTRE CES CE LES LA AUCUNE? OF ANY YOUR THESE THE MORE')} )*`;
const DO_NOT = '(?:DO NOT|DONT|NEVER|NO LONGER|NOT)';
const NOT_NEGATED = `(?<!\\b${oneOf('NE NOT DONT NEVER PAS')} (?:[A-Z]+ )?)`;
const REMOVE = oneOf(
  `REMOVE DELETE ERASE SUPPRIMEZ SUPPRIMER SUPPRIME RETIREZ RETIRER EFFACEZ EFFACER ENLEVEZ ENLEVER RAYEZ RAYER`,
);
const ME = `(?:ME|MOI|US|NOUS|${oneOf('MY MON MES LE CE THIS')} ${oneOf(
  'NUMEROS? NUM NUMBER NAME NOM COORDONNEES DONNEES DATA DETAILS TELEPHONE PHONE CONTACT',
)})`;

const phrases: readonly RegExp[] = [
  `(?:NE ${BETWEEN}|N)${SEND}`,
  `PLUS (?:ETRE )?${SEND}`, // spoken: "je veux plus recevoir"
  `(?:M|ME )${oneOf('ENVOYEZ ENVOIE ECRIVEZ CONTACTEZ DERANGEZ APPELEZ')} (?:PLUS|PAS)`,
  `NE ${BETWEEN}${SOME}${THING}`, // "je ne veux plus de vos SMS"
  `${DO_NOT} ${oneOf('TEXT MESSAGE CONTACT SEND CALL EMAIL MAIL SPAM BOTHER DISTURB')} (?:ME|US|ANY|MORE|ANYMORE)`,
  `${DO_NOT} (?:WANT|WISH|LIKE) (?:TO )?(?:RECEIVE|GET|BE CONTACTED|HEAR FROM)`,
  `${DO_NOT} (?:WANT|WISH|LIKE) ${SOME}${THING}`,
  `${NOT_NEGATED}D?${oneOf('ARRETER ARRETEZ ARRETE STOPPER STOPPEZ CESSER CESSEZ')} (?:DE )?(?:${SEND}|${SOME}${THING})`,
  `${NOT_NEGATED}STOP ${oneOf('TEXTING SENDING MESSAGING CONTACTING CALLING EMAILING SPAMMING')}`,
  `${NOT_NEGATED}D?${REMOVE} ${ME}`,
  `${NOT_NEGATED}(?:ME ${REMOVE}|TAKE ${ME} OFF)`,
  'NE (?:VEUX|SOUHAITE|DESIRE) PLUS$',
  `${NOT_NEGATED}${oneOf('RETIRE RETIRER REVOQUE REVOQUER REVOKE WITHDRAW')} ${oneOf('MON MY LE THE')} ${oneOf(
    'CONSENTEMENT CONSENT ACCORD AUTORISATION PERMISSION',
  )}`,
  `(?:LAISSEZ MOI (?:TRANQUILLE|EN PAIX)|LEAVE (?:ME|US) ALONE)`,
].map((phrase) => new RegExp(`\\b${phrase}(?= |$)`));

/** "Plus de pub svp", "no more texts": only at the start. Further on they count something: "avez-vous plus de promos ?". */
const noMore = new RegExp(`^(?:NON? )?(?:(?:PLUS|PAS|MARRE|ASSEZ) ${SOME}|AUCUNE? |NO ${SOME})${THING}(?= |$)`);

const thing = new RegExp(`^${THING}$`);
const rest = new RegExp(
  `^${oneOf('PLUS PAS JAMAIS RIEN DU TOUT AUCUNE? SUR VOTRE PART ANY ANYMORE MORE AGAIN EVER YOUR LISTS? LISTES? FICHIERS? BASE')}$`,
);

const forGood = /\b(PLUS|JAMAIS|ANYMORE|AGAIN|NEVER|NO (LONGER|MORE))\b/;

/**
 * @param clause words in capitals, without accents and apostrophes
 * @param isNoise courtesies, and the everyday words around a stop
 */
export function hasStopPhrase(clause: readonly string[], isNoise: (word: string) => boolean): boolean {
  const start = clause.slice(clause.findIndex((word) => !isNoise(word)));
  return (
    saysSo(start.join(' '), noMore, isNoise) || phrases.some((phrase) => saysSo(clause.join(' '), phrase, isNoise))
  );
}

function saysSo(text: string, phrase: RegExp, isNoise: (word: string) => boolean): boolean {
  const found = phrase.exec(text);
  if (!found) return false;
  const after = text
    .slice(found.index + found[0].length)
    .split(' ')
    .filter(Boolean);
  if (after.includes('QUE') || after.includes('ONLY')) return false; // "ne m'envoyez que …"
  if (forGood.test(text) || after.some((word) => thing.test(word))) return true;
  return after.every((word) => isNoise(word) || rest.test(word));
}
