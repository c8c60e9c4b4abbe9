// The words of a thank-you: what is noted now, and what still needs its owner's confirmation. Both truths, when both hold.
import type { Channel, Question } from '#domain/shop-config.ts';
import type { KioskWords } from '#i18n/kiosk/words.ts';
import { isRefusal, type SessionState } from '../session/machine.ts';

export interface ThanksText {
  /** A refusal and a stop are whole in themselves; `step` waits for a confirmation. */
  readonly kind: 'noted' | 'step' | 'refused' | 'stopped';
  readonly text: string;
  /** Something is noted that can be looked at by its QR code, besides what waits for the mailbox. */
  readonly mixed: boolean;
}

const channelsOf = (questions: readonly Question[]): Channel[] => [...new Set(questions.map((q) => q.channel))];

function stoppedBy({ scope }: SessionState, questions: readonly Question[]) {
  if (!scope) return 'all';
  const isAlone = questions.every((q) => q.channel !== scope.channel || q.purpose === scope.purpose);
  return isAlone ? scope.channel : 'line';
}

export function thanksText(
  state: SessionState,
  questions: readonly Question[],
  words: KioskWords['thanks'],
  farewell: string,
  online: boolean,
): ThanksText {
  if (state.act === 'stop') {
    const say = online ? words.stopped : words.stoppedOffline;
    return { kind: 'stopped', text: say(stoppedBy(state, questions)), mixed: false };
  }
  // joining a programme, or leave to pass data on, brings no news
  const messages = questions.filter((q) => !q.use);
  if (isRefusal(state, questions)) {
    // of what was not asked, nothing was refused
    const refused = messages.length > 0 ? [words.no(channelsOf(messages))] : [];
    return { kind: 'refused', text: [...refused, words.merciForNo(farewell)].join(' '), mixed: false };
  }

  const yes = questions.filter((q) => state.answers[q.id] === 'yes');
  const isPending = (q: Question) => q.confirmation === 'email' || state.visit.isSpoken; // D3
  const pending = yes.filter(isPending);
  const noted = yes.filter((q) => !isPending(q));
  const given = channelsOf(noted.filter((q) => !q.use));

  if (pending.length === 0) {
    const onlyThese = given.length < channelsOf(messages).length;
    const news = given.length > 0 ? [words.yes(given, onlyThese)] : [];
    return { kind: 'noted', text: [...news, words.merci(farewell)].join(' '), mixed: false };
  }
  if (noted.length === 0) return { kind: 'step', text: online ? words.online : words.offline, mixed: false };
  return {
    kind: 'step',
    text: `${given.length > 0 ? `${words.also(given)} ` : ''}${online ? words.onlineMixed : words.offlineMixed}`,
    mixed: true,
  };
}
