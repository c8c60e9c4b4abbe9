import { describe, expect, it } from 'vitest';
import {
  dueOn,
  findClosingProblem,
  findExtensionProblem,
  type RequestFacts,
  stateOf,
  toRequestText,
  urgencyOf,
} from './rights-request.ts';

const request: RequestFacts = {
  ...{ receivedOn: '2026-10-12', dueOn: '2026-11-12' },
  ...{ isExtended: false, isClosed: false, identity: 'seen' },
};
const extended = { ...request, isExtended: true, dueOn: '2027-01-12' };
const closed = { ...request, isClosed: true };

it('is due after one month, and after three from the same day once extended', () => {
  expect(dueOn('2026-10-12', 'FR')).toBe('2026-11-12');
  expect(dueOn('2026-10-12', 'FR', true)).toBe('2027-01-12');
});

it('is open, then extended, then closed', () => {
  expect([request, extended, closed].map(stateOf)).toEqual(['open', 'extended', 'closed']);
});

describe('urgency', () => {
  it.each([
    ['2026-11-04', null],
    ['2026-11-05', 'soon'],
    ['2026-11-12', 'soon'],
    ['2026-11-13', 'overdue'],
  ])('on %s it is %s', (today, urgency) => {
    expect(urgencyOf(request, today)).toBe(urgency);
    expect(urgencyOf(closed, today)).toBeNull();
  });
});

describe('extending', () => {
  it('is possible until the last day of the first month, once', () => {
    expect(findExtensionProblem(request, '2026-11-12')).toBeUndefined();
    expect(findExtensionProblem(request, '2026-11-13')).toBe('too-late');
    expect(findExtensionProblem(extended, '2026-11-12')).toBe('extended-before');
    expect(findExtensionProblem(closed, '2026-11-12')).toBe('closed');
  });
});

describe('closing', () => {
  it.each([
    [request, 'done', null, undefined],
    [extended, 'done', null, undefined],
    [{ ...request, identity: 'none' }, 'done', null, 'identity-missing'],
    [{ ...request, identity: 'none' }, 'refused', 'unidentified', undefined],
    [{ ...request, identity: 'none' }, 'nothing-held', null, undefined],
    [request, 'refused', null, 'reason-missing'],
    [request, 'done', 'excessive', 'reason-unwanted'],
    [closed, 'done', null, 'closed'],
  ] as const)('of %o as %s for the reason %s: %s', (facts, outcome, reason, problem) => {
    expect(findClosingProblem(facts, outcome, reason)).toBe(problem);
  });
});

describe('what somebody writes', () => {
  it('is trimmed, keeps its line breaks, and steers no terminal', () => {
    expect(toRequestText('  Bonjour,\r\nmerci 🙂.\u001b]0;x\u0007\u202e ')).toBe('Bonjour,\nmerci 🙂.]0;x');
  });

  it('is not nothing, and at most 1,000 characters', () => {
    expect(toRequestText(' \n ')).toEqual({ problem: 'missing' });
    expect(toRequestText('x'.repeat(1001))).toEqual({ problem: 'too-long' });
    expect(toRequestText('x'.repeat(1000))).toHaveLength(1000);
  });
});
