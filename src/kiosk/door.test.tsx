// @vitest-environment jsdom
// The team's door: a code, set by the closing passphrase, that keeps shoppers out.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { doorWords } from '#i18n/kiosk/door-words.ts';
import { teamEn } from '#i18n/kiosk/team-en.ts';
import { App } from './app.tsx';
import { LEAVE_AFTER } from './staff/use-forgetting.ts';
import { createFakeKiosk, PASSPHRASE, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

const words = doorWords.en;
const user = userEvent.setup();
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const code = () => screen.getByLabelText<HTMLInputElement>(words.label);

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function open(pin: string | null) {
  const kiosk = createFakeKiosk({
    config: { ...sampleConfig, languages: ['en', 'fr'] },
    status: { hasPin: pin !== null },
  });
  kiosk.pin = pin;
  render(<App kiosk={kiosk} />);
  return kiosk;
}

/** The second tap, for hands that cannot hold. */
async function knock() {
  await tap('Team');
  await tap('Keep your finger');
  await title(words.title);
}

async function type(pin: string) {
  for (const digit of pin) await tap(digit);
  await tap(words.open);
}

describe('the team’s screens', () => {
  it('stay shut to a tap, and come to a finger that stays; the status is read without', async () => {
    open('4071');
    expect(screen.getByText('Ready')).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Team' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fireEvent.pointerDown(button);
    act(() => void vi.advanceTimersByTime(500));
    fireEvent.pointerUp(button);
    act(() => void vi.advanceTimersByTime(2000));
    expect(screen.getByRole('button', { name: 'Team' })).toBeInTheDocument();
    fireEvent.pointerDown(button);
    act(() => void vi.advanceTimersByTime(900));
    vi.useRealTimers();
    await title(words.title);
  });

  it('open by the keyboard at once, to the code', async () => {
    open('4071');
    screen.getByRole('button', { name: 'Team' }).focus();
    await user.keyboard('{Enter}');
    await title(words.title);
  });

  it('show nothing before the right code, and all of it after', async () => {
    open('4071');
    await knock();
    expect(screen.queryByText(teamEn.rows.version)).toBeNull();
    await type('4072');
    expect(code()).toHaveAccessibleDescription(words.wrong);
    expect(code()).toHaveValue('');
    await type('4071');
    expect(await screen.findByText(teamEn.rows.version)).toBeInTheDocument();
  });

  it('say how long to wait, and that the manager can set another', async () => {
    const kiosk = open('4071');
    kiosk.unlock = async () => ({ outcome: 'wait', wait: 61_000 });
    await knock();
    await type('4071');
    expect(code()).toHaveAccessibleDescription(/^Too many tries. Try again in 2 minutes/);
  });

  it('are shut again once somebody has left, and leave by themselves', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    open('4071');
    await knock();
    await type('4071');
    await tap('Home');
    await knock();
    await type('4071');
    await screen.findByText(teamEn.rows.version);
    vi.setSystemTime(Date.now() + LEAVE_AFTER + 1000);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByRole('button', { name: 'Start' })).toBeInTheDocument();
  });

  it('shut the moment it is known that there is a code', async () => {
    const kiosk = open(null);
    act(() => kiosk.setStatus({ hasPin: null }));
    await tap('Team');
    await screen.findByText(teamEn.rows.version);
    act(() => kiosk.setStatus({ hasPin: true }));
    await title(words.title);
  });
});

describe('the team’s code', () => {
  const set = async (pin: string, passphrase = PASSPHRASE) => {
    await title(words.set.title);
    await user.type(screen.getByLabelText('Closing passphrase'), passphrase);
    await user.type(screen.getByLabelText(words.set.next), pin);
    await tap(words.set.action);
  };

  it('is set by the manager, who stays inside, and is taken away again', async () => {
    const kiosk = open(null);
    await tap('Team');
    expect(await screen.findByText(teamEn.pinMissing)).toBeInTheDocument();
    await tap(/^Manager/);
    await tap(/^The team’s code/);
    await set('4071');
    await title('Done');
    expect(kiosk.pin).toBe('4071');
    await tap('Team');
    expect(await screen.findByText(teamEn.pinSet)).toBeInTheDocument();
    await tap(/^Manager/);
    await tap(/^The team’s code/);
    await user.type(await screen.findByLabelText('Closing passphrase'), PASSPHRASE);
    await tap(words.set.remove);
    await title('Done');
    expect(kiosk.pin).toBeNull();
  });

  it('that was forgotten is set anew at the door by the closing passphrase, and by nothing else', async () => {
    const kiosk = open('4071');
    await knock();
    await tap(words.forgotten);
    await set('5555', 'not this one');
    await waitFor(() =>
      expect(screen.getByLabelText('Closing passphrase')).toHaveAccessibleDescription('That is not the passphrase.'),
    );
    expect(kiosk.pin).toBe('4071');
    await user.clear(screen.getByLabelText('Closing passphrase'));
    await user.clear(screen.getByLabelText(words.set.next));
    await set('5555');
    await title('Done');
    await tap('Team');
    expect(await screen.findByText(teamEn.rows.version)).toBeInTheDocument();
  });

  it('is four to eight digits', async () => {
    const kiosk = open(null);
    await tap('Team');
    await tap(/^Manager/);
    await tap(/^The team’s code/);
    await set('12a');
    await waitFor(() => expect(screen.getByLabelText(words.set.next)).toHaveAccessibleDescription(words.set.form));
    expect(kiosk.pin).toBeNull();
  });

  it('is offered to no password manager, keyboard or prediction', async () => {
    open('4071');
    await knock();
    for (const [name, value] of [
      ['autocomplete', 'one-time-code'],
      ['inputmode', 'none'],
      ['spellcheck', 'false'],
      ['type', 'password'],
    ] as const)
      expect(code()).toHaveAttribute(name, value);
  });
});
