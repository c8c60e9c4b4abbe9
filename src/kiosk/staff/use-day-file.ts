// The way of a day's file on the screen: asked for, being opened, ready. What is ready holds contact data in clear, and goes with
// the screen.
import { useEffect, useRef, useState } from 'react';
import type { DayFileForm } from '#domain/day-file.ts';
import type { DayFileResult } from '../kiosk.ts';
import { useKiosk } from '../screens/kiosk-context.ts';
import { useForgetting } from './use-forgetting.ts';

export type ReadyFile = Extract<DayFileResult, { outcome: 'written' }>;

export type DayFileStage =
  /** `form`: asked for in this form, and the passphrase is being tried. */
  | { readonly at: 'asking'; readonly form?: DayFileForm }
  | { readonly at: 'opening'; readonly opened: number; readonly total: number }
  | { readonly at: 'ready'; readonly file: ReadyFile };

export type DayFileProblem =
  | { readonly kind: 'empty' | 'wrong' | 'stopped' }
  | { readonly kind: 'not-opened'; readonly code: string };

export function useDayFile() {
  const kiosk = useKiosk();
  const [days, setDays] = useState<readonly string[]>([kiosk.today()]);
  const [businessDay, setDay] = useState(kiosk.today());
  const [passphrase, setPassphrase] = useState('');
  const [stage, setStage] = useState<DayFileStage>({ at: 'asking' });
  const [problem, setProblem] = useState<DayFileProblem>();
  const working = useRef<AbortController>(undefined);

  useEffect(() => {
    kiosk.listDays().then(setDays, reportError);
    return () => working.current?.abort();
  }, [kiosk]);

  const ask = (why?: DayFileProblem) => {
    working.current?.abort();
    working.current = undefined;
    setProblem(why);
    setStage({ at: 'asking' });
  };

  const forgotten = useForgetting(() => {
    setPassphrase('');
    ask();
  });

  const open = async (form: DayFileForm) => {
    if (working.current) return;
    if (passphrase === '') return setProblem({ kind: 'empty' });
    const controller = new AbortController();
    const { signal } = controller;
    working.current = controller;
    setProblem(undefined);
    setStage({ at: 'asking', form });
    const onProgress = (opened: number, total: number) => {
      if (!signal.aborted) setStage({ at: 'opening', opened, total });
    };
    const order = { businessDay, form, passphrase, onProgress, signal };
    const result = await kiosk.writeDayFile(order).catch((error: unknown): DayFileResult => {
      reportError(error);
      return { outcome: 'not-opened', code: 'unexpected' };
    });
    if (signal.aborted) return; // stopped, or somebody has left: no file for nobody
    if (result.outcome === 'wrong-passphrase') return ask({ kind: 'wrong' });
    setPassphrase('');
    if (result.outcome === 'not-opened') return ask({ kind: 'not-opened', code: result.code });
    if (result.outcome === 'written') setStage({ at: 'ready', file: result });
  };

  return {
    ...{ days, businessDay, setDay, passphrase, stage, problem, forgotten, open },
    write(text: string) {
      setPassphrase(text);
      setProblem(undefined);
    },
    stop() {
      setPassphrase('');
      ask({ kind: 'stopped' });
    },
    again: () => ask(),
  };
}
