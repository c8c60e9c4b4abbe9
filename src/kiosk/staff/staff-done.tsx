// A rare act has been done: one sentence, and one way on.
import { Action } from '#ui/action.tsx';
import { FullStop } from '#ui/mark.tsx';
import { Heading } from '../screens/heading.tsx';
import { StaffFrame } from './staff-frame.tsx';

interface StaffDoneProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onAction: () => void;
}

export function StaffDone({ title, text, action, onAction }: StaffDoneProps) {
  return (
    <StaffFrame title={title}>
      <div className="staff-planes">
        <div className="staff-paper">
          <Heading>
            {text.replace(/\.$/, '')}
            <FullStop />
          </Heading>
        </div>
        <div className="staff-counter">
          <Action onClick={onAction}>{action}</Action>
        </div>
      </div>
    </StaffFrame>
  );
}
