// How questions are laid out: up to three on one sheet; more go on several sheets, one purpose each.
import type { Question } from '#domain/shop-config.ts';

const ROWS = 3;

export function sheetsOf(questions: readonly Question[]): readonly (readonly Question[])[] {
  if (questions.length <= ROWS) return [questions];
  const byPurpose = Map.groupBy(questions, (q) => q.purpose);
  return [...byPurpose.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / ROWS) }, (_, i) => group.slice(i * ROWS, (i + 1) * ROWS)),
  );
}
