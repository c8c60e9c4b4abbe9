// A passphrase being chosen: typed twice, measured while it grows, checked when it is handed in.
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { isLongEnough } from '../device/passphrase.ts';
import { loadStrength, type MeasureStrength, SCORE_NEEDED, type Score } from './strength.ts';

export type PassphraseProblem = 'short' | 'weak' | 'differ' | 'unmeasured';

export interface NewPassphrase {
  readonly text: string;
  readonly again: string;
  /** Undefined while there is nothing to measure, or nothing to measure with. */
  readonly score: Score | undefined;
  readonly problem: PassphraseProblem | undefined;
  write(text: string): void;
  writeAgain(text: string): void;
  /** What is wrong with it, also kept in `problem`. */
  check(): Promise<PassphraseProblem | undefined>;
  clear(): void;
}

export function useNewPassphrase(known: readonly string[]): NewPassphrase {
  const [text, setText] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<PassphraseProblem>();
  const [measure, setMeasure] = useState<MeasureStrength>();
  useEffect(() => {
    let gone = false;
    loadStrength().then(
      (loaded) => !gone && setMeasure(() => loaded),
      () => {}, // said when the passphrase is handed in
    );
    return () => {
      gone = true;
    };
  }, []);
  // measuring takes a moment on an old tablet: typing comes first
  const measured = useDeferredValue(text);
  const score = useMemo(() => (measured === '' ? undefined : measure?.(measured, known)), [measured, measure, known]);

  const judge = async (): Promise<PassphraseProblem | undefined> => {
    if (!isLongEnough(text)) return 'short';
    const measureNow = await loadStrength().catch(() => undefined);
    if (!measureNow) return 'unmeasured';
    if (measureNow(text, known) < SCORE_NEEDED) return 'weak';
    return text === again ? undefined : 'differ';
  };

  return {
    text,
    again,
    score,
    problem,
    write(next) {
      setText(next);
      setProblem(undefined);
    },
    writeAgain(next) {
      setAgain(next);
      setProblem(undefined);
    },
    async check() {
      const found = await judge();
      setProblem(found);
      return found;
    },
    clear() {
      setText('');
      setAgain('');
      setProblem(undefined);
    },
  };
}
