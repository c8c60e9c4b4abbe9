// @vitest-environment jsdom
// The shopper's and the team's stories on the screens, by what they see: roles, labels, words.
import { anybody } from '#domain/visit.ts';
import '@testing-library/jest-dom/vitest';
import { cleanup, configure, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from './app.tsx';
import type { SaveResult } from './kiosk.ts';
import { createFakeKiosk, type FakeKiosk, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);

const user = userEvent.setup();
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const pair = (question: RegExp) => within(screen.getByRole('radiogroup', { name: question }));
const answer = (question: RegExp, said: 'Yes' | 'No') => user.click(pair(question).getByRole('radio', { name: said }));
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });

const EMAIL = /by e-mail/;
const TEXTS = /send you texts/;
const CALLS = /call you/;
const ALL = /same answer/i;

async function start(kiosk: FakeKiosk = createFakeKiosk()) {
  render(<App kiosk={kiosk} />);
  await tap('English');
  await title('May Librairie du Canal…');
  return kiosk;
}

describe('the questions', () => {
  it('preset nothing, and offer yes and no as one object, yes first', async () => {
    await start();
    for (const group of screen.getAllByRole('radiogroup')) {
      const halves = within(group).getAllByRole('radio');
      expect(halves.map((half) => (half as HTMLInputElement).value)).toEqual(['yes', 'no']);
      for (const half of halves) expect(half).not.toBeChecked();
      const [yes, no] = halves.map((half) => half.closest('label'));
      expect(yes?.className).toBe(no?.className);
    }
  });

  it('say what is missing, and lead there instead of on', async () => {
    const kiosk = await start();
    await answer(EMAIL, 'No');
    const action = screen.getByRole('button', { name: '2 more answers' });
    expect(action).toHaveAttribute('aria-disabled', 'true');
    await user.click(action);
    expect(pair(TEXTS).getByRole('radio', { name: 'Yes' })).toHaveFocus();
    expect(kiosk.answers).toEqual([]);
  });

  it('can be answered all at once and changed after', async () => {
    await start();
    await answer(ALL, 'Yes');
    expect(pair(CALLS).getByRole('radio', { name: 'Yes' })).toBeChecked();
    await answer(CALLS, 'No');
    expect(pair(EMAIL).getByRole('radio', { name: 'Yes' })).toBeChecked();
    for (const half of pair(ALL).getAllByRole('radio')) expect(half).not.toBeChecked();
  });

  it('keep their answers through the notice and another language', async () => {
    await start();
    await answer(TEXTS, 'No');
    await tap('Who, why, for how long?');
    expect(await title('Who, why, for how long?')).toHaveFocus();
    const foot = screen.getByText(/Notice 2, in force since/);
    expect(foot).toHaveTextContent('From 15 years of age.');
    expect(foot).toHaveTextContent('send STOP to 06 39 98 01 11');
    await tap('Go back');
    await tap(/^Change language: Français/);
    expect(document.documentElement.lang).toBe('fr');
    expect(pair(/vous envoyer des SMS/).getByRole('radio', { name: 'Non' })).toBeChecked();
  });
});

describe('a full no', () => {
  it('is saved in two taps after the start, without contact data, code or review', async () => {
    const kiosk = await start();
    await answer(ALL, 'No');
    await tap('Confirm');
    expect(await title('Noted')).toHaveFocus();
    expect(kiosk.answers).toEqual([
      {
        id: expect.any(String),
        locale: 'en',
        visit: anybody,
        answers: sampleConfig.questions.map((q) => ({ question: q.id, answer: 'no' })),
        contacts: [],
      },
    ]);
    expect(screen.queryByRole('img')).toBeNull();
    await tap('Finish');
    await title(/On garde le contact/);
  });

  it('offers to stop an earlier yes, as a record of its own', async () => {
    const kiosk = await start();
    await answer(ALL, 'No');
    await tap('Confirm');
    await tap('I had said yes before: stop');
    await user.type(await screen.findByRole('textbox'), 'camille@example.fr');
    await tap('Stop');
    await title('Noted');
    expect(kiosk.stops).toEqual([
      { id: expect.any(String), locale: 'en', scope: null, contact: { kind: 'email', value: 'camille@example.fr' } },
    ]);
    expect(kiosk.stops[0]?.id).not.toBe(kiosk.answers[0]?.id);
  });
});

