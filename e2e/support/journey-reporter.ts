// Prints, when all has run, what each measured journey costs in taps and seconds. The seconds are this machine's: a hand is slower.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { JOURNEY } from './journeys.ts';

export default class JourneyReporter implements Reporter {
  #journeys: string[] = [];

  onTestEnd(_: TestCase, { annotations }: TestResult): void {
    for (const { type, description } of annotations)
      if (type === JOURNEY && description) this.#journeys.push(description);
  }

  onEnd(): void {
    if (this.#journeys.length > 0) console.log(['\nTaps and seconds', ...this.#journeys].join('\n  '));
  }
}
