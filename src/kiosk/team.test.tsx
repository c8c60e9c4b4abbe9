// @vitest-environment jsdom
// The team's stories: the day's file by the closing passphrase, and what a manager does rarely.
import '@testing-library/jest-dom/vitest';
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enrolEn } from '#i18n/kiosk/enrol-en.ts';
import { teamEn } from '#i18n/kiosk/team-en.ts';
import { App } from './app.tsx';
import type { DayFileOrder, DayFileResult } from './kiosk.ts';
import { FORGET_AFTER } from './staff/use-forgetting.ts';
import { dayRow } from './testing/day-row.ts';
import { createFakeKiosk, type FakeKiosk, PASSPHRASE, sampleConfig } from './testing/fake-kiosk.ts';

// a screen's first import can take seconds on a busy machine; waiting is not what is tested
configure({ asyncUtilTimeout: 15_000 });

const STRONG = 'péniche marteau citron brume';
const config = { ...sampleConfig, languages: ['en' as const, 'fr' as const] };
const user = userEvent.setup();
const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name });
const tap = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const passphrase = () => field(enrolEn.passphrase.label);

/** What has been handed to the browser's downloads. */
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

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function openTeam(some: Parameters<typeof createFakeKiosk>[0] = {}): Promise<FakeKiosk> {
  const kiosk = createFakeKiosk({ config, ...some });
  render(<App kiosk={kiosk} />);
  await tap('Team');
  await screen.findByText(teamEn.rows.version);
  return kiosk;
}

async function openManager(view: RegExp, some: Parameters<typeof createFakeKiosk>[0] = {}): Promise<FakeKiosk> {
  const kiosk = await openTeam(some);
  await tap(/^Manager/);
  await title(teamEn.managed.title);
  await tap(view);
  return kiosk;
}

describe('the status', () => {
  const row = (label: string) => screen.getByText(label).closest('.team-row');

  it.each([
    [0, 'None', 'fine'],
    ['unknown', teamEn.lostUnknown, 'amber'],
    [null, teamEn.lostNotYet, 'fine'],
  ] as const)('tells of %j lost as %j', async (lost, said, tone) => {
    await openTeam({ status: { lost } });
    expect(row('Lost')).toHaveTextContent(said);
    expect(row('Lost')).toHaveClass(`team-row-${tone}`);
  });

  it('tells of a clock that is more than two minutes off', async () => {
    const kiosk = await openTeam({ status: { skew: 120_000 } });
    expect(row('Clock')).toHaveTextContent('Right');
    act(() => kiosk.setStatus({ skew: 180_000 }));
    expect(row('Clock')).toHaveTextContent('Slow by 3 minutes');
    expect(row('Clock')).toHaveClass('team-row-amber');
  });
});

describe('a retired tablet', () => {
  const faces: Record<string, () => Promise<FakeKiosk>> = {
    'on its welcome screen': async () => {
      const kiosk = createFakeKiosk({ config });
      render(<App kiosk={kiosk} />);
      await screen.findByRole('button', { name: 'Team' });
      return kiosk;
    },
    'under a shopper’s finger': async () => {
      const kiosk = createFakeKiosk({ config });
      render(<App kiosk={kiosk} />);
      await tap('Start');
      await title(/^May/);
      return kiosk;
    },
    'on the team’s screen': () => openTeam(),
    'deep in the team’s screens': () => openManager(/^Change the/),
  };

  it.each(Object.keys(faces))(
    'says at once, %s, that it is empty, calmly, and can only be enrolled again',
    async (face) => {
      const kiosk = await faces[face]?.();
      act(() => kiosk?.setStatus({ stopped: 'retired' }));
      expect(await title('Tablet retired')).toHaveFocus();
      expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Enrol this tablet']);
      expect(document.querySelector('.mark-exclamation')).toBeNull();
      expect(document.querySelector('.mark-stop')).toBeInTheDocument();
    },
  );
});

