// The postal address, typed on the tablet's own keyboard.
import { useEffect } from 'react';
import { postalWords } from '#i18n/kiosk/postal-words.ts';
import { Phrase } from '#ui/phrase.tsx';
import { PostalEntry } from './postal-entry.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { TopBar } from './top-bar.tsx';
import { usePostalForm } from './use-postal-form.ts';
import { useSpeech } from './use-speech.ts';

export function PostalScreen() {
  const { locale, words } = useSpeech();
  const { title, lede } = postalWords[locale];
  const session = useSession();
  const form = usePostalForm({
    initial: useSessionState().typed.postal,
    onGiven: (address) => session.giveContact('postal', address),
  });
  useEffect(() => session.type('postal', form.typed), [session, form.typed]);

  return (
    <div className="screen contact">
      <TopBar />
      <main className="contact-main">
        <PostalEntry form={form} lede={lede} action={words.action.next}>
          <h1>
            <Phrase text={title} />
          </h1>
        </PostalEntry>
      </main>
    </div>
  );
}
