// The file is there: the share sheet first, then the tablet's own downloads, each with a word on where it lands. A tap of its
// own, because a browser shares nothing that was not asked for a moment ago.
import { Download, RotateCcw, Share } from 'lucide-react';
import { useState } from 'react';
import { Heading } from '../screens/heading.tsx';
import { saveFiles } from './save-file.ts';
import { canShare, shareFiles } from './share-files.ts';
import { StaffAlert, StaffFacts, StaffOutcome } from './staff-frame.tsx';
import { TeamAction } from './team-action.tsx';
import type { ReadyFile } from './use-day-file.ts';
import { useTeamWords } from './use-team-words.ts';

interface DayFileReadyProps {
  readonly date: string;
  readonly file: ReadyFile;
  readonly onAgain: () => void;
}

export function DayFileReady({ date, file: { files, rows, heldApart }, onAgain }: DayFileReadyProps) {
  const words = useTeamWords().dayFile;
  const [done, setDone] = useState<'shared' | 'saved' | 'refused'>();

  const share = async () => {
    const outcome = await shareFiles(files);
    if (outcome !== 'left') setDone(outcome);
  };
  const save = async () => {
    await saveFiles(files);
    setDone('saved');
  };

  return (
    <div className="staff-planes">
      <div className="staff-paper">
        <Heading>{words.ready(date)}</Heading>
        <p className="staff-lede">{words.rows(rows)}</p>
        <StaffFacts facts={[...(heldApart > 0 ? [words.heldApart(heldApart)] : []), words.manifest]} />
        <StaffOutcome>{(done === 'shared' || done === 'saved') && words[done]}</StaffOutcome>
        {done === 'refused' && <StaffAlert>{words.notShared}</StaffAlert>}
      </div>
      <div className="team-actions">
        {canShare(files) && <TeamAction icon={Share} {...words.share} onClick={share} />}
        <TeamAction icon={Download} {...words.save} onClick={save} />
        <TeamAction icon={RotateCcw} {...words.again} onClick={onAgain} />
      </div>
    </div>
  );
}