describe('a stop at the till', () => {
  const choose = (label: string) => user.click(screen.getByRole('radio', { name: label }));

  async function ask(kiosk = createFakeKiosk({ config: { ...sampleConfig, languages: ['en', 'fr'] } })) {
    render(<App kiosk={kiosk} />);
    await tap('I had said yes: stop');
    await title('What do you want to stop?');
    return { kiosk, field: screen.getByRole('textbox') };
  }

  it('stops everything by an address or a number alike, and shows neither afterwards', async () => {
    const { kiosk, field } = await ask();
    expect(screen.getByRole('radio', { name: 'Everything' })).toBeChecked();
    await user.type(field, ' 06 12 34 56 78 {Enter}');
    expect(await screen.findByText(/^We stop everything/)).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent('12 34');
    expect(kiosk.stops).toEqual([
      { id: expect.any(String), locale: 'en', scope: null, contact: { kind: 'phone', value: '+33612345678' } },
    ]);
  });

  it('of one channel asks for what that channel goes by, and says what it stopped', async () => {
    const { kiosk, field } = await ask();
    await choose('Calls');
    expect(screen.queryByRole('button', { name: '@gmail.com' })).toBeNull();
    await user.type(field, 'camille@example.fr{Enter}');
    expect(field).toHaveAccessibleDescription('No number has this form.');
    await choose('E-mails');
    expect(field).toHaveAccessibleDescription(/^Type your e-mail address/);
    await tap('Stop');
    await title('Noted');
    expect(document.body).toHaveTextContent('We stop the e-mails.');
    expect(kiosk.stops[0]).toMatchObject({ scope: { purpose: 'marketing', channel: 'email' } });
  });

  it('tells apart two purposes on one channel by what was asked', async () => {
    const [first] = sampleConfig.questions;
    const other = {
      ...first,
      id: 'events',
      purpose: 'events',
      verb: { en: 'invite you by e-mail', fr: 'vous inviter' },
    };
    const questions = [...sampleConfig.questions, other as (typeof sampleConfig.questions)[number]];
    const { kiosk, field } = await ask(
      createFakeKiosk({ config: { ...sampleConfig, questions, languages: ['en', 'fr'] } }),
    );
    await choose('invite you by e-mail');
    await user.type(field, 'camille@example.fr{Enter}');
    expect(await screen.findByText(/^We stop what you have chosen/)).toBeInTheDocument();
    expect(kiosk.stops[0]).toMatchObject({ scope: { purpose: 'events', channel: 'email' } });
  });

  it('refuses what is neither, in words, and what is nothing', async () => {
    const { kiosk, field } = await ask();
    await tap('Stop');
    expect(field).toHaveAccessibleDescription('Type your e-mail address or your number.');
    await user.type(field, 'camille@{Enter}');
    expect(field).toHaveAccessibleDescription(/neither a complete address nor a number/);
    await tap(/^Change language/);
    expect(field).toHaveAccessibleDescription(/ni une adresse complète, ni un numéro/);
    expect(field).toBeInvalid();
    expect(kiosk.stops).toEqual([]);
  });

  it('from the team’s screen is the same, and says who worked it', async () => {
    const kiosk = createFakeKiosk({ config: { ...sampleConfig, languages: ['en', 'fr'] } });
    render(<App kiosk={kiosk} />);
    await tap('Team');
    await tap(/^Withdraw a consent/);
    await title('What do you want to stop?');
    await user.type(screen.getByRole('textbox'), 'camille@example.fr{Enter}');
    await title('Noted');
    expect(kiosk.stops[0]).toMatchObject({ scope: null, collector: 'staff' });
  });
});