describe('the day’s file', () => {
  const open = async (kiosk = openTeam({ rows: [dayRow(), dayRow({ seq: 2 })] })) => {
    const opened = await kiosk;
    await tap(/^The day’s file/);
    expect(await title('The answers of 21\u00a0November.')).toBeInTheDocument();
    expect(screen.getByText(/Each reading is noted/)).toBeInTheDocument();
    return opened;
  };

  it.each([
    [/^For Excel/, 'consents-2026-11-21-excel.csv'],
    [/^Plain CSV/, 'consents-2026-11-21.csv'],
    [/^JSON Lines/, 'consents-2026-11-21.jsonl'],
  ])('opens by the closing passphrase, as %s, with its manifest', async (form, name) => {
    await open();
    expect(passphrase()).toHaveFocus();
    await user.type(passphrase(), PASSPHRASE);
    await tap(form);
    expect(await title('The file of 21\u00a0November is ready.')).toHaveFocus();
    expect(screen.getByText(/^Two lines, one per question/)).toBeInTheDocument();
    expect(saved).toEqual([]);
    await tap(/^Save/);
    expect(await screen.findByText(/^In the downloads/)).toBeInTheDocument();
    expect(saved.map((file) => file.name)).toEqual([name, `${name}.manifest.txt`]);
    expect(await saved[0]?.content.text()).toContain('camille@example.fr');
    await tap(/^Another file/);
    expect(passphrase()).toHaveValue('');
  });

  it('opens by the Enter key, for Excel', async () => {
    await open();
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await tap(/^Save/);
    await screen.findByText(/^In the downloads/);
    expect(saved[0]?.name).toMatch(/excel/);
  });

  it('goes to the share sheet first where there is one, with all its files', async () => {
    const shared: string[][] = [];
    const give = vi.fn(async ({ files = [] }: ShareData) => void shared.push(files.map(({ name }) => name)));
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { canShare: () => true, share: give }));
    await open();
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await title(/is ready/);
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent?.split(/[A-Z]/)[1])).toEqual(
      ['Team', 'Share', 'Save', 'Another file'].map((name) => name.slice(1)),
    );
    give.mockRejectedValueOnce(new DOMException('', 'AbortError')); // the person has closed it
    await tap(/^Share/);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    await tap(/^Share/);
    expect(await screen.findByText(/^Handed over/)).toBeInTheDocument();
    expect(shared).toEqual([['consents-2026-11-21-excel.csv', 'consents-2026-11-21-excel.csv.manifest.txt']]);
    give.mockRejectedValueOnce(new DOMException('', 'NotAllowedError')); // this kind of file is not for sharing
    await tap(/^Share/);
    expect(await screen.findByRole('alert')).toHaveTextContent('It can still be saved');
    expect(saved).toEqual([]);
  });

  it('of an earlier day can still be had the next morning', async () => {
    await open(openTeam({ rows: [dayRow({ businessDay: '2026-11-20' })] }));
    await user.selectOptions(await screen.findByLabelText('Day'), '2026-11-20');
    await title('The answers of 20\u00a0November.');
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await title('The file of 20\u00a0November is ready.');
    await tap(/^Save/);
    await screen.findByText(/^In the downloads/);
    expect(saved[0]?.name).toBe('consents-2026-11-20-excel.csv');
  });

  it('says how far it is, and can be stopped: nothing is given out then', async () => {
    const kiosk = await openTeam();
    let asked: DayFileOrder | undefined;
    let finish: (result: DayFileResult) => void = () => {};
    kiosk.writeDayFile = (order) => {
      asked = order;
      return new Promise((resolve) => (finish = resolve));
    };
    await open(Promise.resolve(kiosk));
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    act(() => asked?.onProgress(312, 2000));
    expect(screen.getByRole('progressbar', { name: '312 of 2,000' })).toHaveAttribute('value', '312');
    await tap('Stop');
    expect(asked?.signal.aborted).toBe(true);
    await act(async () => finish({ outcome: 'cancelled' }));
    expect(screen.getByText('Stopped: no file was made.')).toBeInTheDocument();
    expect(passphrase()).toHaveValue('');
  });

  it('names what is held apart', async () => {
    const kiosk = await openTeam();
    kiosk.writeDayFile = async () => ({ outcome: 'written', files: [], rows: 3, heldApart: 1 });
    await open(Promise.resolve(kiosk));
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    expect(await screen.findByText(/^One record is held apart and does not count/)).toBeInTheDocument();
  });

  it.each([
    ['a wrong passphrase', 'tiroir lune violon', 'That is not the passphrase.'],
    ['none', '', 'Type the closing passphrase.'],
  ])('stays closed to %s, without a hint, and the field keeps the focus', async (_, typed, said) => {
    await open();
    if (typed) await user.type(passphrase(), typed);
    await tap(/^For Excel/);
    await waitFor(() => expect(passphrase()).toHaveAccessibleDescription(said));
    expect(passphrase()).toBeInvalid();
    expect(passphrase()).toHaveFocus();
    expect(saved).toEqual([]);
  });

  it('is opened once, however often it is asked for meanwhile, and for nobody who has left', async () => {
    const kiosk = await openTeam();
    let asked: DayFileOrder | undefined;
    let finish: () => void = () => {};
    const write = vi.fn((order: DayFileOrder) => {
      asked = order;
      return new Promise<DayFileResult>(
        (resolve) => (finish = () => resolve({ outcome: 'written', files: [], rows: 0, heldApart: 0 })),
      );
    });
    kiosk.writeDayFile = write;
    await open(Promise.resolve(kiosk));
    await user.type(passphrase(), PASSPHRASE);
    await tap(/^Plain CSV/);
    expect(await screen.findByRole('button', { name: /^Opening/ })).toHaveAttribute('aria-disabled', 'true');
    await tap(/^For Excel/);
    expect(write).toHaveBeenCalledTimes(1);
    await tap('Team');
    expect(asked?.signal.aborted).toBe(true);
    await act(async () => finish());
    expect(screen.queryByRole('heading', { name: /is ready/ })).toBeNull();
    expect(saved).toEqual([]);
  });

  it('that cannot be opened says so with the code for the team', async () => {
    const kiosk = await openTeam();
    kiosk.writeDayFile = async () => ({ outcome: 'not-opened', code: 'S-READ' });
    await open(Promise.resolve(kiosk));
    await user.type(passphrase(), PASSPHRASE);
    await tap(/^For Excel/);
    expect(await screen.findByRole('alert')).toHaveTextContent('Code S-READ');
    expect(passphrase()).toHaveValue('');
  });

  it('forgets what was typed when somebody leaves it, and after two minutes', async () => {
    await open();
    await user.type(passphrase(), PASSPHRASE);
    await tap('Team');
    await tap(/^The day’s file/);
    expect(passphrase()).toHaveValue('');
    vi.useFakeTimers({ toFake: ['Date'] });
    fireEvent.change(passphrase(), { target: { value: PASSPHRASE } });
    vi.setSystemTime(Date.now() + FORGET_AFTER + 1000);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(passphrase()).toHaveValue('');
    expect(screen.getByText(enrolEn.forgotten)).toBeInTheDocument();
  });

  it('that is ready goes with the screen, and after two minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await open();
    await user.type(passphrase(), `${PASSPHRASE}{Enter}`);
    await title(/is ready/);
    vi.setSystemTime(Date.now() + FORGET_AFTER + 1000);
    act(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
    expect(passphrase()).toHaveValue('');
  });
});

