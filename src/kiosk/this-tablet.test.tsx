// @vitest-environment jsdom
// The tablet as a thing on the counter: installed or not, in full screen or not.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { teamEn } from '#i18n/kiosk/team-en.ts';
import { App } from './app.tsx';
import { createFakeKiosk, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

const { tablet } = teamEn;
const user = userEvent.setup();
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));

/** What jsdom lacks: how the page is displayed. */
function display({ mode = 'browser', fullscreen }: { mode?: string; fullscreen?: boolean }) {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(display-mode: ${mode})` }));
  if (fullscreen === undefined) return;
  let element: Element | null = fullscreen ? document.documentElement : null;
  const become = (next: Element | null) => async () => {
    element = next;
    document.dispatchEvent(new Event('fullscreenchange'));
  };
  Object.defineProperties(document, {
    fullscreenEnabled: { configurable: true, value: true },
    fullscreenElement: { configurable: true, get: () => element },
    exitFullscreen: { configurable: true, value: become(null) },
  });
  Object.assign(document.documentElement, { requestFullscreen: become(document.documentElement) });
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  for (const name of ['fullscreenEnabled', 'fullscreenElement', 'exitFullscreen'])
    Reflect.deleteProperty(document, name);
});

async function open() {
  render(<App kiosk={createFakeKiosk({ config: { ...sampleConfig, languages: ['en', 'fr'] } })} />);
  await tap('Team');
  await tap(/^This tablet/);
  await screen.findByRole('button', { name: /^Practise/ });
}

describe('a tablet', () => {
  it('that runs in a browser’s tab says so, and how it is installed on either kind', async () => {
    display({});
    await open();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(tablet.notInstalled.title);
    for (const hint of tablet.install) expect(screen.getByText(hint)).toBeInTheDocument();
  });

  it.each(['standalone', 'fullscreen'])('that is installed (%s) gives no such hint', async (mode) => {
    display({ mode });
    await open();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(tablet.installed.title);
    for (const hint of tablet.install) expect(screen.queryByText(hint)).toBeNull();
    expect(screen.getByText(tablet.pinning[0] as string)).toBeInTheDocument();
  });

  it('whose tab fills the screen is not taken for an installed one', async () => {
    display({ mode: 'fullscreen', fullscreen: true });
    await open();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(tablet.notInstalled.title);
  });

  it('fills its screen and leaves that again, by a tap', async () => {
    display({ fullscreen: false });
    await open();
    await tap(/^Full screen/);
    await tap(/^Leave full screen/);
    expect(await screen.findByRole('button', { name: /^Full screen/ })).toBeInTheDocument();
  });

  it('that cannot fill its screen does not offer it', async () => {
    display({});
    await open();
    await act(async () => {});
    expect(screen.queryByRole('button', { name: /^Full screen/ })).toBeNull();
  });
});
