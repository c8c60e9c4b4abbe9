// @vitest-environment jsdom
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './app.tsx';
import { createFakeKiosk } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

async function startAndAnswer() {
  const kiosk = createFakeKiosk();
  render(<App kiosk={kiosk} />);
  press('Commencer');
  await act(() => vi.dynamicImportSettled());
  const [first] = screen.getAllByRole('radio', { name: 'Oui' });
  if (first) fireEvent.click(first);
  return kiosk;
}

describe('a screen that nobody touches', () => {
  it('asks after 30 seconds, counts 15, and is cleared', async () => {
    const kiosk = await startAndAnswer();
    await pass(29);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(2);
    expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription(/^Dans 14 secondes/);
    expect(screen.getByRole('button', { name: 'Je continue' })).toHaveFocus();
    await pass(14);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
    expect(kiosk.answers).toEqual([]);
    expect(kiosk.idled).toBe(2);
  });

  it('is kept by a touch before, and by the button after', async () => {
    await startAndAnswer();
    await pass(25);
    fireEvent.pointerDown(document.body);
    await pass(25);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(8);
    press('Je continue');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getAllByRole('radio', { checked: true })).toHaveLength(1);
    await pass(29);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('is kept by a touch beside the sheet, and cleared at once when asked to', async () => {
    await startAndAnswer();
    await pass(31);
    const scrim = document.querySelector('.idle-scrim');
    if (scrim) fireEvent.click(scrim);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(31);
    press('Tout effacer');
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
  });

  it('is clean when a sleeping tablet wakes up', async () => {
    await startAndAnswer();
    vi.setSystemTime(Date.now() + 3_600_000);
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
  });

  it.each([
    ['an answer', async () => {}, 100],
    [
      'a thank-you',
      async () => {
        for (const no of screen.getAllByRole('radio', { name: 'Non' })) fireEvent.click(no);
        press('Confirmer');
        await pass(0);
      },
      20,
    ],
  ])('is clean soon enough after a clock that is set back, from %s', async (_from, arrive, seconds) => {
    await startAndAnswer();
    await arrive();
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(seconds);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
  });

  it('returns to the welcome screen 8 seconds after a refusal', async () => {
    const kiosk = await startAndAnswer();
    for (const no of screen.getAllByRole('radio', { name: 'Non' })) fireEvent.click(no);
    press('Confirmer');
    await pass(0);
    expect(screen.getByText(/Cet écran s’efface dans 8 secondes/)).toBeInTheDocument();
    await pass(7);
    expect(screen.queryByRole('button', { name: 'Commencer' })).toBeNull();
    await pass(1);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
    expect(kiosk.answers).toHaveLength(1);
  });
});
