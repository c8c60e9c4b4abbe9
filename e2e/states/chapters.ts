// Every state that somebody can see: of the tablet, of a phone, in a mailbox.
import { closing } from './closing.ts';
import { handOver } from './hand-over.ts';
import { kinds } from './kinds.ts';
import { letters } from './letters.ts';
import { opening } from './opening.ts';
import { longNames, mails, mailsOfLongNames, papers, phonePages } from './pages.ts';
import { door, team } from './team.ts';
import { visit } from './visit.ts';
import type { Chapter } from './walk.ts';

export const chapters: readonly Chapter[] = [
  ...[opening, visit, kinds, letters, handOver, team, door, closing],
  ...[phonePages, longNames, mails, mailsOfLongNames, papers],
];
