// From a refusal: "I had said yes before: stop" (D7). It stops everything; all that is asked is whom the shop knows.
import { AtSign, Phone } from 'lucide-react';
import { Action } from '#ui/action.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useSession } from './session-context.ts';
import { TopBar } from './top-bar.tsx';
import { useSpeech } from './use-speech.ts';
import './screen.css';
import './stop.css';

export function Stop() {
  const { words } = useSpeech();
  const session = useSession();
  return (
    <div className="screen">
      <TopBar />
      <main className="stop">
        <div className="paper">
          <Heading>{words.stop.title}</Heading>
          <p className="lede">
            <Phrase text={words.stop.lede} />
          </p>
        </div>
        <div className="counter stop-kinds">
          <Action look="slab" onClick={() => session.editContact('email')}>
            <AtSign aria-hidden="true" />
            <span>
              <Phrase text={words.stop.email} />
            </span>
          </Action>
          <Action look="slab" onClick={() => session.editContact('phone')}>
            <Phone aria-hidden="true" />
            {words.stop.phone}
          </Action>
        </div>
      </main>
    </div>
  );
}
