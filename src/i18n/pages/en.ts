import type { Channel } from '#domain/shop-config.ts';
import type { AnswerPlace, PageWords } from './page-words.ts';

const list = new Intl.ListFormat('en-GB');
const names = { email: 'e\u2011mail', sms: 'texts', phone: 'calls', post: 'letters' } as const satisfies Record<
  Channel,
  string
>;
const say = (channels: readonly Channel[]) => list.format(channels.map((channel) => names[channel]));

const places: Readonly<Record<AnswerPlace, string>> = {
  tablet: 'In the shop, on a tablet.',
  'hand-over': 'On your phone, by the tablet’s code.',
  'counter-card': 'On your phone, by the code on the counter.',
  'preference-page': 'On this page.',
  rectification: 'Carried over to this address, corrected as you asked.',
};

export const en: PageWords = {
  notice: 'Who, why, for how long?',
  questionsAndRights: 'Questions and rights:',
  confirm: {
    ask: {
      title: 'Confirm your address',
      text: 'One thing left: to confirm that this e\u2011mail address is yours. You told us:',
      confirm: 'Confirm',
      notMe: 'It wasn’t me',
      otherwise: (eraseDay) =>
        `If it wasn’t you, we erase the address at once. Without an answer, we erase it on ${eraseDay}.`,
    },
    confirmed: {
      fresh: 'Confirmed',
      again: 'Already confirmed',
      thanks: (farewell) => `Thank you, and ${farewell}.`,
      choices: 'See my choices',
      notMe: 'It wasn’t me: stop everything',
    },
    renewed: {
      title: 'A newer message waits for you',
      text: 'This link has expired, and we have written again since. Open our latest message, and look among the junk mail too. Nothing starts before you confirm.',
    },
    expired: {
      title: 'This link is no longer valid',
      text: 'Nobody confirmed in time, so we erased this request: it does not count. If you meant to say yes, tell us again at the till, and a new message will follow.',
    },
    stopped: {
      title: 'Nothing to confirm',
      text: 'A stop has reached us for this address, and that is what counts: what this link asked for is stopped. If you change your mind, tell us at the till. To see what we have noted, ask for a link.',
    },
    'all-stopped': {
      title: 'Everything is stopped',
      text: 'It wasn’t you: nothing that was said for this address counts any more, and we will not write to you. We keep a record of it as proof. To have it erased, ask for a link.',
    },
    disavowed: {
      title: 'Erased',
      text: 'It wasn’t you: the request is cancelled and the address erased. We will not write to you. Thank you for telling us.',
    },
    cancelled: {
      title: 'Cancelled',
      text: 'It wasn’t you: this request does not count. What else was said for your address has not changed. To see it, or to stop everything, ask for a link.',
    },
    wait: (days) =>
      `If somebody gives this address again, even you, we will wait ${days === 1 ? 'a day' : `${days} days`} before we ask you whether it is you.`,
    unknown: {
      title: 'This link opens nothing any more',
      text: 'We do not know it, or no longer: when an address is erased, so are its links. It confirms nothing. To see your choices, ask for a new one.',
    },
  },
  preferences: {
    title: 'My choices',
    nothingLeft: 'You say yes to nothing at present. We do not contact you.',
    stop: { email: 'Stop e\u2011mails', sms: 'Stop texts', phone: 'Stop calls', post: 'Stop letters' },
    stopAll: 'Stop everything',
    stoppedAll: 'Everything is stopped',
    channel: { email: 'E\u2011mail', sms: 'Texts', phone: 'Calls', post: 'Post' },
    status: {
      given: (day) => `Yes, since ${day}`,
      restricted: (day) => `Yes, frozen since ${day}: we do not use it`,
      requested: (day) => `Yes on ${day}, to be confirmed from your mailbox`,
      withdrawn: (day) => `Stopped on ${day}`,
      erased: (day) => `Erased on ${day}`,
      expired: (day) => `Not followed up, erased on ${day}`,
      disavowed: (day) => `Cancelled on ${day}: it wasn’t you`,
      forbidden: (day) => `Yes on ${day}, not counted: the law did not allow asking in this way`,
      unconfirmable: (day) => `Yes on ${day}, not counted: it cannot be confirmed here`,
      unproven: () => 'No answer from you: nothing is sent before your yes',
      listed: (day) => `Yes on ${day}, as a list of the shop has it`,
      inactive: () => 'Not running',
    },
    told: {
      given: (day) => `Not objected by you, since ${day}`,
      restricted: (day) => `Not objected by you, frozen since ${day}: we do not use it`,
      requested: (day) => `Not objected by you on ${day}, to be confirmed from your mailbox`,
      unconfirmable: (day) => `Answer on ${day}, not counted: it cannot be confirmed here`,
    },
    historyTitle: 'What you told us',
    history: {
      given: ({ channels, topics, frequency, place }) => {
        const what = topics.length > 0 ? `: ${list.format(topics)}, ${frequency} at most` : '';
        return `Yes to ${say(channels)}${what}. ${places[place]}`;
      },
      told: ({ channels, place }) => `Not objected to ${say(channels)}. ${places[place]}`,
      imported: ({ channels }) => `Taken over from a list of the shop: ${say(channels)}.`,
      narrowed: ({ channels, topics }) => `Fewer topics by ${say(channels)}: without ${list.format(topics)}.`,
      capped: ({ channels, frequency }) => `Less often by ${say(channels)}: ${frequency} at most.`,
      restricted: () => 'Data frozen, as you asked.',
      lifted: () => 'Unfrozen, as you asked.',
      confirmed: () => 'E\u2011mail address confirmed from your mailbox.',
      withdrawn: ({ channels }) => `Stop to ${say(channels)}.`,
      'withdrawn-all': () => 'Stop to everything.',
      objected: ({ channels }) => `Objection to ${say(channels)}.`,
      'objected-all': () => 'Objection to all marketing.',
      erased: () => 'Data erased.',
      expired: () => 'Not followed up, erased.',
      disavowed: () => '“It wasn’t me”: request cancelled.',
    },
    answer: {
      title: 'Your answer',
      text: (day, store) => `Given on ${day}, ${store}.`,
      stoppable: 'You can take it back whenever you like: one tap, and it takes effect at once.',
      nothingLeft: 'Nothing of this answer is running.',
      stopAll: 'Take this answer back',
      stopped: 'This answer is taken back',
      more: 'This page shows this one answer. The link in our e\u2011mails opens all of your choices.',
    },
    onItsWay: {
      title: 'On its way',
      text: 'Your answer has not reached us yet: the tablet sends it as soon as it has a network. Try again a little later. If nothing changes, ask at the till. Once your address is erased, its links open nothing any more.',
    },
    expired: {
      title: 'This page is no longer available',
      text: 'Its link has expired, your choices have not changed. To see them or to stop everything, use the link in our e\u2011mails, or ask at the till.',
    },
  },
  unsubscribe: {
    ask: {
      email: 'No more e\u2011mails?',
      sms: 'No more texts?',
      phone: 'No more calls?',
      post: 'No more letters?',
      all: 'Stop everything?',
    },
    text: 'One tap, and it takes effect at once. Opening this page has changed nothing.',
    stopped: 'It has stopped',
    stoppedBefore: 'It has already stopped',
    effect: {
      email: 'We no longer write to you by e\u2011mail.',
      sms: 'We no longer send you texts.',
      phone: 'We no longer call you.',
      post: 'We no longer write to you by post.',
      all: 'We no longer write to you and no longer call you.',
    },
    underway: 'A message that had already left may still arrive.',
    choices: 'If you change your mind, tell us at the till. To see all of your choices, ask for a link.',
    unknown: {
      title: 'This link leads nowhere',
      text: 'It may be incomplete, and nothing has changed. Open it from our message, or copy all of it into your browser. You can also write to us at the address below, or tell us at the till.',
    },
  },
  noticePage: {
    version: (version, validFrom) => `Notice ${version}, valid from ${validFrom}.`,
    age: (years) => `For people aged ${years} or over.`,
  },
  problem: {
    'not-found': {
      title: 'There is nothing here',
      text: 'The link may be incomplete. Open it from our message, or copy all of it into your browser.',
    },
    'incomplete-link': {
      title: 'This link is incomplete',
      text: 'A part of it is missing, and nothing has changed. Open it from our message, copy all of it into your browser, or scan the code on the tablet again.',
    },
    'form-refused': {
      title: 'Answer not received',
      text: 'Your browser did not send it from our page. Nothing has changed. Open our link or our code again, and retry.',
    },
    'too-large': {
      title: 'Answer not received',
      text: 'It was far longer than those of our page. Nothing has changed. Open our link or our code again, and retry.',
    },
    internal: {
      title: 'That did not work',
      text: 'The fault is on our side. Nothing has changed. Try again in a few minutes.',
    },
  },
  mailbox: {
    title: 'Test mailbox',
    text: 'The e\u2011mails this installation would have sent. This page exists in development only.',
    empty: 'No e\u2011mail yet.',
    to: 'To',
    back: 'All e\u2011mails',
    asHtml: 'As in the mailbox',
    asText: 'Text only',
    raw: 'Source of the message',
  },
};
