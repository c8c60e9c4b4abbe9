// @vitest-environment jsdom
// The close of day, as the manager sees it: the count, its verdict, the slip, and what was closed before.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CloseReport } from '#domain/closed-day.ts';
import { closeEn } from '#i18n/kiosk/close-en.ts';
import { enrolEn } from '#i18n/kiosk/enrol-en.ts';
import { readCloseFile } from '#protocol/close-file.ts';
import { App } from './app.tsx';
import type { Closing } from './kiosk.ts';
import { FORGET_AFTER } from './staff/use-forgetting.ts';
import { closeReport, signedClose } from './testing/close-report.ts';
import { createFakeKiosk, type FakeKiosk, PASSPHRASE, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

const config = { ...sampleConfig, languages: ['en' as const, 'fr' as const] };
const user = userEvent.setup();
const open = { waiting: 0, heldApart: 0, missing: 0 };
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const passphrase = () => screen.getByLabelText<HTMLInputElement>(enrolEn.passphrase.label);
const slip = (label: string) => screen.getByText(label, { selector: 'dt' }).nextElementSibling?.textContent;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function openClose(change: Partial<CloseReport> = {}, some: Parameters<typeof createFakeKiosk>[0] = {}) {
  const kiosk = createFakeKiosk({ config, ...some });
  kiosk.reading = { report: closeReport(change), apart: [] };
  render(<App kiosk={kiosk} />);
  await tap('Team');
  await tap(/^Close the day/);
  await title(closeEn.ask.title);
  return kiosk;
}

async function count(change: Partial<CloseReport> = {}, some: Parameters<typeof createFakeKiosk>[0] = {}) {
  const kiosk = await openClose(change, some);
  await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
  await screen.findByText('Before closing');
  return kiosk;
}

/** Puts one step of the fake's closing in another's place. */
function replaceStep(kiosk: FakeKiosk, step: Partial<Closing>): void {
  const { openClosing } = kiosk;
  kiosk.openClosing = async (typed) => {
    const opened = await openClosing(typed);
    return opened.outcome === 'open' ? { ...opened, closing: { ...opened.closing, ...step } } : opened;
  };
}

describe('the count', () => {
  it('is opened by the closing passphrase, which does not stay', async () => {
    await openClose();
    expect(passphrase()).toHaveFocus();
    await user.type(passphrase(), PASSPHRASE);
    await tap('Count');
    expect(await title('All in order.')).toHaveFocus();
    expect(document.querySelector('input')).toBeNull();
  });

  it.each([
    ['a wrong passphrase', 'tiroir lune violon', 'That is not the passphrase.'],
    ['none', '', 'Type the closing passphrase.'],
  ])('stays closed to %s, and the field keeps the focus', async (_, typed, said) => {
    await openClose();
    if (typed) await user.type(passphrase(), typed);
    await tap('Count');
    await waitFor(() => expect(passphrase()).toHaveAccessibleDescription(said));
    expect(passphrase()).toHaveFocus();
  });

  it('that cannot be made says so, with the code for the team', async () => {
    const kiosk = await openClose();
    kiosk.openClosing = async () => ({ outcome: 'not-opened', code: 'S-OPEN' });
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByRole('alert')).toHaveTextContent('Code S-OPEN');
    expect(passphrase()).toHaveValue('');
  });

  it('stands on the slip, and adds up', async () => {
    await count();
    expect(['People', 'with at least one yes', 'with only no', 'On their phone'].map(slip)).toEqual([
      ...['47', '29', '18', '3'],
    ]);
    expect(['Yes to e‑mail', 'confirmed', 'to be confirmed', 'Withdrawals'].map(slip)).toEqual(['26', '9', '17', '2']);
    expect(['Sent', 'Waiting', 'To check', 'Records', 'Lost'].map(slip)).toEqual(['50', '0', '0', '50', '0']);
    expect(['Ledger', 'Numbers', 'Clock'].map(slip)).toEqual(['intact', '1204 to 1253', 'right']);
    expect(screen.queryByText('Fingerprint')).toBeNull();
  });

  it('has lines of its own for who was told, which is no part of a yes', async () => {
    await count({
      answers: { taken: 47, accepted: 26, refused: 18 },
      channels: [
        { channel: 'email', yes: 26, no: 12, pending: 17, confirmed: 9, ended: 0, told: 6, objected: 3 },
        { channel: 'post', yes: 0, no: 0, pending: 0, confirmed: 0, ended: 0, told: 2, objected: 1 },
      ],
    });
    expect(['People', 'with at least one yes', 'with only no', 'told, with no yes'].map(slip)).toEqual([
      ...['47', '26', '18', '3'],
    ]);
    expect(['Not objected, e‑mail', 'Objected, e‑mail', 'Not objected, letters'].map(slip)).toEqual(['6', '3', '2']);
    expect(document.querySelectorAll('.slip-sub')).toHaveLength(2); // confirmed, to be confirmed
    expect(slip('Yes to e‑mail')).toBe('26');
    expect(screen.queryByText('Yes to letters')).toBeNull();
  });

  it('by the hour can be read as a table', async () => {
    await count({ hours: [{ hour: 16, accepted: 5, refused: 3, heldApart: 1 }] });
    const table = screen.getByRole('table', { name: 'Answers by hour' });
    expect(within(table).getByRole('row', { name: '16:00 5 3 1' })).toBeInTheDocument();
  });

  it('of a crowd draws a diamond for several answers, and says for how many', async () => {
    await count({ hours: [{ hour: 16, accepted: 50, refused: 3, heldApart: 0 }] });
    expect(document.querySelectorAll('.chart-accepted')).toHaveLength(10);
    expect(document.querySelectorAll('.chart-refused')).toHaveLength(1);
    expect(screen.getByText('One diamond for 5 answers.')).toBeInTheDocument();
  });

  it('goes after two minutes, with the right to close', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await count();
    vi.setSystemTime(Date.now() + FORGET_AFTER + 1000);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(await title(closeEn.ask.title)).toBeInTheDocument();
    expect(passphrase()).toHaveValue('');
  });

  it('is made again when something was sent or has come back', async () => {
    const kiosk = await count({ records: { ...open, sent: 48, waiting: 2 } }, { status: { waiting: 2 } });
    await title('All is here.');
    await tap('Send');
    expect(kiosk.synced).toBe(1);
    kiosk.reading = { report: closeReport(), apart: [] };
    act(() => kiosk.setStatus({ waiting: 0 }));
    expect(await title('All in order.')).toBeInTheDocument();
  });
});

