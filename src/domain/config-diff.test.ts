import { expect, it } from 'vitest';
import { diffConfigs } from './config-diff.ts';
import { bookshop } from './gate/testing/shops.ts';

it('finds nothing between two that are the same', () => {
  expect(diffConfigs(bookshop, structuredClone(bookshop))).toEqual([]);
});

it('names what changed by its id, with the words before and after', () => {
  const after = structuredClone(bookshop);
  const [question] = after.questions;
  if (question) question.verb.en = 'send you e-mails';
  after.languages = ['fr'];
  expect(diffConfigs(bookshop, after)).toEqual([
    { path: 'languages', before: '["fr","en"]', after: '["fr"]' },
    {
      path: 'questions.email-news.verb.en',
      before: '"write to you by e-mail"',
      after: '"send you e-mails"',
    },
  ]);
});

it('tells what came and what went from what moved', () => {
  const [first, second, third] = bookshop.questions;
  if (!first || !second || !third) throw new Error('three questions');
  const { minimumAge: _, ...after } = structuredClone({ ...bookshop, questions: [third, first] });
  expect(diffConfigs(bookshop, after)).toEqual([
    { path: 'minimumAge', before: '15', after: undefined },
    { path: 'questions.sms-events', before: JSON.stringify(second), after: undefined },
    {
      path: 'questions (order)',
      before: '["email-news","phone-invitations"]',
      after: '["phone-invitations","email-news"]',
    },
  ]);
});
