import type { EnrolWords } from './enrol-fr.ts';
import { plural } from './grammar.ts';

export const enrolEn: EnrolWords = {
  title: 'New tablet',
  step: (n, of) => `Step ${n} of ${of}`,
  back: 'Back',
  language: (name) => `Change language: ${name}`,
  code: {
    title: 'The enrolment code',
    lede: 'Head office gives you eight characters. They are good for ten minutes, and once.',
    label: 'Code',
    facts: [
      'Capitals or small letters, with or without a hyphen.',
      'The letter O is read as zero; I and L as 1.',
      'The code is checked at the end.',
    ],
    impossible: (character) => `No code contains “${character}”.`,
    missing: (n) => `${n} more ${plural(n, 'character', 'characters')}`,
    action: 'Continue',
  },
  passphrase: {
    title: 'The closing passphrase',
    lede: 'It opens the day’s file. Without it nobody reads an address on this tablet.',
    facts: [
      'Four words that have nothing to do with each other are strong, and easy to keep in mind.',
      'Nobody can recover it, not even head office. Write it down, and keep it away from the tablet.',
    ],
    label: 'Closing passphrase',
    again: 'The same, once more',
    show: 'Show',
    hide: 'Hide',
    action: 'Enrol this tablet',
    busy: 'Enrolling',
  },
  strength: {
    label: 'Strength',
    scores: ['Very weak', 'Weak', 'Not yet strong enough', 'Strong', 'Very strong'],
    atLeast: 'At least 10 characters',
  },
  problem: {
    empty: 'Type the closing passphrase.',
    short: 'It takes at least 10 characters.',
    weak: 'A thief of the tablet could guess it: without a network, and as often as they like. Add an unrelated word.',
    differ: 'The two passphrases are not the same.',
    unmeasured: 'Its strength could not be measured. Close the kiosk, open it again, and retry.',
    wrong: 'That is not the passphrase.',
  },
  forgotten: 'Two minutes without a touch: what was typed has been cleared.',
  failure: {
    code: 'This code does not work: it is wrong, used already, or more than ten minutes old. Check it, or ask head office for another.',
    network:
      'Head office does not answer. Check the network, then try again. The code still holds if it is less than ten minutes old.',
    passphrase: 'This passphrase is too short: it takes at least 10 characters.',
    'not-drained': 'Answers are still waiting on this tablet. Send them first.',
    storage: 'The tablet could not keep its enrolment. Restart it, and ask head office for a new code.',
  },
};
