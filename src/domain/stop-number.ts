import type { ShopConfig } from './shop-config.ts';

/** The number to text STOP to; undefined also where nobody is asked for texts. */
export function findStopNumber({ questions, stopNumber }: ShopConfig): string | undefined {
  return questions.some(({ channel }) => channel === 'sms') ? stopNumber : undefined;
}