describe('a yes', () => {
  it('asks only for what it needs, is read back, and is thanked for without the address', async () => {
    const kiosk = await start();
    await answer(ALL, 'No');
    await answer(EMAIL, 'Yes');
    await tap('Continue');
    await user.type(await screen.findByRole('textbox', { name: 'Your e-mail address' }), 'Camille@Example.fr');
    await tap('Continue');
    await title('You told us:');
    expect(screen.getByRole('heading', { name: 'No to texts.' })).toBeInTheDocument();
    expect(screen.getByText('Camille@Example.fr')).toBeInTheDocument();
    expect(screen.getByText(/you say you are 15 or older/)).toBeInTheDocument();
    await tap('Confirm');
    await title('One more step');
    expect(document.body).not.toHaveTextContent('Camille');
    expect(kiosk.answers[0]?.contacts).toEqual([{ kind: 'email', value: 'Camille@Example.fr' }]);
  });

  it('to texts and calls asks for one number, kept as E.164, and gives a code', async () => {
    const kiosk = await start();
    await answer(ALL, 'Yes');
    await answer(EMAIL, 'No');
    await tap('Continue');
    const field = await screen.findByRole('textbox', { name: 'Your phone number' });
    await user.type(field, '061234');
    expect(screen.getByRole('button', { name: '4 more digits' })).toHaveAttribute('aria-disabled', 'true');
    await user.type(field, '5678');
    expect(field).toHaveValue('06 12 34 56 78');
    await tap('Continue');
    await tap('Confirm');
    await title('Noted');
    expect(await screen.findByRole('img', { name: /QR code/ })).toBeInTheDocument();
    expect(kiosk.answers[0]?.contacts).toEqual([{ kind: 'phone', value: '+33612345678' }]);
  });

  it('refuses an incomplete address with its reason, and takes the corrected one', async () => {
    await start();
    await answer(ALL, 'No');
    await answer(EMAIL, 'Yes');
    await tap('Continue');
    const field = await screen.findByRole('textbox');
    await user.type(field, 'camille@');
    await tap('Continue');
    expect(await screen.findByText(/looks incomplete/)).toBeInTheDocument();
    expect(field).toBeInvalid();
    await tap(/^Change language/);
    expect(field).toHaveAccessibleDescription(/semble incomplète/);
    await tap(/^Changer de langue/);
    expect(field).toHaveAccessibleDescription(/looks incomplete/);
    await tap('@gmail.com');
    expect(field).toHaveValue('camille@gmail.com');
    await tap('Continue');
    await title('You told us:');
  });

  it('offers to correct a slip of the finger, and keeps it if asked to', async () => {
    await start();
    await answer(ALL, 'No');
    await answer(EMAIL, 'Yes');
    await tap('Continue');
    await user.type(await screen.findByRole('textbox'), 'camille@gmial.com');
    expect(await screen.findByText('camille@gmail.com')).toBeInTheDocument();
    await tap('No, keep mine');
    expect(screen.queryByText('camille@gmail.com')).toBeNull();
    expect(screen.getByRole('textbox')).toHaveValue('camille@gmial.com');
  });

  it('can be typed on the screen’s own keyboard', async () => {
    await start();
    await answer(ALL, 'No');
    await answer(EMAIL, 'Yes');
    await tap('Continue');
    const keyboard = within(await screen.findByRole('region', { name: 'Keyboard' }));
    for (const key of ['a', 'b', 'Erase', '@', 'c', '.fr'])
      await user.click(keyboard.getByRole('button', { name: key }));
    const field = screen.getByRole('textbox');
    expect(field).toHaveValue('a@c.fr');
    // a screen reader and a switch click without a pointer
    for (const key of ['Erase', 'Erase', 'Erase', '.com']) fireEvent.click(keyboard.getByRole('button', { name: key }));
    expect(field).toHaveValue('a@c.com');
  });

  it('is never suggested to the next shopper by the browser', async () => {
    await start();
    await answer(ALL, 'No');
    await answer(EMAIL, 'Yes');
    await tap('Continue');
    const field = await screen.findByRole('textbox');
    for (const [name, value] of [
      ['autocomplete', 'off'],
      ['autocorrect', 'off'],
      ['autocapitalize', 'off'],
      ['spellcheck', 'false'],
      ['inputmode', 'none'],
    ] as const)
      expect(field).toHaveAttribute(name, value);
    expect(field.getAttribute('name')).not.toMatch(/mail/);
  });
});

