import { expect, it } from 'vitest';
import sample from '../server/sample/librairie-du-canal.json' with { type: 'json' };
import { shopConfigSchema } from './shop-config.ts';
import { findStopNumber } from './stop-number.ts';

it('is named only where texts are asked for', () => {
  const config = shopConfigSchema.parse(sample);
  const questions = config.questions.filter(({ channel }) => channel !== 'sms');
  expect(findStopNumber(config)).toBe('06 39 98 01 11');
  expect(findStopNumber({ ...config, questions })).toBeUndefined();
});
