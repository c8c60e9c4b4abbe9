// @vitest-environment jsdom
// A tablet becomes a device: what its screens ask, refuse and forget.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { enrolEn } from '#i18n/kiosk/enrol-en.ts';
import type { EnrolmentInput } from './kiosk.ts';
import { EnrolScreen } from './screens/boot-screen.tsx';
import type { EnrolResult } from './screens/enrol-steps.tsx';
import { FORGET_AFTER } from './staff/use-forgetting.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const STRONG = 'tiroir lune violon carotte';
const words = enrolEn;
const user = userEvent.setup();
const title = (name: string) => screen.findByRole('heading', { level: 1, name });
const tap = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const choose = async (first: string, second = first) => {
  await user.type(field(words.passphrase.label), first);
  await user.type(field(words.passphrase.again), second);
};

function show(code?: string, answer: (input: EnrolmentInput) => Promise<EnrolResult> = async () => undefined) {
  const onEnrol = vi.fn(answer);
  render(<EnrolScreen locale="en" code={code} onEnrol={onEnrol} />);
  return onEnrol;
}

async function showPassphrase(answer?: (input: EnrolmentInput) => Promise<EnrolResult>) {
  const onEnrol = show('K7M4-9QXT', answer);
  await title(words.passphrase.title);
  return onEnrol;
}

describe('the code', () => {
  it('is put right while it is typed, and read in two groups', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'k7m4 oil');
    expect(field('Code')).toHaveValue('K7M4-011');
    await user.type(field('Code'), '{backspace}{backspace}{backspace}{backspace}');
    expect(field('Code')).toHaveValue('K7M');
  });

  it('says at once when a character cannot be one', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'K7u');
    expect(field('Code')).toHaveValue('K7');
    expect(field('Code')).toBeInvalid();
    expect(field('Code')).toHaveAccessibleDescription('No code contains “u”.');
  });

  it('keeps the caret where somebody corrects it', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'K7M49QXT');
    await user.type(field('Code'), '{backspace}z', { initialSelectionStart: 2, initialSelectionEnd: 2 });
    expect(field('Code')).toHaveValue('KZM4-9QXT');
    expect(field('Code').selectionStart).toBe(2);
  });

  it('says how much is missing, and leads there instead of on', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'K7M49');
    const action = screen.getByRole('button', { name: 'Continue' });
    expect(action).toHaveAttribute('aria-disabled', 'true');
    await user.click(action);
    expect(field('Code')).toHaveFocus();
    expect(field('Code')).toHaveAccessibleDescription('3 more characters');
  });

  it('is said to be checked at the end', async () => {
    show();
    await title(words.code.title);
    expect(screen.getByText('The code is checked at the end.')).toBeInTheDocument();
  });

  it('leads on by the Enter key, and back again', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'K7M49QXT{Enter}');
    expect(await title(words.passphrase.title)).toHaveFocus();
    await tap('Back');
    expect(field('Code')).toHaveValue('K7M4-9QXT');
  });
});

