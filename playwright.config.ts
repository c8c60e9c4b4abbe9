import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './scripts/chromium.ts';

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  retries: 0,
  // bounds for what hangs, not measures of speed
  timeout: 240_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [
    ['list'],
    ['json', { outputFile: 'node_modules/.cache/tests/e2e.json' }],
    ['./e2e/support/journey-reporter.ts'],
  ],
  use: {
    actionTimeout: 15_000,
    launchOptions: { executablePath: chromiumPath, args: chromiumArguments },
    trace: 'retain-on-failure',
  },
});
