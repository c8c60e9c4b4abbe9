import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { __APP_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'scripts/**/*.test.ts'],
    // components ask for jsdom with a comment at their top
    environment: 'node',
    setupFiles: ['src/kiosk/testing/setup.ts'],
    restoreMocks: true,
    allowOnly: false,
    maxWorkers: 2,
    // a bound for what hangs, not a measure of speed
    testTimeout: 30_000,
  },
});
