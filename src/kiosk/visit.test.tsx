// @vitest-environment jsdom
// Whom the tablet asks what: what the cashier marks before handing over, and what staff ask aloud.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import { App } from './app.tsx';
import { createFakeKiosk, type FakeKiosk } from './testing/fake-kiosk.ts';

configure({ asyncUtilTimeout: 15_000 });

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const user = userEvent.setup();
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const mark = (name: string) => screen.getByRole('button', { name });
const choose = async (half: string, about: RegExp) =>
  user.click(within(await screen.findByRole('radiogroup', { name: about })).getByRole('radio', { name: half }));
const typeAddress = async () =>
  user.type(await screen.findByRole('textbox', { name: 'Your e-mail address' }), 'camille@example.fr');

function open(): FakeKiosk {
  const kiosk = createFakeKiosk({ config: bookshopOfAllKinds });
  render(<App kiosk={kiosk} />);
  return kiosk;
}

const answersOf = ({ answers }: FakeKiosk, i = 0) =>
  answers[i]?.answers.map(({ question, answer }) => `${question} ${answer}`);

describe('after a sale', () => {
  it('people are told of the mails that they could object to, in place of a question', async () => {
    const kiosk = open();
    await user.click(mark('Achat fait'));
    expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'true');
    await tap('English');
    await choose('No', /same answer/i);
    await tap('Continue');
    expect(await title('Unless you object…')).toHaveFocus();
    expect(screen.getByText(/Objecting is free/)).toBeInTheDocument();
    const [agree, object] = screen.getAllByRole('radio');
    expect([agree, object].map((half) => (half as HTMLInputElement).checked)).toEqual([false, false]);
    expect(agree?.closest('label')?.className).toBe(object?.closest('label')?.className);

    await choose('I object', /about books like those you buy/);
    await choose('I object', /two book fairs/);
    await tap('Confirm');
    expect(await title('Noted')).toBeInTheDocument();
    expect(kiosk.answers[0]).toMatchObject({ visit: { afterSale: true, audience: 'consumer' }, contacts: [] });
    expect(answersOf(kiosk)).toEqual([
      ...['sms-events no', 'phone-invitations no', 'email-customers no'],
      ...['letters no', 'card no'],
    ]);
    // the mark was for that person
    await tap('Finish');
    await title(/On garde le contact/);
    expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'false');
  });

  it('who does not object gives the address to this alone, and reads it back', async () => {
    const kiosk = open();
    await user.click(mark('Achat fait'));
    await tap('English');
    await choose('No', /same answer/i);
    await tap('Continue');
    await choose('That’s fine', /about books like those you buy/);
    await choose('I object', /two book fairs/);
    await tap('Continue');
    await typeAddress();
    await tap('Continue');
    await title('You told us:');
    expect(screen.getByRole('heading', { name: 'Fine with e-mails.' })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: /^No: sign you up/ })).toBeInTheDocument();
    await tap('Confirm');
    expect(await title('Noted')).toBeInTheDocument();
    expect(answersOf(kiosk)).toContain('email-customers yes');
  });
});

it('a professional is told what concerns their job, and asked nothing else', async () => {
  const kiosk = open();
  await user.click(mark('Professionnel'));
  await tap('English');
  expect(await title('Unless you object…')).toBeInTheDocument();
  await choose('I object', /schools and libraries/);
  await tap('Confirm');
  await title('Noted');
  expect(answersOf(kiosk)).toEqual(['email-schools no']);
  expect(kiosk.answers[0]?.visit.audience).toBe('professional');
});

