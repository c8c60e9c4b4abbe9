// The last net: a bug in a screen leaves neither a blank tablet nor the shopper's text behind.
import { Component, type ReactNode } from 'react';
import { Action } from '#ui/action.tsx';
import { ExclamationMark } from '#ui/mark.tsx';
import { Heading } from './heading.tsx';
import { useWelcomeWords } from './kiosk-context.ts';
import './stopped.css';

interface BrokenBoundaryProps {
  readonly children: ReactNode;
  readonly onRestart: () => void;
}

export class BrokenBoundary extends Component<BrokenBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Broken
        onRestart={() => {
          this.setState({ broken: false });
          this.props.onRestart();
        }}
      />
    );
  }
}

function Broken({ onRestart }: Pick<BrokenBoundaryProps, 'onRestart'>) {
  const words = useWelcomeWords();
  return (
    <main className="stopped">
      <ExclamationMark />
      <div className="stopped-words">
        <Heading>{words.broken.title}</Heading>
        <p className="stopped-text">{words.broken.text}</p>
        <div className="stopped-foot">
          <Action look="slab" onClick={onRestart}>
            {words.broken.restart}
          </Action>
        </div>
      </div>
    </main>
  );
}
