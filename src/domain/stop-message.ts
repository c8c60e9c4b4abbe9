// Whether a text message asks us to stop. In doubt it does: who is asked to stop and does not breaks the law, who stops for
// nothing loses one reader, and a yes at the till brings them back. What clearly speaks of something else is left alone.

import { hasStopPhrase } from './stop-phrase.ts';

/** Cannot mean anything else, wherever they stand. */
const PLAIN =
  /^(UNSUB|UNSUBS?C?RIBE|UNSUSCRIBE|UNSUBSCRIBING|STOPSMS|STOPALL|STOPPUB|STOPSVP|STOPTOUT|OPTOUT|DESABONNE(R|Z|Z?MOI|MENT)?|DESINSCRI(RE|S|T|VEZ|PTION)|DESINSCRIVEZMOI)$/;
/** Also a verb and a noun of other sentences: they count where a message, or a clause of it, begins or ends with them. */
const STRONG = /^(STOP{1,3}|STOP{1,2}E[RSZ]?|ARRETEZ|ARRETER|ARRETE)$/;
/** Everyday words: they count when nothing else is said. */
const WEAK =
  /^(ARRET|ARRETS|FIN|END|QUIT|CANCEL|ANNULER|ANNULATION|RESILIER|RESILIATION|REVOKE|REMOVE|DELETE|SUPPRIMER)$/;

/** Courtesies, and what is to be stopped. */
const NOISE = toWords(
  `BONJOUR BONSOIR SALUT HELLO HI DEAR MADAME MONSIEUR SVP STP SIL SI TE PLAIT VOUS PLEASE PLS MERCI BEAUCOUP BCP THANKS THANK YOU
  THX OK CORDIALEMENT DAVANCE AVANCE JE SOUHAITE VEUX VOUDRAIS VOULONS WANT TO WOULD LIKE ID I SMS MMS TEXTO TEXTOS TEXT TEXTS PUB PUBS
  PUBLICITE PUBLICITES PROMO PROMOS MESSAGE MESSAGES ENVOI ENVOIS LISTE LIST NUMERO NUMBER MARKETING CONTACT ABONNEMENT SUBSCRIPTION
  ALL TOUT TOUS TOUTES THE THESE THIS LE LA LES L CE CES CET CETTE VOS VOTRE NOS D DE DES DU A AU AUX ET AND EN PAR BY FROM OF FOR
  POUR MOI ME MY MON MES M NOW MAINTENANT IMMEDIATEMENT URGENT DEFINITIVEMENT`,
);

/** Turn the next words round: "don't stop", "ne vous arrêtez pas". */
const NEGATION = toWords('NOT DONT CANT CANNOT WONT NEVER JAMAIS PAS NON NE N SANS WITHOUT');
/** How far it reaches, in words. */
const NEGATION_REACH = 2;
/** Before it they make a noun of "stop": a stop sign, a bus stop. */
const NOUN_BEFORE = toWords('AU LE UN DU THE A BUS LAST NEXT PREMIER DERNIER PROCHAIN');
/** After it they make it a visit: "stop by". */
const VISIT_AFTER = toWords('BY AT IN OVER OFF');

export function isStopMessage(text: string): boolean {
  const clauses = toClauses(text);
  const words = clauses.flat();
  if (words.length > 1 && words.every((word) => word.length === 1)) return isStopMessage(words.join('')); // S.T.O.P
  const said = words.filter((word) => !NOISE.has(word));
  if (said.length > 0 && said.every((word) => PLAIN.test(word) || STRONG.test(word) || WEAK.test(word))) return true;
  return clauses.some((clause) => asksToStop(clause) || hasStopPhrase(clause, (word) => NOISE.has(word)));
}

function asksToStop(clause: readonly string[]): boolean {
  const isNoise = (word: string) => NOISE.has(word);
  const first = clause.findIndex((word) => !isNoise(word));
  const last = clause.findLastIndex((word) => !isNoise(word));
  return clause.some((word, i) => {
    if (isNegated(clause, i)) return false;
    if (PLAIN.test(word)) return true;
    if (!STRONG.test(word)) return false;
    const isNoun = NOUN_BEFORE.has(clause[i - 1] ?? '');
    const isVisit = VISIT_AFTER.has(clause[i + 1] ?? '') && clause.length > i + 2;
    return (i === first && !isVisit) || (i === last && !isNoun);
  });
}

function isNegated(clause: readonly string[], index: number): boolean {
  const before = clause.slice(Math.max(0, index - NEGATION_REACH), index);
  // "ne plus": no more of it
  return before.some((word, i) => NEGATION.has(word) && before[i + 1] !== 'PLUS') || clause[index + 1] === 'PAS';
}

function toWords(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Words in capitals without accents, clause by clause. Digits say nothing here: "STOP 36111". */
function toClauses(text: string): string[][] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/\bARR[?¿]T/g, 'ARRET') // Ê is not in the alphabet of SMS (3GPP TS 23.038): some gateways make it a mark
    .replace(/\bOPT[\s-]+OUT\b/g, 'OPTOUT')
    .replace(/(?<=\p{L})['’ʼ](?=\p{L})/gu, '') // DON'T, S'IL
    .split(/[.!?;:,\n\r…|/()[\]«»"“”]+|\s[-–—]+\s/u)
    .map((clause) => clause.match(/\p{L}+/gu) ?? [])
    .filter((clause) => clause.length > 0);
}