it('a visit that asks nothing does not begin, and thanks for nothing', async () => {
  const questions = bookshopOfAllKinds.questions.map((question) =>
    question.id === 'email-schools' ? { ...question, onlyAfterSale: true as const } : question,
  );
  const kiosk = createFakeKiosk({ config: { ...bookshopOfAllKinds, questions } });
  render(<App kiosk={kiosk} />);
  await user.click(mark('Professionnel'));
  await tap('English');
  await waitFor(() => expect(mark('Professionnel')).toHaveAttribute('aria-pressed', 'false'));
  expect(await title(/On garde le contact/)).toBeInTheDocument();
  expect(kiosk.answers).toEqual([]);

  await user.click(mark('Professionnel'));
  await user.click(mark('Achat fait'));
  await tap('English');
  expect(await title('Unless you object…')).toBeInTheDocument();
});

it('joining the programme alone brings no news, and is not thanked for as if it did', async () => {
  open();
  await tap('English');
  await choose('No', /same answer/i);
  await tap('Continue');
  await choose('Yes', /sign you up/);
  await tap('Continue');
  await choose('I object', /two book fairs/);
  await tap('Continue');
  await typeAddress();
  await tap('Continue');
  await tap('Confirm');
  await title('Noted');
  expect(screen.queryByText(/hear from us/)).toBeNull();
});

it('a mark waits two minutes for the shopper, and not for the next one', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  render(<App kiosk={createFakeKiosk({ config: bookshopOfAllKinds })} />);
  act(() => mark('Achat fait').click());
  expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'true');
  act(() => void vi.advanceTimersByTime(119_000));
  expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'true');
  act(() => void vi.advanceTimersByTime(2_000));
  expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'false');
});

it('a mark does not outlast a tablet that slept', () => {
  vi.useFakeTimers();
  open();
  act(() => mark('Achat fait').click());
  vi.setSystemTime(Date.now() + 3_600_000);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(mark('Achat fait')).toHaveAttribute('aria-pressed', 'false');
});

it('a shop that asks everybody the same has nothing to mark', () => {
  render(<App kiosk={createFakeKiosk()} />);
  expect(screen.queryByRole('button', { pressed: false })).toBeNull();
});

describe('spoken consent', () => {
  async function ask(kiosk: FakeKiosk) {
    render(<App kiosk={kiosk} />);
    await tap('Équipe');
    await tap(/vive voix/);
    await title(/vous écrire par e-mail/);
  }

  it('is asked of what a mailbox can confirm, says so to staff, and shows nobody a code', async () => {
    const kiosk = createFakeKiosk({ config: bookshopOfAllKinds });
    await ask(kiosk);
    expect(screen.getByText('Lisez à voix haute, et notez chaque réponse.')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'Oui' }));
    await tap('Continuer');
    await user.type(await screen.findByRole('textbox', { name: 'Votre adresse e-mail' }), 'camille@exemple.fr');
    await tap('Continuer');
    await tap('Confirmer');
    await title(/un pas/);
    expect(kiosk.answers[0]).toMatchObject({ visit: { isSpoken: true, afterSale: false } });
    expect(answersOf(kiosk)).toEqual(['email-news yes']);
  });

  it('waits for its confirmation although the same yes by the shopper would not', async () => {
    const questions = bookshopOfAllKinds.questions.map((question) => ({ ...question, confirmation: 'none' as const }));
    await ask(createFakeKiosk({ config: { ...bookshopOfAllKinds, questions } }));
    await user.click(screen.getByRole('radio', { name: 'Oui' }));
    await tap('Continuer');
    await user.type(await screen.findByRole('textbox', { name: 'Votre adresse e-mail' }), 'camille@exemple.fr');
    await tap('Continuer');
    await tap('Confirmer');
    expect(await title(/un pas/)).toBeInTheDocument();
  });

  it('stays the team’s when a stop follows the refusal', async () => {
    const kiosk = createFakeKiosk({ config: bookshopOfAllKinds });
    await ask(kiosk);
    await user.click(screen.getByRole('radio', { name: 'Non' }));
    await tap('Confirmer');
    await tap(/J’avais dit oui avant/);
    await user.type(await screen.findByRole('textbox'), 'camille@exemple.fr{Enter}');
    await title(/noté/i);
    expect(kiosk.stops[0]).toMatchObject({ collector: 'staff' });
  });
});
