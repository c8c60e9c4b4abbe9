// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { saveFiles } from './save-file.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('saves several files one after another, because WebKit keeps the last alone of those that begin together', async () => {
  vi.useFakeTimers();
  // jsdom has neither object URLs nor downloads
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:', revokeObjectURL() {} });
  const saved: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const files = ['day.csv', 'day.manifest.txt'].map((name) => ({ name, type: 'text/plain', text: name }));
  const saving = saveFiles(files);
  await vi.advanceTimersByTimeAsync(100);
  expect(saved).toEqual(['day.csv']);
  await vi.runAllTimersAsync();
  await saving;
  expect(saved).toEqual(['day.csv', 'day.manifest.txt']);
});
