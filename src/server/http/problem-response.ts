// Problems as `application/problem+json` (RFC 9457).
import type { Context } from 'hono';
import { PROBLEM_TYPE, type ProblemCode, toProblem } from '#protocol/problem.ts';

/** @param detail what to do about it; never anything that was sent */
export function problemResponse(context: Context, code: ProblemCode, detail?: string): Response {
  const problem = toProblem(code, detail);
  return context.body(JSON.stringify(problem), problem.status as 400, {
    'Content-Type': PROBLEM_TYPE,
    'Cache-Control': 'no-store',
  });
}
