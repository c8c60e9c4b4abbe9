// What was said, spoken back: one line a question, with the value it needs.
import { contactKindByChannel } from '#domain/contact-point.ts';
import { bringsLink, informs } from '#domain/question.ts';
import type { Question } from '#domain/shop-config.ts';
import { Action } from '#ui/action.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { Heading } from './heading.tsx';
import { useKiosk } from './kiosk-context.ts';
import { NoticeLink } from './questions.tsx';
import { useSession, useSessionState } from './session-context.ts';
import { TopBar } from './top-bar.tsx';
import { useSpeech } from './use-speech.ts';
import './review.css';
import './screen.css';

export function Review() {
  const { config } = useKiosk();
  const { words } = useSpeech();
  const session = useSession();
  const { answers, visit } = useSessionState();
  const byLink = session.questions.some((question) => answers[question.id] === 'yes' && bringsLink(question));
  return (
    <div className="screen review">
      <TopBar />
      <main className="paper">
        <Heading className="lede">{words.review.title}</Heading>
        <div className={`review-lines ${session.questions.length > 3 ? 'review-many' : ''}`}>
          {session.questions.map((question) => (
            <ReviewLine key={question.id} question={question} />
          ))}
        </div>
      </main>
      <footer className="counter review-foot">
        <p>
          {visit.isSpoken && `${words.review.aloud} `}
          {config.minimumAge !== undefined && `${words.review.age(config.minimumAge)} `}
          {words.review.change(byLink)}
        </p>
        <div className="foot">
          <NoticeLink />
          <Action onClick={session.confirm}>{words.action.confirm}</Action>
        </div>
      </footer>
    </div>
  );
}

function ReviewLine({ question }: { readonly question: Question }) {
  const { words, say } = useSpeech();
  const session = useSession();
  const { answers, contacts, typed } = useSessionState();
  const answer = answers[question.id] ?? 'no';
  const spoken = question.use
    ? words.review.other(answer, say(question.verb))
    : words.review[informs(question) ? 'told' : 'spoken'](answer, question.channel);
  const kind = contactKindByChannel[question.channel];
  // two purposes on one channel are told apart by what each brings
  const isLike = (other: Question) => other.channel === question.channel && !other.use && !question.use;
  const alone = session.questions.filter(isLike).length < 2;
  return (
    <div className="review-line">
      <h2>
        <Phrase text={spoken} />
      </h2>
      <p className="review-value">
        {answer === 'yes' && <span>{kind === 'postal' ? contacts.postal?.replaceAll('\n', ', ') : typed[kind]}</span>}
        {!alone && <span className="review-detail">{say(question.detail)}</span>}
      </p>
      <button
        type="button"
        className="quiet"
        aria-label={answer === 'yes' ? words.review.editContact[kind] : words.review.editAnswer(question.channel)}
        onClick={() => (answer === 'yes' ? session.editContact(kind) : session.editAnswer(question.id))}
      >
        <span>{words.action.edit}</span>
      </button>
    </div>
  );
}
