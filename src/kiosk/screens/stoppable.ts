// What somebody can stop at the till: each purpose on each channel that the shop asks about, and what names the person there.
import type { Scope } from '#domain/consent-event.ts';
import { type ContactKind, contactKindByChannel } from '#domain/contact-point.ts';
import type { Localized } from '#domain/localized.ts';
import type { Channel, Question } from '#domain/shop-config.ts';

/** Everything, beside the ids of the lines. */
export const ALL = 'all';

export interface StoppableLine {
  readonly id: string;
  readonly scope: Scope;
  readonly label: string;
}

/** By the channel, or, where several purposes share it, by what was asked. */
export function stoppable(
  questions: readonly Question[],
  channels: Readonly<Record<Channel, string>>,
  say: (words: Localized) => string,
): StoppableLine[] {
  const lines = questions.filter(
    (question, i) => questions.findIndex((other) => lineOf(other) === lineOf(question)) === i,
  );
  return lines.map((question) => {
    const { purpose, channel, verb } = question;
    const isAlone = lines.every((line) => line === question || line.channel !== channel);
    return { id: lineOf(question), scope: { purpose, channel }, label: isAlone ? channels[channel] : say(verb) };
  });
}

const lineOf = ({ purpose, channel }: Question): string => `${purpose} ${channel}`;

/** A stop of texts finds nothing by an address: what is asked for is what the answers were given with. */
export function kindsThatName(scope: Scope, questions: readonly Question[]): ContactKind[] {
  const channels = scope ? [scope.channel] : questions.map(({ channel }) => channel);
  return [...new Set(channels.map((channel) => contactKindByChannel[channel]))];
}
