// What a finger presses to go on. One main action a screen; while something is missing it waits and says what.
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './action.css';

interface ActionProps extends ComponentPropsWithRef<'button'> {
  /** main: brand fill. slab: white with an edge. ground: white, on the brand ground. ground-outline: edge only, there. */
  readonly look?: 'main' | 'slab' | 'ground' | 'ground-outline';
  /** Something is missing: pressed it still answers, by showing what. Never `disabled`, which would take the focus away. */
  readonly waiting?: boolean;
}

export function Action({ look = 'main', waiting = false, className = '', ...button }: ActionProps) {
  return (
    <button
      type="button"
      {...button}
      aria-disabled={waiting || undefined}
      className={`action action-${waiting ? 'waiting' : look} ${className}`}
    />
  );
}

interface QuietActionProps extends ComponentPropsWithRef<'button'> {
  readonly icon?: ReactNode;
}

/** An underlined word, with its icon. */
export function QuietAction({ icon, children, className = '', ...button }: QuietActionProps) {
  return (
    <button type="button" {...button} className={`quiet ${className}`}>
      {icon}
      <span>{children}</span>
    </button>
  );
}
