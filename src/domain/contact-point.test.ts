import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskContact, toContactIdentity } from './contact-identity.ts';
import { EMAIL_MAX_LENGTH, isE164, toEmailIdentity } from './contact-point.ts';

describe('the identity of an e-mail address (D10)', () => {
  it.each([
    ['as it stands', 'camille@exemple.fr', 'camille@exemple.fr'],
    ['capitals, also before the @', 'Camille.Martin@Exemple.FR', 'camille.martin@exemple.fr'],
    ['spaces around', '  camille@exemple.fr\n', 'camille@exemple.fr'],
    ['é as one character', 'rené@exemple.fr', 'ren\u00e9@exemple.fr'],
    ['é as e and an accent', 'rene\u0301@exemple.fr', 'ren\u00e9@exemple.fr'],
    ['a capital that composes only when lowered', 'J\u030C@exemple.fr', '\u01F0@exemple.fr'],
    ['an accent in the domain', 'camille@école.fr', 'camille@xn--cole-9oa.fr'],
    ['a domain already as A-label', 'camille@XN--cole-9oa.fr', 'camille@xn--cole-9oa.fr'],
    ['a domain in another script', 'camille@例え.jp', 'camille@xn--r8jz45g.jp'],
    ['an emoji domain', 'camille@i❤.ws', 'camille@xn--i-7iq.ws'],
    ['a full-width domain', 'camille@ｅｘｅｍｐｌｅ．ｆｒ', 'camille@exemple.fr'],
    ['an ideographic full stop', 'camille@exemple。fr', 'camille@exemple.fr'],
    ['an emoji before the @', '🌻@exemple.fr', '🌻@exemple.fr'],
    ['right-to-left text', 'סוניה@exemple.fr', 'סוניה@exemple.fr'],
    ['plus and apostrophe', "o'hara+shop@exemple.fr", "o'hara+shop@exemple.fr"],
    ['what a spreadsheet would run', '=cmd()@exemple.fr', undefined],
    ['a formula without brackets', '=1+1@exemple.fr', '=1+1@exemple.fr'],
  ])('%s', (_, typed, identity) => {
    expect(toEmailIdentity(typed)).toBe(identity);
  });

  it.each([
    ['nothing', ''],
    ['no @', 'camille.exemple.fr'],
    ['nothing before the @', '@exemple.fr'],
    ['nothing after it', 'camille@'],
    ['two @', 'camille@martin@exemple.fr'],
    ['a full-width @', 'camille＠exemple.fr'],
    ['a full-width @ in the domain', 'camille@exemple＠autre.fr'],
    ['quotes', '"camille martin"@exemple.fr'],
    ['a space inside', 'camille martin@exemple.fr'],
    ['a comma', 'camille,martin@exemple.fr'],
    ['two addresses', 'camille@exemple.fr, rene@exemple.fr'],
    ['angle brackets', 'Camille <camille@exemple.fr>'],
    ['a dot at the start', '.camille@exemple.fr'],
    ['a dot before the @', 'camille.@exemple.fr'],
    ['two dots', 'camille..martin@exemple.fr'],
    ['a line break, which would forge a header', 'camille\r\nBcc: a@exemple.fr'],
    ['a null character', 'camille\u0000@exemple.fr'],
    ['a mark that turns the direction of text', 'camille\u202E@exemple.fr'],
    ['an invisible space', 'cam\u200Bille@exemple.fr'],
    ['half a character', 'camille\uD83C@exemple.fr'],
    ['no top-level domain', 'camille@localhost'],
    ['an IP address', 'camille@192.168.0.1'],
    ['a bracketed IP address', 'camille@[192.168.0.1]'],
    ['a top-level domain of one letter', 'camille@exemple.f'],
    ['an empty label', 'camille@exemple..fr'],
    ['a dot at the end', 'camille@exemple.fr.'],
    ['a label that starts with a hyphen', 'camille@-exemple.fr'],
    ['an underscore in the domain', 'camille@ex_emple.fr'],
    ['a label of 64 characters', `camille@${'a'.repeat(64)}.fr`],
    ['10,000 characters', `${'a'.repeat(9_990)}@exemple.fr`],
    ['10,000 dots', `${'a.'.repeat(5_000)}@exemple.fr`],
  ])('is none for %s', (_, typed) => {
    expect(toEmailIdentity(typed)).toBeUndefined();
  });

  it('takes 64 octets before the @ and 254 in all, counted in UTF-8 (RFC 5321)', () => {
    const domain = (length: number) =>
      `${`${'a'.repeat(50)}.`.repeat(4)}`
        .slice(0, length - 3)
        .replace(/\.$/, 'a')
        .concat('.fr');
    expect(toEmailIdentity(`${'a'.repeat(64)}@exemple.fr`)).toBeDefined();
    expect(toEmailIdentity(`${'a'.repeat(65)}@exemple.fr`)).toBeUndefined();
    expect(toEmailIdentity(`${'é'.repeat(32)}@exemple.fr`)).toBeDefined();
    expect(toEmailIdentity(`${'é'.repeat(33)}@exemple.fr`)).toBeUndefined();
    expect(toEmailIdentity(`${'🌻'.repeat(16)}@exemple.fr`)).toBeDefined();
    expect(toEmailIdentity(`${'🌻'.repeat(17)}@exemple.fr`)).toBeUndefined();
    const longest = `${'a'.repeat(64)}@${domain(189)}`;
    expect(longest).toHaveLength(EMAIL_MAX_LENGTH);
    expect(toEmailIdentity(longest)).toBe(longest);
    expect(toEmailIdentity(`${'a'.repeat(64)}@${domain(190)}`)).toBeUndefined();
  });

  it('is its own identity, and holds nothing that a mail header or a line of a file would trip over', () => {
    const tricky = fc.constantFrom(...'aA.@-Σßİﬀ＠Ａ。\u0301\u030C\u0338\u200D\u1100\u1161 <"J');
    const part = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.string({ unit: tricky, maxLength: 6 }));
    const typed = fc.oneof(
      part.map((local) => `${local}@École.fr`),
      part.map((domain) => `camille@${domain}.fr`),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const identity = toEmailIdentity(text);
        if (identity === undefined) return;
        expect(toEmailIdentity(identity)).toBe(identity);
        expect(toEmailIdentity(` ${text} `)).toBe(identity);
        expect(identity).not.toMatch(/[\s"<>,;\p{Cc}]/u);
        expect(identity.split('@')).toHaveLength(2);
      }),
    );
  });
});