describe('the verdict', () => {
  const said = () => document.querySelector('.close-said [role=status]')?.textContent;

  it('is all in order only when nothing is open', async () => {
    await count();
    expect(said()).toBe('47 answers and 2 withdrawals, all sent. Nothing is missing.');
    expect(document.querySelector('.chip')).toHaveTextContent('Complete');
  });

  it('says that all is here when some only wait', async () => {
    await count({ records: { ...open, sent: 47, waiting: 3 } });
    expect(await title('All is here.')).toBeInTheDocument();
    expect(said()).toBe('Three records wait for the network. You can close: sending goes on by itself.');
    expect(document.querySelector('.chip')).toHaveTextContent('Waiting');
  });

  it.each<[string, Partial<CloseReport>, string, string]>([
    ['held apart', { records: { ...open, sent: 49, heldApart: 1 } }, 'One record needs a look.', 'who decide'],
    ['held apart since earlier', { earlier: { ...open, heldApart: 2 } }, 'Two records need a look.', 'who decide'],
    [
      'lost',
      { records: { ...open, sent: 49, missing: 1 }, lost: 'unknown' },
      'One record cannot be found.',
      'Tell head office',
    ],
    ['in no sum', { records: { ...open, sent: 49 } }, 'The count does not add up.', 'Tell head office'],
    ['altered', { ledger: { intact: false, verified: 311 } }, 'The ledger has been altered.', 'Stop using this tablet'],
  ])('never says so when something is %s, and says what to do', async (_, change, headline, todo) => {
    await count(change);
    expect(await title(headline)).toBeInTheDocument();
    expect(said()).toContain(todo);
    expect(screen.queryByText(/All in order/)).toBeNull();
    expect(document.querySelector('.chip')).toHaveTextContent('To check');
  });

  it('tells of a wrong clock, which spoils no count', async () => {
    await count({ skew: -5 * 60_000 });
    expect(await title('All in order.')).toBeInTheDocument();
    expect(said()).toContain('The clock is fast by 5 minutes.');
    expect(slip('Clock')).toBe('+ 5 minutes');
  });

  it('leads to what is held apart: which, why, and who has it', async () => {
    const kiosk = await openClose({ records: { ...open, sent: 48, heldApart: 2 } });
    const at = Date.parse('2026-11-21T16:21:00+01:00');
    const apart = [
      { seq: 1237, reason: 'id-reused', isHere: false, capturedAt: at },
      { seq: 1240, reason: 'of-the-future', isHere: true, capturedAt: null },
    ];
    kiosk.reading = { ...kiosk.reading, apart };
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap('Look');
    expect((await screen.findAllByRole('listitem')).map(({ textContent }) => textContent)).toEqual([
      'No. 1237, 21\u00a0November, 16:21The same id as another, with other content.Head office keep it apart.',
      'No. 1240, no longer on the tabletHead office’s reason: of-the-future.The tablet keeps it, and offers it again.',
    ]);
    await tap('Back');
    expect(await title('Two records need a look.')).toBeInTheDocument();
  });
});

