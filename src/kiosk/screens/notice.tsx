// What the person is told before answering (GDPR 13): short answers, in full, with one way back.
import { findStopNumber } from '#domain/stop-number.ts';
import { intlLocales } from '#i18n/language.ts';
import { sayStopBySms } from '#i18n/sms.ts';
import { Action } from '#ui/action.tsx';
import { Logo } from '#ui/logo.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useKiosk } from './kiosk-context.ts';
import { useSession } from './session-context.ts';
import { useSpeech } from './use-speech.ts';
import './notice.css';
import './screen.css';

export function Notice() {
  const { config } = useKiosk();
  const { notice, minimumAge } = config;
  const stopNumber = findStopNumber(config);
  const { locale, words, say } = useSpeech();
  const session = useSession();
  const since = new Intl.DateTimeFormat(intlLocales[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(notice.validFrom),
  );
  return (
    <div className="screen notice">
      <header>
        <Logo name={config.controller.name} path={config.brand.logoPath} />
      </header>
      <main className="paper">
        <Heading>{words.questions.more}</Heading>
        <div className="notice-sections">
          {notice.sections.map((section) => (
            <section key={section.id}>
              <h2>{say(section.title)}</h2>
              <p>
                <Phrase text={say(section.text)} />
              </p>
            </section>
          ))}
        </div>
      </main>
      <footer className="notice-foot">
        <p>
          {words.notice.version(notice.version, since)} {minimumAge !== undefined && words.notice.age(minimumAge)}{' '}
          {stopNumber !== undefined && sayStopBySms(stopNumber, locale)}
        </p>
        <Action onClick={() => session.readNotice(false)}>{words.notice.back}</Action>
      </footer>
    </div>
  );
}
