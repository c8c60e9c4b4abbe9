// How questions are laid out: up to three on one sheet; more go on several sheets, one purpose each. What people are only
// informed of stands apart from what they are asked, and after it.
import { informs } from '#domain/question.ts';
import type { Question } from '#domain/shop-config.ts';

const ROWS = 3;

export function sheetsOf(questions: readonly Question[]): readonly (readonly Question[])[] {
  const asked = questions.filter((question) => !informs(question));
  const told = questions.filter(informs);
  return [asked, told].filter(({ length }) => length > 0).flatMap(layOut);
}

function layOut(questions: readonly Question[]): readonly (readonly Question[])[] {
  if (questions.length <= ROWS) return [questions];
  const purposes = [...new Set(questions.map(({ purpose }) => purpose))];
  return purposes.flatMap((purpose) => {
    const group = questions.filter((question) => question.purpose === purpose);
    return Array.from({ length: Math.ceil(group.length / ROWS) }, (_, i) => group.slice(i * ROWS, (i + 1) * ROWS));
  });
}
