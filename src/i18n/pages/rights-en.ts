import type { Channel } from '#domain/shop-config.ts';
import type { RightsWords } from './rights-words.ts';

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });
const one = { email: 'e\u2011mail', sms: 'text', phone: 'call', post: 'letter' } as const satisfies Record<
  Channel,
  string
>;

export const rightsEn: RightsWords = {
  myData: {
    title: 'My data',
    download: 'Download my data',
    receipt: 'My receipt',
    correct: 'Correct my data',
    complain: 'Write to the shop',
    erase: 'Erase everything',
  },
  objection: {
    title: 'Object',
    text: '“Stop everything” takes your yeses back. To object goes further: a yes that you give later, in the shop for instance, will count only once confirmed from your mailbox.',
    object: 'I object to all marketing',
    objected: 'Objection noted',
    since: (day) => `You have objected to all marketing since ${day}.`,
  },
  restriction: {
    title: 'Freeze',
    text: 'We keep everything and use nothing of it until you unfreeze it: while a question is being cleared up, for instance. Your choices stay as they are.',
    restrict: 'Freeze my data',
    restricted: 'Your data is frozen',
    since: (day) =>
      `Your data has been frozen since ${day}. We write to you only to answer you, and erase nothing of our own accord.`,
    beforeLifting: 'Unfreezing puts your choices back in force, as they are at the top of this page.',
    lift: 'Unfreeze',
    lifted: 'Your data is unfrozen',
    later: {
      title: 'Your data stays frozen',
      text: 'You have unfrozen it several times today. You can do so again tomorrow. If it cannot wait, write to us:',
    },
  },
  recourse: {
    title: 'Elsewhere',
    text: 'Something is wrong? You may write to us first, but you need not.',
    complain: (authority) => `Make a complaint: ${authority}`,
    report: (channels, means) =>
      `Report an unwanted ${either.format(channels.map((channel) => one[channel]))}: ${means}`,
  },
  receipt: {
    title: 'My receipt',
    madeAt: (moment) => `Made on ${moment}.`,
    controller: 'Given to',
    contact: 'For',
    reference: 'Reference',
    print: 'To keep it on paper or as PDF, print this page from your browser.',
    forMachines: 'Download it for a machine (ISO/IEC TS 27560)',
    back: 'Back to my choices',
    fileName: 'consent-receipt.jsonld',
  },
  copy: { fileName: 'my-data.json' },
  erasure: {
    title: 'Erase everything',
    text: (contact) => `We erase ${contact} at once, and for good.`,
    goesTitle: 'What goes',
    goes: [
      'Your address, wherever we keep it. Backup copies become unreadable within seven days.',
      'Everything you agreed to: we no longer contact you.',
      'This page and all its links. To keep a trace, download your data first.',
    ],
    staysTitle: 'What stays',
    stays: [
      'Your signed answers, without an address: the proof that the law asks of us.',
      'A secret fingerprint of the address, with what you refused: nothing must come back from a tablet that was offline.',
    ],
    otherContacts:
      'The number given with this address is not used any more either. This link does not prove that it is yours: to have it erased too, write to us:',
    erase: 'Erase my address',
    back: 'Erase nothing',
    erased: {
      title: 'Erased',
      text: 'We no longer have your address, and will not write to you any more. Thank you for your visit.',
    },
  },
};
