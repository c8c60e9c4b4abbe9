// A new identity for this tablet, once the old one has handed over everything (A1). It says first what that costs.
import { useState } from 'react';
import { Action } from '#ui/action.tsx';
import { EnrolSteps } from '../screens/enrol-steps.tsx';
import { Heading } from '../screens/heading.tsx';
import { useKiosk, useStatus } from '../screens/kiosk-context.ts';
import { namesKnownTo } from './known-names.ts';
import { StaffDone } from './staff-done.tsx';
import { BackButton, StaffFacts, StaffFrame, StaffOutcome } from './staff-frame.tsx';
import { useTeamWords } from './use-team-words.ts';

interface ReplaceTabletProps {
  readonly onBack: () => void;
  readonly onDayFile: () => void;
  readonly onReplaced: () => void;
}

export function ReplaceTablet({ onBack, onDayFile, onReplaced }: ReplaceTabletProps) {
  const kiosk = useKiosk();
  const words = useTeamWords();
  const { waiting, syncing } = useStatus();
  const [stage, setStage] = useState<'warned' | 'typing' | 'replaced'>('warned');

  if (stage === 'replaced')
    return (
      <StaffDone name={words.replace.title} {...words.replace.replaced} action={words.home} onAction={onReplaced} />
    );
  return (
    <StaffFrame title={words.manager} start={<BackButton onClick={onBack}>{words.team}</BackButton>}>
      {stage === 'typing' ? (
        <EnrolSteps
          known={namesKnownTo(kiosk)}
          onEnrol={async (input) => {
            const result = await kiosk.replaceDevice(input).catch((error: unknown) => {
              reportError(error);
              return 'storage' as const;
            });
            if (result !== 'replaced') return result;
            setStage('replaced');
          }}
        />
      ) : (
        <div className="staff-planes">
          <div className="staff-paper">
            <Heading>{words.replace.title}</Heading>
            <p className="staff-lede">{words.replace.lede}</p>
            <StaffFacts facts={[words.replace.leaves, words.replace.kept]} />
            <StaffOutcome look="half">{waiting > 0 && words.replace.waiting(waiting)}</StaffOutcome>
          </div>
          <div className="staff-counter">
            {waiting > 0 ? (
              <Action waiting={syncing} onClick={() => kiosk.syncNow()}>
                {syncing ? words.syncing : words.sync}
              </Action>
            ) : (
              <Action onClick={() => setStage('typing')}>{words.replace.action}</Action>
            )}
            <Action look="slab" onClick={onDayFile}>
              {words.file}
            </Action>
          </div>
        </div>
      )}
    </StaffFrame>
  );
}
