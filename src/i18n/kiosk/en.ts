import type { Channel } from '#domain/shop-config.ts';
import type { KioskWords, Stopped } from './fr.ts';
import { list, plural } from './grammar.ts';

const and = list('and');
const or = list('or');
export const numbers = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];
const said = { yes: 'Yes', no: 'No' };
const toChannel: Record<Channel, string> = {
  email: 'to e-mail',
  sms: 'to texts',
  phone: 'to calls',
  post: 'to letters',
};
const forChannel: Record<Channel, string> = {
  email: 'for e-mail',
  sms: 'for texts',
  phone: 'for calls',
  post: 'for letters',
};
const byChannel: Record<Channel, string> = { email: 'by e-mail', sms: 'by text', phone: 'by phone', post: 'by post' };
const plainChannel: Record<Channel, string> = { email: 'e-mails', sms: 'texts', phone: 'calls', post: 'letters' };
const stopped: Record<Stopped, string> = {
  all: 'everything: e-mails, texts, calls and letters',
  line: 'what you have chosen',
  email: 'the e-mails',
  sms: 'the texts',
  phone: 'the calls',
  post: 'the letters',
};
const seconds = (n: number) => `${n} ${plural(n, 'second', 'seconds')}`;

export const en: KioskWords = {
  answer: said,
  objection: { yes: 'That’s fine', no: 'I object' },
  bar: { back: 'Back', leave: 'Leave', language: (name) => `Change language: ${name}` },
  questions: {
    unless: 'Unless you object',
    objection: 'Objecting is free, here or later, and changes nothing about your purchase.',
    spoken: 'Read this aloud, and note each answer.',
    free: 'A no changes nothing about your purchase.',
    asQuestion: (words) => `${words}?`,
    same: (count) => `Same answer to ${count === 2 ? 'both' : `all ${numbers[count]?.toLowerCase() ?? count}`}?`,
    missing: (count) => `${count} more ${plural(count, 'answer', 'answers')}`,
    more: 'Who, why, for how long?',
    step: (n, of) => `Page ${n} of ${of}`,
  },
  notice: {
    version: (version, since) => `Notice ${version}, in force since ${since}.`,
    age: (years) => `From ${years} years of age.`,
    back: 'Go back',
  },
  action: { next: 'Continue', confirm: 'Confirm', finish: 'Finish', edit: 'Change' },
  email: {
    title: 'Your e-mail address',
    lede: 'Used only for what you have just accepted.',
    meant: { before: 'Did you mean ', after: '?' },
    correct: 'Yes, correct it',
    keep: 'No, keep mine',
    empty: 'Type your e-mail address.',
    invalid: 'This address looks incomplete. Example: camille@example.com',
    tooLong: 'This address is too long.',
    keyboard: 'Keyboard',
    erase: 'Erase',
  },
  phone: {
    title: 'Your phone number',
    lede: (yes, no) =>
      [
        `For the ${and(yes.map((channel) => plainChannel[channel]))} you have just accepted.`,
        no.length > 0 && `No ${and(no.map((channel) => plainChannel[channel]))}, as you asked.`,
      ]
        .filter(Boolean)
        .join(' '),
    missing: (digits) => `${digits} more ${plural(digits, 'digit', 'digits')}`,
    empty: 'Type your phone number.',
    invalid: 'No number has this form.',
    pad: 'Number pad',
    erase: 'Erase one digit',
  },
  review: {
    title: 'You told us:',
    told: (answer, channel) => `${answer === 'yes' ? 'Fine with' : 'You object to'} ${plainChannel[channel]}.`,
    spoken: (answer, channel) => `${said[answer]} ${toChannel[channel]}.`,
    other: (answer, verb) => `${said[answer]}: ${verb}.`,
    editAnswer: (channel) => `Change my answer ${forChannel[channel]}`,
    editContact: {
      email: 'Change my e-mail address',
      phone: 'Change my phone number',
      postal: 'Change my postal address',
    },
    age: (years) => `By confirming, you say you are ${years} or older.`,
    aloud: 'To be read aloud:',
    change: (byLink) =>
      `You can change your mind at any time: ${byLink ? 'here, online or by the link in each message' : 'here or online'}.`,
  },
  saving: 'We are storing your answer on this tablet.',
  thanks: {
    noted: ['Noted'],
    step: ['One more', 'step'],
    yes: (channels, onlyThese) =>
      `You will hear from us ${and(channels.map((channel) => byChannel[channel]))}${onlyThese ? ', nothing else' : ''}.`,
    no: (channels) => `We will not contact you ${or(channels.map((channel) => byChannel[channel]))}.`,
    merci: (farewell) => `Thank you, and ${farewell}.`,
    merciForNo: (farewell) => `Thank you for telling us, and ${farewell}.`,
    also: (channels) => `Noted ${and(channels.map((channel) => forChannel[channel]))}.`,
    online: 'Thank you. We are writing to you right now. Nothing starts before you confirm.',
    offline:
      'Thank you. The tablet is offline: your confirmation e-mail will leave as soon as it is back. Nothing starts before you confirm.',
    onlineMixed: 'For e-mail, we are writing to you right now: nothing starts before you confirm.',
    offlineMixed:
      'For e-mail, the tablet is offline: our message will leave as soon as it is back, and nothing starts before you confirm.',
    inbox: 'In your mailbox',
    steps: (days) => [
      'Open “Confirm your address”.',
      'Touch “Confirm my address”, then “Confirm”.',
      `That is all. Without it, we erase your address in ${days} ${plural(days, 'day', 'days')}.`,
    ],
    answer: 'Your answer',
    scan: 'Scan to see it or take it back.',
    scanOffline: 'Scan to see it or take it back, once the tablet has a network.',
    code: 'QR code of your answer',
    countdown: (n) => `This screen clears in ${seconds(n)}.`,
    stopEarlier: 'I had said yes before: stop',
    stopped: (what) => `We stop ${stopped[what]}. Your request is leaving right now.`,
    stoppedOffline: (what) =>
      `We stop ${stopped[what]}. The tablet is offline: your request will leave as soon as it is back, and takes effect then.`,
  },
  notSaved: {
    title: 'Not saved',
    text: 'This tablet could not keep your answer. Nothing was stored, and it is not your fault.',
    call: 'Please call a member of staff.',
    retry: 'Try again',
    close: 'Clear and close',
    code: (code) => `For the team: code ${code}, do not use this tablet.`,
  },
  idle: {
    title: 'Still there?',
    text: (n) => `In ${seconds(n)} this screen clears with everything you typed.`,
    stay: 'I’m here',
    clear: 'Clear all',
    code: {
      text: (n) => `In ${seconds(n)} this screen closes. On your phone you can go on.`,
      clear: 'Close',
    },
  },
};
