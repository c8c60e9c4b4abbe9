// How long a passphrase withstands somebody who has the tablet and guesses (zxcvbn). Its word lists weigh over a megabyte,
// so they are loaded only where a passphrase is chosen, and by language, to keep each file within what the worker caches.

/** 0: a moment. 4: not in reach. Stricter than zxcvbn's own score, which has logins in mind: here nobody slows the guesser. */
export type Score = 0 | 1 | 2 | 3 | 4;

/** Guesses from which on a score is reached, as powers of ten; docs/threat-model.md says what they cost. */
const POWERS = [8, 10, 12, 15];

/** @param known what a guesser would try first: the shop's name, its town */
export type MeasureStrength = (passphrase: string, known: readonly string[]) => Score;

export const SCORE_NEEDED: Score = 3;

let loading: Promise<MeasureStrength> | undefined;

export function loadStrength(): Promise<MeasureStrength> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<MeasureStrength> {
  const [{ ZxcvbnFactory }, common, fr, en] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...fr.dictionary, ...en.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (passphrase, known) => {
    const { guessesLog10 } = zxcvbn.check(passphrase, [...known]);
    return POWERS.filter((power) => guessesLog10 >= power).length as Score;
  };
}
