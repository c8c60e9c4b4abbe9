// @vitest-environment jsdom
// Answering on one's own phone, as the tablet shows it: by roles, labels and words.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bookshopOfAllKinds } from '#domain/gate/testing/shops.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { App } from './app.tsx';
import type { HandOverCode } from './kiosk.ts';
import { createFakeKiosk, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const title = (name: string | RegExp) => screen.getByRole('heading', { level: 1, name });
const code = () => screen.queryByRole('img', { name: /QR/ });
const modules = () => code()?.querySelectorAll('path')[1]?.getAttribute('d');

async function open() {
  press('Répondre sur mon téléphone');
  await act(() => vi.dynamicImportSettled());
  await pass(0);
}

async function handOver(kiosk = createFakeKiosk()) {
  render(<App kiosk={kiosk} />);
  await open();
  return kiosk;
}

const cardless: ShopConfig = { ...sampleConfig, handOver: { validHours: 48, cardAnswersPerHour: 0 } };

describe('the hand-over screen', () => {
  it('is not offered where nothing is asked on a phone', () => {
    const questions = bookshopOfAllKinds.questions.filter(({ channel }) => channel === 'post');
    render(<App kiosk={createFakeKiosk({ config: { ...sampleConfig, schema: 2, questions } })} />);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Répondre sur mon téléphone' })).toBeNull();
  });

  it('shows a code in the shop’s first language, what to do, and for how long', async () => {
    const kiosk = await handOver();
    expect(title('Répondez sur votre téléphone')).toHaveFocus();
    expect(document.documentElement.lang).toBe('fr');
    expect(code()).toBeInTheDocument();
    expect(screen.getAllByRole('listitem').map((step) => step.textContent)).toContain(
      'Rien ne reste sur cette tablette.',
    );
    expect(screen.getByText('Ce code vaut 24 heures.')).toBeInTheDocument();
    expect(kiosk.handOvers).toEqual([{ id: expect.any(String), locale: 'fr' }]);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('takes the link along into another language, as the same showing', async () => {
    const kiosk = await handOver();
    const french = modules();
    press(/^Changer de langue/);
    await pass(0);
    expect(title('Answer on your phone')).toBeInTheDocument();
    const [first, second] = kiosk.handOvers;
    expect(second).toEqual({ id: first?.id, locale: 'en' });
    expect(modules()).not.toBe(french);
  });

  it('keeps its code while it stands, and draws another when it is opened again', async () => {
    const kiosk = await handOver();
    const shown = modules();
    act(() => kiosk.setStatus({ waiting: 3 }));
    await pass(60);
    expect(kiosk.handOvers).toHaveLength(1);
    expect(modules()).toBe(shown);
    press('Revenir');
    await open();
    expect(new Set(kiosk.handOvers.map(({ id }) => id)).size).toBe(2);
    expect(modules()).not.toBe(shown);
  });

  it('gives the short address only where it can be reached, and where there is such a card', async () => {
    const kiosk = await handOver();
    const card = () => screen.queryByText(/Pas d’appareil photo/);
    expect(card()).toHaveTextContent('Tapez consent.shop.example/q/nantes');
    act(() => kiosk.setStatus({ online: false }));
    expect(card()).toBeNull();
    expect(code()).toBeInTheDocument();
    cleanup();

    const without = createFakeKiosk({ config: cardless });
    without.sign = async () => ({ outcome: 'signed', url: 'https://shop.example/q/x', nonce: 'n', cardAddress: null });
    await handOver(without);
    expect(card()).toBeNull();
    expect(screen.getByText('Ce code vaut 2 jours.')).toBeInTheDocument();
  });

  it('says what it waits for while the tablet is not ready', async () => {
    const kiosk = createFakeKiosk();
    let finish: (signed: HandOverCode) => void = () => {};
    kiosk.sign = () => new Promise((resolve) => (finish = resolve));
    await handOver(kiosk);
    expect(screen.getByRole('status')).toHaveTextContent('La tablette prépare votre code');
    expect(code()).toBeNull();
    await act(async () =>
      finish({ outcome: 'signed', url: 'https://shop.example/q/x', nonce: 'n', cardAddress: null }),
    );
    await pass(0);
    expect(code()).toBeInTheDocument();
  });

  it('that cannot be signed says so, and offers to answer here in the same language', async () => {
    const kiosk = createFakeKiosk();
    kiosk.sign = async () => ({ outcome: 'not-signed', code: 'S-OPEN' });
    await handOver(kiosk);
    expect(screen.getByRole('alert')).toHaveTextContent(/n’a pas pu le préparer.*S-OPEN/);
    expect(screen.queryByText(/Ce code vaut|Visez le code/)).toBeNull();
    press(/^Changer de langue/);
    await pass(0);
    press('Answer here');
    await pass(0);
    expect(title('May Librairie du Canal…')).toBeInTheDocument();
    for (const half of screen.getAllByRole('radio')) expect(half).not.toBeChecked();
  });

  it('that breaks down offers the same, and reports the bug', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const kiosk = createFakeKiosk();
    kiosk.sign = () => Promise.reject(new Error('bug'));
    await handOver(kiosk);
    expect(screen.getByRole('button', { name: 'Répondre ici' })).toBeInTheDocument();
    expect(report).toHaveBeenCalled();
  });

  it('leaves time to answer on the phone, then asks, and returns to the welcome screen', async () => {
    await handOver();
    await pass(164);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(2);
    expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription(/^Dans 14 secondes, cet écran se ferme/);
    press('Je continue');
    await pass(164);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(16);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
  });

  it('has no more patience than any other screen once the questions are answered here', async () => {
    const kiosk = createFakeKiosk();
    kiosk.sign = async () => ({ outcome: 'not-signed', code: 'S-OPEN' });
    await handOver(kiosk);
    press('Répondre ici');
    await pass(31);
    expect(screen.getByRole('alertdialog')).toHaveAccessibleDescription(/avec tout ce que vous avez saisi/);
  });
});

describe('an answer on the phone', () => {
  it('is asked for at a gentle pace while the screen stands, and only where somebody can answer', async () => {
    const kiosk = await handOver();
    await pass(21);
    expect(kiosk.asked).toBe(4);
    act(() => kiosk.setStatus({ online: false }));
    await pass(30);
    expect(kiosk.asked).toBe(4);
    act(() => kiosk.setStatus({ online: true }));
    await pass(6);
    expect(kiosk.asked).toBe(5);
    press('Revenir');
    await pass(60);
    expect(kiosk.asked).toBe(5);
  });

  it('is thanked for without a word of it, and the tablet is free again by itself', async () => {
    const kiosk = await handOver();
    act(() => kiosk.hearCompleted(kiosk.handOvers[0]?.id ?? ''));
    expect(title('C’est noté sur votre téléphone')).toHaveFocus();
    expect(screen.getByText(/Rien n’est resté sur cette tablette/)).toBeInTheDocument();
    expect(code()).toBeNull();
    expect(document.body).not.toHaveTextContent(/\b(oui|non)\b/i);
    await pass(19);
    expect(screen.getByText(/Cet écran s’efface dans 1 seconde\./)).toBeInTheDocument();
    await pass(1);
    expect(screen.getByRole('button', { name: 'Commencer' })).toBeInTheDocument();
    expect(kiosk.asked).toBe(0);
  });

  it('to another code leaves the screen as it is', async () => {
    const kiosk = await handOver();
    act(() => kiosk.hearCompleted('another'));
    expect(title('Répondez sur votre téléphone')).toBeInTheDocument();
    expect(code()).toBeInTheDocument();
  });

  it('is counted for the team on the day on which the tablet heard of it', async () => {
    const at = (iso: string) => ({ nonce: iso, heardAt: Date.parse(iso) });
    const answeredOnPhone = [
      at('2026-11-20T22:59:00Z'),
      at('2026-11-20T23:01:00Z'), // after midnight in Paris
      at('2026-11-21T10:00:00Z'),
      at('2026-11-21T22:59:00Z'),
    ];
    render(<App kiosk={createFakeKiosk({ status: { answeredOnPhone } })} />);
    press('Équipe');
    await act(() => vi.dynamicImportSettled());
    expect(screen.getByText('Sur leur téléphone').nextElementSibling).toHaveTextContent('3 aujourd’hui');
  });
});