describe('the identity of a phone number (D10)', () => {
  it.each(['+33612345678', '+442079460958', '+12025550123', '+999999999999999'])('is %s itself', (number) => {
    expect(isE164(number)).toBe(true);
    expect(toContactIdentity('phone', number)).toBe(number);
  });

  it.each([
    '0612345678',
    '33612345678',
    '+33 6 12 34 56 78',
    '+0612345678',
    '+123456',
    '+1234567890123456',
    '+٣٣٦١٢٣٤٥٦٧٨',
    '',
  ])('is none for %s', (text) => {
    expect(isE164(text)).toBe(false);
    expect(toContactIdentity('phone', text)).toBeUndefined();
  });
});

describe('a mask', () => {
  it.each([
    ['email', 'camille@exemple.fr', 'c•••••e@exemple.fr'],
    ['email', 'al@exemple.fr', 'a•••••@exemple.fr'],
    ['email', 'a@exemple.fr', 'a•••••@exemple.fr'],
    ['email', '🌻🌷🌹@exemple.fr', '🌻•••••🌹@exemple.fr'],
    ['phone', '+33612345678', '+33••••••78'],
  ] as const)('of %s %s', (kind, identity, mask) => {
    expect(maskContact(kind, identity)).toBe(mask);
  });

  it('shows at most the first and last character before the @, and not how many there are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{3,30}$/), (local) => {
        expect(maskContact('email', `${local}@exemple.fr`)).toBe(`${local[0]}•••••${local.at(-1)}@exemple.fr`);
      }),
    );
  });

  it('shows two digits before and two after of a number, and not how many there are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{6,14}$/), (digits) => {
        expect(maskContact('phone', `+${digits}`)).toBe(`+${digits.slice(0, 2)}••••••${digits.slice(-2)}`);
      }),
    );
  });
});
