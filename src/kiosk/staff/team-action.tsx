// One thing to do, as wide as the counter: its icon, its name, and what it does.
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Phrase } from '#ui/phrase.tsx';
import './team.css';

interface TeamActionProps extends ComponentPropsWithRef<'button'> {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly busy?: boolean;
}

export function TeamAction({ icon: Icon, title, text, busy = false, ...button }: TeamActionProps) {
  return (
    <button type="button" {...button} className="team-action" aria-disabled={busy || undefined}>
      <Icon aria-hidden="true" />
      <span>
        <span className="team-action-title">{title}</span>
        <span>
          <Phrase text={text} />
        </span>
      </span>
    </button>
  );
}
