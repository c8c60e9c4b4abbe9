// A rare act has been done: a full stop, and one way on.
import { Action } from '#ui/action.tsx';
import { FullStop } from '#ui/mark.tsx';
import { Heading } from '../screens/heading.tsx';
import { StaffFrame } from './staff-frame.tsx';

interface StaffDoneProps {
  /** What was being done. */
  readonly name: string;
  /** Without its full stop, which is drawn. */
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onAction: () => void;
}

export function StaffDone({ name, title, text, action, onAction }: StaffDoneProps) {
  return (
    <StaffFrame title={name}>
      <div className="staff-planes">
        <div className="staff-paper staff-done">
          <Heading>
            {title}
            <FullStop />
          </Heading>
          <p className="staff-lede">{text}</p>
        </div>
        <div className="staff-counter">
          <Action onClick={onAction}>{action}</Action>
        </div>
      </div>
    </StaffFrame>
  );
}
