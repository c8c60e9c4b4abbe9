import { describe, expect, it } from 'vitest';
import { type ProblemCode, problems, reactionTo, toProblem } from './problem.ts';

const table = Object.entries(problems).map(([code, row]) => ({ code: code as ProblemCode, ...row }));

describe('the problem table', () => {
  it('has one type and one title a problem', () => {
    expect(new Set(table.map(({ code }) => toProblem(code).type)).size).toBe(table.length);
    expect(new Set(table.map(({ title }) => title)).size).toBe(table.length);
  });

  it.each(table)('$code is a failure of HTTP with a title', ({ status, title }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).not.toBe('');
  });

  it('becomes an answer as RFC 9457 has it', () => {
    expect(toProblem('not-found')).toEqual({
      type: '/problems/not-found',
      title: 'There is nothing here',
      status: 404,
    });
    expect(toProblem('bad-request', 'seq: too small')).toMatchObject({ detail: 'seq: too small' });
  });
});

describe('the tablet’s reaction to a status', () => {
  it.each([
    [400, 'split'],
    [413, 'split'],
    [401, 'stop'],
    [403, 'stop'],
    [302, 'retry'],
    [404, 'retry'],
    [407, 'retry'],
    [408, 'retry'],
    [415, 'retry'],
    [425, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [502, 'retry'],
    [503, 'retry'],
    [511, 'retry'],
    [999, 'retry'],
  ])('%i: %s', (status, reaction) => {
    expect(reactionTo(status)).toBe(reaction);
  });
});
