// Yes or no to each question. Nothing is preset, nothing moves on by itself, and a full no is saved at once.
import { ArrowRight, Info } from 'lucide-react';
import { useId, useRef } from 'react';
import { informs } from '#domain/question.ts';
import type { Question } from '#domain/shop-config.ts';
import { Action, QuietAction } from '#ui/action.tsx';
import { Pair } from '#ui/pair.tsx';
import { Phrase } from '#ui/phrase.tsx';
import { type Answer, isRefusal, unanswered } from '../session/machine.ts';
import { sheetsOf } from '../session/sheets.ts';
import { Heading } from './heading.tsx';
import { useKiosk } from './kiosk-context.ts';
import { useSession, useSessionState } from './session-context.ts';
import { TopBar } from './top-bar.tsx';
import { useSpeech } from './use-speech.ts';
import './questions.css';
import './screen.css';

export function Questions() {
  const { config } = useKiosk();
  const { words, say } = useSpeech();
  const session = useSession();
  const state = useSessionState();
  const rows = useRef<HTMLDivElement>(null);
  const sheets = sheetsOf(session.questions);
  const sheet = sheets[state.sheet] ?? [];
  const missing = unanswered(state, sheet);
  const told = sheet.some(informs);
  const [only] = sheet.length === 1 && !told ? sheet : [];
  const stem = told ? words.questions.unless : say(config.stem);
  const confirms = isRefusal(state, session.questions) && state.sheet === sheets.length - 1;

  const proceed = () => {
    const [first] = missing;
    if (first) rows.current?.querySelector<HTMLElement>(`[data-question="${first.id}"] input`)?.focus();
    else if (confirms) session.confirm();
    else session.goOn();
  };

  return (
    <div className="screen questions">
      <TopBar />
      <main className="questions-main">
        <div className={`paper ${only ? 'paper-single' : ''}`}>
          <Heading id="stem">
            <Phrase text={only ? words.questions.asQuestion(`${stem} ${say(only.verb)}`) : `${stem}…`} />
          </Heading>
          <p className="lede" id="free">
            {state.visit.isSpoken && <strong>{words.questions.spoken} </strong>}
            {only && <Phrase text={`${say(only.detail)} `} />}
            {told ? words.questions.objection : words.questions.free}
            {sheets.length > 1 && ` ${words.questions.step(state.sheet + 1, sheets.length)}.`}
          </p>
        </div>
        <div className="counter">
          <div className="question-rows" ref={rows}>
            {only ? (
              <div data-question={only.id} className="question-whole">
                <Pair
                  size="whole"
                  words={words.answer}
                  labelledBy="stem"
                  describedBy="free"
                  value={state.answers[only.id]}
                  onChange={(value) => session.answer([only.id], value)}
                />
              </div>
            ) : (
              sheet.map((question) => <QuestionRow key={question.id} question={question} />)
            )}
            {sheet.length > 1 && <SameAnswer sheet={sheet} />}
          </div>
          <div className="foot">
            <NoticeLink />
            <Action waiting={missing.length > 0} onClick={proceed}>
              {missing.length > 0 ? (
                words.questions.missing(missing.length)
              ) : confirms ? (
                words.action.confirm
              ) : (
                <>
                  {words.action.next}
                  <ArrowRight aria-hidden="true" />
                </>
              )}
            </Action>
          </div>
        </div>
      </main>
    </div>
  );
}

function QuestionRow({ question }: { readonly question: Question }) {
  const { words, say } = useSpeech();
  const session = useSession();
  const { answers } = useSessionState();
  const id = useId();
  return (
    <div className={`question-row ${question.information ? 'question-told' : ''}`} data-question={question.id}>
      <div>
        <h2 id={`${id}verb`}>
          <Phrase
            text={question.information ? say(question.information) : words.questions.asQuestion(say(question.verb))}
          />
        </h2>
        <p id={`${id}detail`}>{say(question.detail)}</p>
      </div>
      <Pair
        words={question.information ? words.objection : words.answer}
        labelledBy={`${id}verb`}
        describedBy={`${id}detail`}
        value={answers[question.id]}
        onChange={(value) => session.answer([question.id], value)}
      />
    </div>
  );
}

/** Only fills the rows above, which stay as they were: to be changed. */
function SameAnswer({ sheet }: { readonly sheet: readonly Question[] }) {
  const { words } = useSpeech();
  const session = useSession();
  const { answers } = useSessionState();
  const id = useId();
  const given = new Set<Answer | undefined>(sheet.map((q) => answers[q.id]));
  const [common] = given.size === 1 ? given : [];
  return (
    <div className={`question-row question-same ${sheet.some(informs) ? 'question-told' : ''}`}>
      <p id={id}>{words.questions.same(sheet.length)}</p>
      <Pair
        size="small"
        words={sheet.some(informs) ? words.objection : words.answer}
        labelledBy={id}
        value={common}
        onChange={(value) =>
          session.answer(
            sheet.map((q) => q.id),
            value,
          )
        }
      />
    </div>
  );
}

export function NoticeLink() {
  const { words } = useSpeech();
  const session = useSession();
  return (
    <QuietAction icon={<Info aria-hidden="true" />} onClick={() => session.readNotice(true)}>
      {words.questions.more}
    </QuietAction>
  );
}
