// Before the close: first what needs a look, then the close; what waits can be sent.
import { FileDown, RefreshCw } from 'lucide-react';
import { judgeClose } from '#domain/close-judgement.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import { Action } from '#ui/action.tsx';
import { useKiosk, useStatus } from '../screens/kiosk-context.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';

interface CountedActionsProps {
  readonly report: CloseReport;
  readonly isClosing: boolean;
  readonly onClose: () => void;
  readonly onSee: () => void;
  readonly onDayFile: () => void;
}

export function CountedActions({ report, isClosing, onClose, onSee, onDayFile }: CountedActionsProps) {
  const kiosk = useKiosk();
  const { syncing } = useStatus();
  const words = useCloseWords();
  const { file } = useTeamWords();
  const { problems } = judgeClose(report);
  const isApart = problems.some(({ kind }) => kind === 'held-apart');
  const isWaiting = problems.some(({ kind }) => kind === 'waiting');
  return (
    <>
      {isWaiting ? (
        <Action look="slab" aria-disabled={syncing || undefined} onClick={() => kiosk.syncNow()}>
          <RefreshCw aria-hidden="true" />
          {syncing ? words.sending : words.sendNow}
        </Action>
      ) : (
        <Action look="slab" onClick={onDayFile}>
          <FileDown aria-hidden="true" />
          {file}
        </Action>
      )}
      <Action look={isApart ? 'slab' : 'main'} waiting={isClosing} onClick={onClose}>
        {isClosing ? words.closing : words.close}
      </Action>
      {isApart && <Action onClick={onSee}>{words.see}</Action>}
    </>
  );
}