describe('the closing passphrase', () => {
  const change = async (current: string, next: string, again = next) => {
    await title('Change the closing passphrase');
    await user.type(field('Current passphrase'), current);
    await user.type(field('New passphrase'), next);
    await user.type(field(enrolEn.passphrase.again), again);
    await tap('Change');
  };

  it('can be changed by who knows it', async () => {
    const kiosk = await openManager(/^Change the/);
    await change(PASSPHRASE, STRONG);
    expect(await title('Changed')).toHaveFocus();
    expect(kiosk.passphrase).toBe(STRONG);
    expect(document.querySelector('input')).toBeNull();
  });

  it('stays for who does not know it', async () => {
    const kiosk = await openManager(/^Change the/);
    await change('not this one', STRONG);
    await waitFor(() => expect(field('Current passphrase')).toHaveAccessibleDescription('That is not the passphrase.'));
    expect(field('Current passphrase')).toHaveFocus();
    expect(kiosk.passphrase).toBe(PASSPHRASE);
  });

  it('is not changed to a weak one, nor to what stands above the door', async () => {
    const kiosk = await openManager(/^Change the/);
    await change(PASSPHRASE, 'librairie du canal');
    await waitFor(() => expect(field('New passphrase')).toHaveAccessibleDescription(enrolEn.problem.weak));
    expect(kiosk.passphrase).toBe(PASSPHRASE);
  });

  it('still holds when the new one could not be stored', async () => {
    const kiosk = await openManager(/^Change the/);
    kiosk.changePassphrase = async () => 'not-changed';
    await change(PASSPHRASE, STRONG);
    expect(await screen.findByRole('alert')).toHaveTextContent('The current passphrase still holds.');
    for (const input of document.querySelectorAll('input')) expect(input).toHaveValue('');
  });
});

