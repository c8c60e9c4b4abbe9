import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeKiosk } from '../testing/fake-kiosk.ts';
import { createSession } from './store.ts';

afterEach(() => vi.unstubAllGlobals());

function refuse(kiosk = createFakeKiosk()) {
  const session = createSession(kiosk, 'fr', () => {});
  session.answer(
    kiosk.config.questions.map((q) => q.id),
    'no',
  );
  return { kiosk, session };
}

describe('a session', () => {
  it('saves once, however often it is told to', async () => {
    const { kiosk, session } = refuse();
    await Promise.all([session.confirm(), session.confirm(), session.confirm()]);
    await session.confirm();
    expect(kiosk.answers).toHaveLength(1);
    expect(session.store.getState().step).toBe('thanks');
  });

  it('gives no thanks when saving breaks down, and reports the bug', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    const bug = new Error('bug');
    const { kiosk, session } = refuse();
    kiosk.save = () => Promise.reject(bug);
    await session.confirm();
    expect(session.store.getState()).toMatchObject({ step: 'not-saved', result: { code: 'unexpected' } });
    expect(report).toHaveBeenCalledWith(bug);
  });

  it('draws its draft’s id when the form is first shown, and another one for a stop', async () => {
    const { session } = refuse();
    const before = session.store.getState().draftId;
    await session.confirm();
    session.beginStop();
    expect(session.store.getState()).toMatchObject({ act: 'stop', answers: {}, contacts: {} });
    expect(session.store.getState().draftId).not.toBe(before);
  });
});
