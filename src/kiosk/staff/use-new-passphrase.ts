// A passphrase being chosen: typed twice, measured while it grows, checked when it is handed in.
import { type RefObject, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { isLongEnough } from '../device/passphrase.ts';
import { loadStrength, type MeasureStrength, SCORE_NEEDED, type Score } from './strength.ts';

export type PassphraseProblem = 'short' | 'weak' | 'differ' | 'unmeasured';

export interface NewPassphrase {
  readonly text: string;
  readonly again: string;
  /** Undefined while there is nothing to measure, or nothing to measure with. */
  readonly score: Score | undefined;
  readonly problem: PassphraseProblem | undefined;
  readonly fields: Readonly<Record<'first' | 'second', RefObject<HTMLInputElement | null>>>;
  write(text: string): void;
  writeAgain(text: string): void;
  /** Whether it will do. If not, `problem` says why, and its field has the focus. */
  check(): Promise<boolean>;
  clear(): void;
}

/** @param names what a guesser would try first; those of the first render count */
export function useNewPassphrase(names: readonly string[]): NewPassphrase {
  const [known] = useState(names);
  const [text, setText] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<PassphraseProblem>();
  const [measure, setMeasure] = useState<MeasureStrength>();
  const fields = { first: useRef<HTMLInputElement>(null), second: useRef<HTMLInputElement>(null) };
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
    fields,
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
      if (found) fields[found === 'differ' ? 'second' : 'first'].current?.focus();
      return found === undefined;
    },
    clear() {
      setText('');
      setAgain('');
      setProblem(undefined);
    },
  };
}
