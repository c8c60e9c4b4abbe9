import { describe, expect, it } from 'vitest';
import { anybody } from '#domain/visit.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { type Answer, beginSession, finishSaving } from '../session/machine.ts';
import { sampleConfig } from '../testing/fake-kiosk.ts';
import { thanksText } from './thanks-text.ts';

const { questions } = sampleConfig;

function thank(said: readonly Answer[], online = true) {
  const answers = Object.fromEntries(questions.map((q, i) => [q.id, said[i] as Answer]));
  const state = { ...beginSession('draft-1', 'en', anybody), answers };
  const saved = finishSaving(state, { outcome: 'saved', answerUrl: null });
  return thanksText(saved, questions, kioskWords.en.thanks, 'happy reading', online);
}

describe('a thank-you', () => {
  it('says what comes, and that nothing else does', () => {
    expect(thank(['no', 'yes', 'no'])).toMatchObject({
      kind: 'noted',
      text: 'You will hear from us by text, nothing else. Thank you, and happy reading.',
    });
  });

  it('asks for the confirmation and claims nothing before it', () => {
    const { kind, text } = thank(['yes', 'no', 'no']);
    expect(kind).toBe('step');
    expect(text).toContain('Nothing starts before you confirm');
    expect(text).not.toContain('You will hear from us');
  });

  it('says both truths when one yes is noted and another waits', () => {
    const { kind, text, mixed } = thank(['yes', 'yes', 'yes']);
    expect({ kind, mixed }).toEqual({ kind: 'step', mixed: true });
    expect(text).toMatch(/^Noted for texts and for calls\. For e-mail, .*nothing starts before you confirm/);
  });

  it.each([['yes', 'no', 'no'] as const, ['yes', 'yes', 'no'] as const])(
    'does not say that a mail is on its way while the tablet is offline (%s, %s, %s)',
    (...said) => {
      const { text } = thank(said, false);
      expect(text).toContain('The tablet is offline');
      expect(text).not.toContain('right now');
    },
  );

  it('is as kind for a no', () => {
    expect(thank(['no', 'no', 'no'])).toMatchObject({
      kind: 'refused',
      text: 'We will not write or call. Thank you for telling us, and happy reading.',
    });
  });
});
