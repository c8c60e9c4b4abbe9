// @vitest-environment jsdom
// The team's practice: the whole way, and nothing of it is kept, sent or signed.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anybody } from '#domain/visit.ts';
import { trainingWords } from '#i18n/kiosk/training-words.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { App } from './app.tsx';
import { LEAVE_AFTER } from './staff/use-forgetting.ts';
import { createFakeKiosk, sampleConfig } from './testing/fake-kiosk.ts';
import { createTrainingKiosk } from './training/training-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

const user = userEvent.setup();
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

// jsdom has no media queries
beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: false })));

afterEach(() => {
  vi.unstubAllGlobals();
  cleanup();
  vi.useRealTimers();
});

async function train() {
  const kiosk = createFakeKiosk({ config: { ...sampleConfig, languages: ['en', 'fr'] } });
  render(<App kiosk={kiosk} />);
  await tap('Team');
  await tap(/^This tablet/);
  await tap(/^Practise/);
  await screen.findByText(trainingWords.en.banner);
  await screen.findByRole('button', { name: 'Start' });
  return kiosk;
}

function expectBanner() {
  for (const language of ['en', 'fr'] as const)
    expect(screen.getByText(trainingWords[language].banner, { normalizer: (text) => text })).toBeVisible();
}

describe('a training', () => {
  it.each([
    ['Start', 'en'],
    ['Français', 'fr'],
  ] as const)('says so on each screen of the way that begins with %s', async (start, spoken) => {
    const words = kioskWords[spoken];
    const kiosk = await train();
    expectBanner();
    await tap(start);
    const halves = await screen.findAllByRole('radio', { name: words.answer.yes });
    expectBanner();
    await user.click(halves.at(-1) as HTMLElement);
    await tap(words.action.next);
    await user.type(await screen.findByRole('textbox', { name: words.email.title }), 'camille@example.fr');
    expectBanner();
    await tap(words.action.next);
    await user.type(await screen.findByRole('textbox', { name: words.phone.title }), '0612345678');
    expectBanner();
    await tap(words.action.next);
    await title(words.review.title);
    expectBanner();
    await tap(words.action.confirm);
    await title(words.thanks.step.join(' '));
    expectBanner();
    expect(kiosk.answers).toEqual([]);
  });

  it('stops nobody, and its hand-over is signed by nobody', async () => {
    const kiosk = await train();
    await tap('I had said yes: stop');
    await user.type(await screen.findByRole('textbox'), 'camille@example.fr{Enter}');
    await title('Noted');
    expectBanner();
    await tap('Finish');
    await tap('Answer on my phone');
    await screen.findByRole('img', { name: /QR code/ });
    expectBanner();
    expect([kiosk.stops, kiosk.handOvers, kiosk.asked, kiosk.synced]).toEqual([[], [], 0, 0]);
  });

  it('has spoken consent too, from its welcome screen, and keeps nothing of it', async () => {
    const kiosk = await train();
    await tap('Spoken consent');
    expect(await screen.findByText(kioskWords.en.questions.spoken)).toBeVisible();
    expectBanner();
    expect(screen.queryByRole('button', { name: 'Spoken consent' })).toBeNull();
    await user.click(await screen.findByRole('radio', { name: 'Yes' }));
    await tap(kioskWords.en.action.next);
    await user.type(await screen.findByRole('textbox', { name: kioskWords.en.email.title }), 'camille@example.fr');
    await tap(kioskWords.en.action.next);
    await tap(kioskWords.en.action.confirm);
    await title(kioskWords.en.thanks.step.join(' '));
    expect(screen.queryByRole('img', { name: /QR code/ })).toBeNull();
    expect(kiosk.answers).toEqual([]);
  });

  it('ends when told to, at the real welcome screen', async () => {
    const kiosk = await train();
    expect(kiosk.idled).toBe(1);
    await tap('End the training');
    expect(screen.queryByText(trainingWords.en.banner)).toBeNull();
    expect(await screen.findByRole('button', { name: 'Start' })).toBeInTheDocument();
    expect(kiosk.idled).toBe(2);
  });

  it('ends by itself when nobody touches it, so that no shopper answers a tablet that keeps nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await train();
    vi.setSystemTime(Date.now() + LEAVE_AFTER + 1000);
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(screen.queryByText(trainingWords.en.banner)).toBeNull();
  });
});

describe('the tablet of a training', () => {
  it('has codes that say what they are and lead nowhere', async () => {
    const kiosk = createTrainingKiosk(createFakeKiosk());
    const answers = [{ question: 'email', answer: 'yes' as const }];
    const saved = await kiosk.saveAnswers({ id: 'one', locale: 'fr', visit: anybody, answers, contacts: [] });
    expect(saved).toEqual({ outcome: 'saved', answerUrl: trainingWords.fr.code });
    const code = await kiosk.handOver({ id: 'two', locale: 'en' });
    expect(code).toMatchObject({ url: trainingWords.en.code, cardAddress: null });
    expect(trainingWords.en.code).not.toMatch(/https?:/);
  });

  it('gives nothing to the real one', async () => {
    const real = createFakeKiosk();
    const training = createTrainingKiosk(real);
    const reads = ['newId', 'getStatus', 'subscribeStatus', 'today'];
    const reached: string[] = [];
    for (const name of Object.keys(training) as (keyof typeof training)[]) {
      const part = real[name];
      if (typeof part === 'function') Object.assign(real, { [name]: () => reached.push(name) });
    }
    for (const [name, part] of Object.entries(training))
      if (typeof part === 'function' && !reads.includes(name))
        await Promise.resolve(
          (part as (...all: unknown[]) => unknown)({ locale: 'fr', visit: anybody, answers: [] }),
        ).catch(() => {});
    expect(reached).toEqual([]);
  });
});
