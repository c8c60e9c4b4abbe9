// A tablet that is dying, or cannot send: all of its journal as one file, contact data sealed, for head office.
import { useState } from 'react';
import { Action } from '#ui/action.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk } from '../screens/kiosk-context.ts';
import { saveFile } from './save-file.ts';
import { BackButton, StaffAlert, StaffFacts, StaffFrame, StaffOutcome } from './staff-frame.tsx';
import { useTeamWords } from './use-team-words.ts';

export function RescueExport({ onBack }: { readonly onBack: () => void }) {
  const kiosk = useKiosk();
  const words = useTeamWords();
  const [stage, setStage] = useState<'ready' | 'saving' | 'saved' | 'failed'>('ready');
  const name = `journal-${toFileName(kiosk.tillName)}-${kiosk.today()}.jsonl`;

  const save = async () => {
    if (stage === 'saving') return;
    setStage('saving');
    try {
      saveFile(name, await kiosk.exportJournal());
      setStage('saved');
    } catch {
      setStage('failed');
    }
  };

  return (
    <StaffFrame title={words.manager} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      <div className="staff-planes">
        <div className="staff-paper">
          <Heading>{words.rescue.title}</Heading>
          <p className="staff-lede">{words.rescue.lede}</p>
          {stage === 'failed' && <StaffAlert>{words.rescue.failed}</StaffAlert>}
          <StaffOutcome>{stage === 'saved' && words.rescue.saved(name)}</StaffOutcome>
        </div>
        <div className="staff-counter">
          <Action waiting={stage === 'saving'} onClick={save}>
            {stage === 'saving' ? words.rescue.saving : words.rescue.action}
          </Action>
          <StaffFacts facts={words.rescue.facts} />
        </div>
      </div>
    </StaffFrame>
  );
}

/** `Caisse n° 2` as `caisse-n-2`. */
function toFileName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