describe('the rescue export', () => {
  it('saves the sealed journal under the till and the day, without a passphrase', async () => {
    await openManager(/^Rescue export/);
    await tap('Save the file');
    await screen.findByText('Done: journal-caisse-1-2026-11-21.jsonl is in the downloads.');
    expect(await saved[0]?.content.text()).toBe('sealed\n');
  });

  it('that fails says not to use the tablet', async () => {
    const kiosk = await openManager(/^Rescue export/);
    kiosk.exportJournal = () => Promise.reject(new Error('gone'));
    await tap('Save the file');
    expect(await screen.findByRole('alert')).toHaveTextContent(/Stop using this tablet/);
    expect(saved).toEqual([]);
  });
});

describe('a tablet enrolled anew', () => {
  const REPLACE = /^Enrol this tablet anew/;
  const replace = async () => {
    await tap('Continue');
    await user.type(field('Code'), 'K7M49QXT{Enter}');
    await title('The closing passphrase');
    await user.type(passphrase(), STRONG);
    await user.type(field(enrolEn.passphrase.again), STRONG);
    await tap('Enrol this tablet');
  };

  it('first sends what waits, and then loses today’s answers, which it says', async () => {
    const kiosk = await openManager(REPLACE, { status: { waiting: 2, oldestWaitingAt: Date.now() } });
    await title('Enrol this tablet anew');
    expect(screen.getByText('Two answers still wait. Send them first.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
    await tap('Send now');
    expect(kiosk.synced).toBe(1);
    act(() => kiosk.setStatus({ waiting: 0, oldestWaitingAt: null }));
    expect(screen.getByText(/save the day’s file first/)).toBeInTheDocument();
    await tap('The day’s file');
    await title(/^The answers of/);
  });

  it('has a new identity, and returns to the welcome screen', async () => {
    const kiosk = await openManager(REPLACE);
    kiosk.replace = vi.fn(async () => 'replaced' as const);
    await replace();
    await title('Done');
    expect(kiosk.replace).toHaveBeenCalledWith({ code: 'K7M49QXT', passphrase: STRONG });
    await tap('Home');
    expect(await screen.findByRole('button', { name: 'Team' })).toBeInTheDocument();
    expect(kiosk.idled).toBe(2);
  });

  it('is still the old one when the code does not work', async () => {
    const kiosk = await openManager(REPLACE);
    kiosk.replace = async () => 'code';
    await replace();
    expect(await screen.findByRole('alert')).toHaveTextContent(enrolEn.failure.code);
    await title('The enrolment code');
  });
});
