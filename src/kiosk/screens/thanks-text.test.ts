import { describe, expect, it } from 'vitest';
import type { Question } from '#domain/shop-config.ts';
import { anybody } from '#domain/visit.ts';
import { kioskWords } from '#i18n/kiosk/words.ts';
import { type Answer, beginSession, finishSaving } from '../session/machine.ts';
import { sampleConfig } from '../testing/fake-kiosk.ts';
import { thanksText } from './thanks-text.ts';

const { questions } = sampleConfig;

function thank(said: readonly Answer[], online = true, asked: readonly Question[] = questions) {
  const answers = Object.fromEntries(asked.map((q, i) => [q.id, said[i] as Answer]));
  const state = { ...beginSession('draft-1', 'en', anybody), answers };
  const saved = finishSaving(state, { outcome: 'saved', answerUrl: null });
  return thanksText(saved, asked, kioskWords.en.thanks, 'happy reading', online);
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
      expect(text).toMatch(/the tablet is offline/i);
      expect(text).toContain('othing starts before you confirm');
      expect(text).not.toContain('right now');
    },
  );

  it('is as kind for a no', () => {
    expect(thank(['no', 'no', 'no'])).toMatchObject({
      kind: 'refused',
      text: 'We will not contact you by e-mail, by text or by phone. Thank you for telling us, and happy reading.',
    });
  });

  it('promises for a no only what was asked', () => {
    const byEmail = questions[0] as Question;
    expect(thank(['no'], true, [byEmail]).text).toMatch(/^We will not contact you by e-mail\./);
    const card: Question = { ...byEmail, use: 'loyalty' };
    expect(thank(['no'], true, [card]).text).toBe('Thank you for telling us, and happy reading.');
  });

  it('says of a stop when it leaves, and claims nothing more while the tablet is offline', () => {
    const state = { ...beginSession('draft-1', 'fr', anybody), act: 'stop' as const };
    const stop = (online: boolean) => thanksText(state, questions, kioskWords.fr.thanks, '', online).text;
    expect(stop(true)).toMatch(/Votre demande part à l’instant\.$/);
    expect(stop(false)).toMatch(/hors ligne\s: votre demande partira dès son retour, et vaudra dès lors\.$/);
  });
});