describe('saving', () => {
  /** Three noes whose save is answered by hand. */
  async function confirmAndHold() {
    const kiosk = createFakeKiosk();
    let finish: (result: SaveResult) => void = () => {};
    kiosk.save = () => new Promise((resolve) => (finish = resolve));
    await start(kiosk);
    await answer(ALL, 'No');
    await user.dblClick(screen.getByRole('button', { name: 'Confirm' }));
    return { kiosk, finish: (result: SaveResult) => finish(result) };
  }

  it('happens once for a double tap, and thanks nobody before the record is durable', async () => {
    const { kiosk, finish } = await confirmAndHold();
    await title(/storing your answer/);
    expect(kiosk.answers).toHaveLength(1);
    expect(screen.queryByText('Noted')).toBeNull();
    finish({ outcome: 'saved', answerUrl: null });
    await title('Noted');
  });

  it('that fails says so, keeps the form, and tries the same draft again', async () => {
    const { kiosk, finish } = await confirmAndHold();
    finish({ outcome: 'not-saved', code: 'S-12' });
    await title('Not saved');
    expect(screen.getByText(/code S-12/)).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/thank/i);
    kiosk.save = async () => ({ outcome: 'saved', answerUrl: null });
    await tap('Try again');
    await title('Noted');
    expect(kiosk.answers).toHaveLength(2);
    expect(kiosk.answers[1]).toEqual(kiosk.answers[0]);
  });
});

describe('leaving', () => {
  it('takes the visit along: the next shopper finds nothing, under a new draft', async () => {
    const kiosk = await start();
    await answer(EMAIL, 'Yes');
    await tap('Leave');
    expect(document.documentElement.lang).toBe('fr');
    expect(kiosk).toMatchObject({ idled: 2, isIdle: true });
    await tap('English');
    await title('May Librairie du Canal…');
    for (const half of screen.getAllByRole('radio')) expect(half).not.toBeChecked();
    expect(history.length).toBe(1);
  });

  it('is what ends a visit: until then the tablet counts as in use', async () => {
    const kiosk = await start();
    expect(kiosk.isIdle).toBe(false);
    await tap('Leave');
    await tap('Équipe');
    expect(kiosk.isIdle).toBe(false);
  });
});

describe('the team', () => {
  it('sees at a glance what waits, and sends it', async () => {
    const kiosk = createFakeKiosk({
      status: { online: false, waiting: 3, oldestWaitingAt: Date.now() - 25 * 3_600_000 },
    });
    render(<App kiosk={kiosk} />);
    expect(screen.getByText('Hors ligne, 3 en attente')).toBeInTheDocument();
    await tap('Équipe');
    await title('Trois réponses attendent le réseau.');
    expect(screen.getByText('3, depuis 25 heures').closest('.team-row')).toHaveClass('team-row-amber');
    await tap(/Envoyer maintenant/);
    expect(kiosk.synced).toBe(1);
  });

  it('is told when the tablet must not be used, and nobody else is asked anything', async () => {
    render(<App kiosk={createFakeKiosk({ status: { stopped: 'storage' } })} />);
    await title('N’utilisez pas cette tablette');
    expect(screen.queryByRole('button', { name: 'Commencer' })).toBeNull();
    await tap('Équipe');
    await title('N’utilisez pas cette tablette.');
  });
});
