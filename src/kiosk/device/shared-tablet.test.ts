// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardSharedTablet } from './shared-tablet.ts';

const page = { clear: vi.fn(), reload: vi.fn() };
const request = vi.fn(async (_type: string) => ({}));

afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllMocks();
  Reflect.deleteProperty(navigator, 'wakeLock');
});

const withWakeLock = () => Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
const show = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
};

describe('a tablet on a counter', () => {
  it('stays awake, and asks for it again each time it comes back into sight', () => {
    withWakeLock();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    guardSharedTablet(page);
    expect(request.mock.calls).toEqual([['screen']]);
    show('hidden');
    expect(request).toHaveBeenCalledTimes(1);
    show('visible');
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('works where the browser knows no such lock, or refuses it', async () => {
    expect(() => guardSharedTablet(page)).not.toThrow();
    withWakeLock();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
    request.mockRejectedValueOnce(new DOMException('low battery', 'NotAllowedError'));
    guardSharedTablet(page);
    await Promise.resolve(); // an unhandled rejection would fail the run
  });

  it.each([
    ['pagehide', 'clear'],
    ['pageshow', 'reload'],
  ] as const)('at %s of a page that is kept for the Back button does %s, and else nothing', (type, done) => {
    guardSharedTablet(page);
    dispatchEvent(new PageTransitionEvent(type, { persisted: false }));
    expect(page[done]).not.toHaveBeenCalled();
    dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
    expect(page[done]).toHaveBeenCalled();
  });

  it('keeps nothing of a screen that is gone, whatever of it the browser still holds, and all of one that moved', async () => {
    guardSharedTablet(page);
    document.body.innerHTML =
      '<main><p><b>a@exemple.fr</b></p><input value="b@exemple.fr"><input type="radio" checked><svg><path d="M0 1"/></svg><button>Quitter</button></main><i>stays</i>';
    const [main, input, radio, path, button, stays] = ['main', 'input', '[type=radio]', 'path', 'button', 'i'].map(
      (name) => document.querySelector(name) as Element,
    );
    Object.assign(input as Element, { value: 'c@exemple.fr' });
    main?.remove();
    document.body.prepend(stays as Element);
    await Promise.resolve();
    expect([main, input, button].map((node) => [node?.parentNode, node?.childNodes.length])).toEqual(
      Array(3).fill([null, 0]),
    );
    expect(input).toMatchObject({ value: '', defaultValue: '' });
    expect(radio).toMatchObject({ checked: false, defaultChecked: false });
    expect(path?.getAttributeNames()).toEqual([]);
    expect(document.body.innerHTML).toBe('<i>stays</i>');
  });
});
