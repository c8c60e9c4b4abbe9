// A moment in which something is awaited: it says what, on the brand's ground, and nothing turns.
import { FullStop } from '#ui/mark.tsx';
import { Heading } from './heading.tsx';
import './calm-screen.css';

export function CalmScreen({ awaited }: { readonly awaited: string }) {
  return (
    <main className="calm" aria-busy="true">
      <Heading>
        {awaited}
        <FullStop count={3} />
      </Heading>
    </main>
  );
}