describe('the closing passphrase', () => {
  it.each([
    ['short', 'lune viol', 'lune viol', words.passphrase.label],
    ['weak', 'librairie2026', 'librairie2026', words.passphrase.label],
    ['differ', STRONG, `${STRONG}s`, words.passphrase.again],
  ] as const)('that is %s is refused at its field, in words', async (problem, first, second, where) => {
    const onEnrol = await showPassphrase();
    await choose(first, second);
    await tap('Enrol this tablet');
    await waitFor(() => expect(field(where)).toHaveAccessibleDescription(words.problem[problem]));
    expect(field(where)).toHaveFocus();
    expect(onEnrol).not.toHaveBeenCalled();
  });

  it('is measured in words while it grows', async () => {
    await showPassphrase();
    expect(screen.getByText('At least 10 characters')).toBeInTheDocument();
    await user.type(field(words.passphrase.label), 'motdepasse');
    expect(await screen.findByText('Very weak')).toBeInTheDocument();
    await user.type(field(words.passphrase.label), ' carotte violon');
    expect(await screen.findByText('Very strong')).toBeInTheDocument();
  });

  it('is hidden until its writer asks to see it, and never suggested by the browser', async () => {
    await showPassphrase();
    const input = field(words.passphrase.label);
    expect(input).toHaveAttribute('type', 'password');
    expect(input).toHaveAttribute('autocomplete', 'one-time-code');
    expect(input).not.toHaveAttribute('name');
    await tap(`Show ${words.passphrase.label}`);
    expect(input).toHaveAttribute('type', 'text');
    await tap(`Hide ${words.passphrase.label}`);
    expect(input).toHaveAttribute('type', 'password');
  });

  it('is gone two minutes after the last touch', async () => {
    await showPassphrase();
    vi.useFakeTimers();
    fireEvent.keyDown(document.body, { key: 'a' });
    fireEvent.change(field(words.passphrase.label), { target: { value: STRONG } });
    vi.setSystemTime(Date.now() + FORGET_AFTER - 1);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(field(words.passphrase.label)).toHaveValue(STRONG);
    vi.setSystemTime(Date.now() + 1);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(field(words.passphrase.label)).toHaveValue('');
    expect(screen.getByText(words.forgotten)).toBeInTheDocument();
  });
});

describe('enrolling', () => {
  it('hands over the code as known and the passphrase as typed, once, and forgets it', async () => {
    let finish: (result: EnrolResult) => void = () => {};
    const onEnrol = await showPassphrase(() => new Promise((resolve) => (finish = resolve)));
    await choose(STRONG);
    await tap('Enrol this tablet');
    const busy = await screen.findByRole('button', { name: 'Enrolling' });
    await user.click(busy);
    expect(onEnrol.mock.calls).toEqual([[{ code: 'K7M49QXT', passphrase: STRONG }]]);
    await act(async () => finish(undefined));
    expect(field(words.passphrase.label)).toHaveValue('');
    expect(field(words.passphrase.again)).toHaveValue('');
  });

  it.each(['code', 'network', 'passphrase', 'not-drained', 'storage'] as const)(
    'that fails for %s says so, takes the focus there, and can be tried again',
    async (reason) => {
      const onEnrol = await showPassphrase(async () => reason);
      await choose(STRONG);
      await tap('Enrol this tablet');
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(words.failure[reason]);
      expect(alert).toHaveFocus();
      if (reason === 'code') await tap('Continue');
      await tap('Enrol this tablet');
      await waitFor(() => expect(onEnrol).toHaveBeenCalledTimes(2));
    },
  );

  it('that fails for its code asks for nothing but the code again, until two minutes have passed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const onEnrol = await showPassphrase(async () => 'code');
    await choose(STRONG);
    await tap('Enrol this tablet');
    await title(words.code.title);
    await user.clear(field('Code'));
    await user.type(field('Code'), 'K7M49QXV{Enter}');
    expect(field(words.passphrase.label)).toHaveValue(STRONG);
    await tap('Enrol this tablet');
    expect(onEnrol).toHaveBeenLastCalledWith({ code: 'K7M49QXV', passphrase: STRONG });
    await title(words.code.title);
    vi.setSystemTime(Date.now() + FORGET_AFTER + 1000);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    await tap('Continue');
    expect(field(words.passphrase.label)).toHaveValue('');
    expect(field(words.passphrase.again)).toHaveValue('');
  });

  it('says why the link did not do', async () => {
    render(<EnrolScreen locale="en" failed="code" onEnrol={async () => undefined} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(words.failure.code);
  });

  it('speaks the other language too, and loses nothing by it', async () => {
    show();
    await title(words.code.title);
    await user.type(field('Code'), 'K7M4');
    await tap('Change language: Français');
    await title('Le code d’inscription');
    expect(document.documentElement.lang).toBe('fr');
    expect(field('Code')).toHaveValue('K7M4');
  });
});