describe('the close', () => {
  it('gives the slip its number and fingerprint, and prints', async () => {
    const kiosk = await count();
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await tap('Close the day');
    expect(await screen.findByText('Close no. 12, signed by the tablet.')).toBeInTheDocument();
    expect(await title('All in order.')).toHaveFocus();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Z-report no. 12');
    expect(screen.getByText('20 Nov, 19:02 to 19:04, Europe/Paris')).toBeInTheDocument();
    expect(slip('Fingerprint')).toBe('7f3a 91c2 04be');
    expect(kiosk.closes).toHaveLength(1);
    await tap('Print');
    expect(print).toHaveBeenCalledOnce();
    await tap('Done');
    expect(await screen.findByText('Everything is sent.')).toBeInTheDocument();
  });

  it('is made once, however often it is asked for meanwhile', async () => {
    const kiosk = await openClose();
    const close = vi.fn(() => new Promise<never>(() => {}));
    replaceStep(kiosk, { close });
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap('Close the day');
    await tap('One moment');
    expect(close).toHaveBeenCalledOnce();
  });

  it('under way is shown, whatever else is touched meanwhile', async () => {
    const kiosk = await openClose({ records: { ...open, sent: 49, heldApart: 1 } });
    let finish = (_: Awaited<ReturnType<Closing['close']>>) => {};
    replaceStep(kiosk, {
      close: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap('Close the day');
    for (const other of ['Past closes', 'Look']) {
      await tap(other);
      expect(screen.getByRole('button', { name: 'One moment' })).toBeInTheDocument();
    }
    finish({ outcome: 'closed', close: signedClose(kiosk.reading.report) });
    expect(await screen.findByText('Close no. 12, signed by the tablet.')).toBeInTheDocument();
  });

  it('that cannot be stored says that the day is not closed', async () => {
    const kiosk = await openClose();
    replaceStep(kiosk, { close: async () => ({ outcome: 'not-closed', code: 'S-FULL' }) });
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap('Close the day');
    expect(await screen.findByRole('alert')).toHaveTextContent('The day is not closed. Code S-FULL.');
  });

  describe('as files', () => {
    let saved: { readonly name: string; readonly content: Blob }[];
    beforeEach(() => {
      saved = [];
      let content: Blob;
      // jsdom has neither object URLs nor downloads
      class ObjectUrls extends URL {
        static override createObjectURL(blob: Blob) {
          content = blob;
          return 'blob:';
        }
        static override revokeObjectURL() {}
      }
      vi.stubGlobal('URL', ObjectUrls);
      vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
        saved.push({ name: this.download, content });
      });
    });

    it('is one to read, and one that is signed', async () => {
      await count();
      await tap('Close the day');
      await tap('Save');
      expect(await screen.findByText(closeEn.saved)).toBeInTheDocument();
      const name = 'z-report-12-2026-11-21';
      expect(saved.map((file) => file.name)).toEqual([`${name}.txt`, `${name}.json.txt`]);
      const [text, json] = await Promise.all(saved.map(({ content }) => content.text()));
      expect(text).toMatch(/^ +Z-report no. 12$[\s\S]+^People \.+ 47$[\s\S]+^ {2}confirmed \.+ 9$/m);
      for (const line of text?.split('\n') ?? []) expect(line.length).toBeLessThanOrEqual(42);
      expect(readCloseFile(json ?? '')?.close.report).toEqual(closeReport());
    });

    it('goes to the share sheet where there is one', async () => {
      const give = vi.fn(async (_: ShareData) => {});
      vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { canShare: () => true, share: give }));
      await count();
      await tap('Close the day');
      await tap('Share');
      expect(await screen.findByText(closeEn.shared)).toBeInTheDocument();
      expect(give.mock.calls[0]?.[0].files).toHaveLength(2);
      expect(saved).toEqual([]);
    });
  });
});

describe('earlier closes', () => {
  it('can be read and printed again, the newest first', async () => {
    const kiosk = await openClose();
    const waiting = closeReport({ number: 10, records: { ...open, sent: 47, waiting: 3 } });
    kiosk.closes.push(signedClose(closeReport({ number: 11 })), signedClose(waiting));
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap('Past closes');
    await title('The last closes.');
    const items = within(screen.getByRole('list')).getAllByRole('button');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/^No. 11Saturday.*19:04All in order$/),
      expect.stringMatching(/^No. 10Saturday.*19:04All is here$/),
    ]);
    await tap(/^No. 10/);
    expect(await title('All is here.')).toBeInTheDocument();
    expect(screen.getByText(/^Three records wait for the network. Sending goes on/)).toBeInTheDocument();
    expect(screen.getByText('Z-report no. 10')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Print' })).toBeInTheDocument();
    await tap('Back');
    await title('The last closes.');
    await tap('Back');
    expect(await screen.findByText('Before closing')).toBeInTheDocument();
  });

  it('may be none', async () => {
    await count();
    await tap('Past closes');
    expect(await screen.findByText('This tablet has no close yet.')).toBeInTheDocument();
  });
});
