// The way of a close on the screen: the passphrase, the count, the close itself; and what was closed before. Who may close is held
// as `Closing`, never as a passphrase, and goes with the screen or after two minutes.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Instant } from '#domain/instant.ts';
import type { CloseReading, Closing, SignedClose } from '../kiosk.ts';
import { useKiosk, useStatus } from '../screens/kiosk-context.ts';
import { FORGET_AFTER, useForgetting } from './use-forgetting.ts';

export type CloseStage =
  | { readonly at: 'asking'; readonly isCounting: boolean }
  | {
      readonly at: 'counted' | 'apart';
      readonly reading: CloseReading;
      readonly countedAt: Instant;
      readonly isClosing: boolean;
    }
  | { readonly at: 'history'; readonly closes: readonly SignedClose[] }
  /** `isNew`: made a moment ago. */
  | { readonly at: 'closed'; readonly close: SignedClose; readonly isNew: boolean };

export type CloseFailure =
  | { readonly kind: 'empty' | 'wrong' }
  | { readonly kind: 'not-counted' | 'not-closed'; readonly code: string };

export function useCloseDay(now: () => Instant = Date.now) {
  const kiosk = useKiosk();
  const { waiting, toCheck } = useStatus();
  const [passphrase, setPassphrase] = useState('');
  const [stage, setStage] = useState<CloseStage>({ at: 'asking', isCounting: false });
  const [failure, setFailure] = useState<CloseFailure>();
  const open = useRef<Closing>(undefined);
  /** Counts up when what is under way no longer matters: somebody has left, or something newer began. */
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );

  const ask = (why?: CloseFailure) => {
    turn.current++;
    open.current = undefined;
    setFailure(why);
    setStage({ at: 'asking', isCounting: false });
  };
  const forgotten = useForgetting(
    () => {
      setPassphrase('');
      ask();
    },
    FORGET_AFTER,
    now,
  );

  /** Does it unless something newer has begun meanwhile; a failure of storage leads back to the beginning. */
  const take = async <T>(work: Promise<T>, then: (result: T) => void) => {
    const own = ++turn.current;
    try {
      const result = await work;
      if (own === turn.current) then(result);
    } catch (error) {
      reportError(error);
      if (own === turn.current) ask({ kind: 'not-counted', code: 'unexpected' });
    }
  };

  const count = () => {
    const closing = open.current;
    if (!closing) return;
    return take(closing.read(), (reading) => setStage({ at: 'counted', reading, countedAt: now(), isClosing: false }));
  };

  /** Nothing else begins meanwhile: what was closed has to be shown. */
  const isClosing = stage.at === 'counted' && stage.isClosing;

  // what was sent or came back meanwhile is counted at once
  const recount = useEffectEvent(() => {
    if (stage.at === 'counted' && !isClosing) void count();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of either is what asks for it
  useEffect(() => recount(), [waiting, toCheck]);

  return {
    ...{ passphrase, stage, failure, forgotten, count },
    write(text: string) {
      setPassphrase(text);
      setFailure(undefined);
    },
    open() {
      if (stage.at === 'asking' && stage.isCounting) return;
      if (passphrase === '') return setFailure({ kind: 'empty' });
      setFailure(undefined);
      setStage({ at: 'asking', isCounting: true });
      void take(kiosk.openClosing(passphrase), (result) => {
        if (result.outcome === 'wrong-passphrase') return ask({ kind: 'wrong' });
        setPassphrase('');
        if (result.outcome === 'not-opened') return ask({ kind: 'not-counted', code: result.code });
        open.current = result.closing;
        void count();
      });
    },
    close() {
      const closing = open.current;
      if (!closing || stage.at !== 'counted' || isClosing) return;
      setFailure(undefined);
      setStage({ ...stage, isClosing: true });
      void take(closing.close(), (result) => {
        if (result.outcome === 'closed') return setStage({ at: 'closed', close: result.close, isNew: true });
        setFailure({ kind: 'not-closed', code: result.code });
        void count();
      });
    },
    showHistory() {
      if (!isClosing && open.current) void take(open.current.list(), (closes) => setStage({ at: 'history', closes }));
    },
    show: (close: SignedClose) => setStage({ at: 'closed', close, isNew: false }),
    showApart() {
      if (stage.at === 'counted' && !isClosing) setStage({ ...stage, at: 'apart' });
    },
  };
}
