// After the close, and each time it is shown again: on paper, or as two files, one to read and one that is signed.
import { Download, Printer, Share } from 'lucide-react';
import { useState } from 'react';
import { Action } from '#ui/action.tsx';
import type { SignedClose, WrittenFile } from '../kiosk.ts';
import { useKiosk } from '../screens/kiosk-context.ts';
import { saveFiles } from './save-file.ts';
import { canShare, shareFiles } from './share-files.ts';
import { toSlipText } from './slip.ts';
import { StaffAlert, StaffOutcome } from './staff-frame.tsx';
import { useCloseWords } from './use-close-words.ts';
import { useSlip } from './use-slip.ts';

interface ClosedActionsProps {
  readonly close: SignedClose;
  readonly onDone: () => void;
}

export function ClosedActions({ close, onDone }: ClosedActionsProps) {
  const words = useCloseWords();
  const [done, setDone] = useState<'shared' | 'saved' | 'refused'>();
  const files = useCloseFiles(close);
  const isShared = canShare(files);

  const give = async () => {
    if (isShared) {
      const outcome = await shareFiles(files);
      if (outcome !== 'left') setDone(outcome);
      return;
    }
    await saveFiles(files);
    setDone('saved');
  };

  return (
    <>
      <Action look="slab" onClick={() => print()}>
        <Printer aria-hidden="true" />
        {words.print}
      </Action>
      <Action look="slab" onClick={give}>
        {isShared ? <Share aria-hidden="true" /> : <Download aria-hidden="true" />}
        {isShared ? words.share : words.save}
      </Action>
      <Action onClick={onDone}>{words.done}</Action>
      <StaffOutcome>{(done === 'shared' || done === 'saved') && words[done]}</StaffOutcome>
      {done === 'refused' && <StaffAlert>{words.notShared}</StaffAlert>}
    </>
  );
}

function useCloseFiles(close: SignedClose): readonly WrittenFile[] {
  const { config } = useKiosk();
  const { file } = useCloseWords().slip;
  const { report, businessDay, capturedAt } = close.event;
  const slip = useSlip()({ report, businessDay, at: Date.parse(capturedAt), signed: close });
  const name = `${file}-${report.number}-${businessDay}`;
  return [
    { name: `${name}.txt`, type: 'text/plain;charset=utf-8', text: toSlipText(config.controller.name, slip) },
    // every share sheet takes a `.txt`
    { name: `${name}.json.txt`, type: 'text/plain;charset=utf-8', text: close.file },
  ];
}
