// Histories that were hard to get right, told in commands. Each is known by its name. Long, because it is one list.
import { DAY, HOUR, MINUTE } from '#domain/instant.ts';
import type { Command, CommandTo, ContactChoice, Spoil } from './command.ts';

const answer = (tablet: number, yes: [boolean, boolean, boolean], spoil: Spoil = 'nothing'): Command => ({
  ...{ do: 'answer', tablet, yes, sale: false, email: 0, phone: 0, spoil },
});
const afterSale = (tablet: number, yes: [boolean, boolean, boolean]): Command => ({
  ...{ do: 'answer', tablet, yes, sale: true, email: 0, phone: 0, spoil: 'nothing' },
});
const letters = (tablet: number, yes: [boolean, boolean, boolean], index = 0): Command => ({
  ...(answer(tablet, yes) as CommandTo<'answer'>),
  letters: index,
});
const stop = (
  tablet: number,
  kind: ContactChoice['kind'],
  more: { spoil?: Spoil; isObjection?: boolean; question?: number } = {},
): Command => ({
  ...{ do: 'stop', tablet, contact: { kind, index: 0 }, question: null, isObjection: false, spoil: 'nothing', ...more },
});
const phone = (yes: [boolean, boolean, boolean], by: 'code' | 'card' = 'code'): Command => ({
  ...{ do: 'phone', by, tablet: 0, yes, email: 0, phone: 0 },
});
const erase = (kind: ContactChoice['kind']): Command => ({ do: 'erase', contact: { kind, index: 0 } });
const suppress = (kind: ContactChoice['kind']): Command => ({ do: 'suppress', contact: { kind, index: 0 } });
const importList = (yes: [boolean, boolean, boolean]): Command => ({ do: 'import', yes, email: 0, phone: 0 });
const fork: Command = { do: 'fork' };
const network = (tablet: number, state: 'up' | 'down' | 'cut-answers'): Command => ({
  do: 'network',
  tablet,
  network: state,
});
const sync = (tablet: number): Command => ({ do: 'sync', tablet });
const wait = (milliseconds: number): Command => ({ do: 'wait', milliseconds });
const night = (days: number, isOff = false): Command => ({ do: 'night', days, isOff });
const cutNight = (days: number, after: number, how: 'killed' | 'fails' = 'killed'): Command => ({
  ...{ do: 'night', days, isOff: false, cut: { after, how } },
});
const activity = (kind: ContactChoice['kind'], ahead = 0, isTwice = false): Command => ({
  ...{ do: 'activity', contact: { kind, index: 0 }, ahead, isTwice },
});
const skew = (tablet: number, milliseconds: number): Command => ({ do: 'skew', tablet, skew: milliseconds });
const close = (tablet: number): Command => ({ do: 'close', tablet });
const jobs: Command = { do: 'jobs', isCrash: false };
const crash: Command = { do: 'jobs', isCrash: true };
const press = (action: 'confirm' | 'not-me' | 'withdraw-all', mail = 0): Command => ({ do: 'press', mail, action });

const choose = (choice: CommandTo<'choose'>['choice'], topic = 0, mail = 0): Command => ({
  ...{ do: 'choose', mail, choice, topic },
});

const EMAIL: [boolean, boolean, boolean] = [true, false, false];
const SMS: [boolean, boolean, boolean] = [false, true, false];
const PHONE: [boolean, boolean, boolean] = [false, false, true];
const SMS_AND_PHONE: [boolean, boolean, boolean] = [false, true, true];
const EMAIL_AND_SMS: [boolean, boolean, boolean] = [true, true, false];

const backup: Command = { do: 'backup' };
const restore: Command = { do: 'restore', keys: false };
const restoreWithKeys: Command = { do: 'restore', keys: true };
const lose: Command = { do: 'lose' };
const release = (held = 0): Command => ({ do: 'release', held });
const retire = (tablet: number): Command => ({ do: 'retire', tablet });
const replace = (tablet: number): Command => ({ do: 'replace', tablet });
const wipeTail = (tablet: number): Command => ({ do: 'wipe-tail', tablet });

/** Since the backup: one confirms, one unsubscribes, one is erased, and tablets go on. */
const afterTheBackup: Command[] = [
  ...[{ ...answer(0, EMAIL), email: 1 } as Command, jobs, backup, wait(3 * HOUR), press('confirm'), wait(HOUR)],
  ...[press('confirm', 1), press('withdraw-all', 1), erase('email'), answer(1, SMS), stop(1, 'phone', { question: 2 })],
  ...[answer(0, SMS_AND_PHONE), wait(22 * HOUR)],
];

/** Each broke an earlier draft of the protocol. */
export const named = {
  'told after a sale, and again after a withdrawal: silence undoes no no': [
    ...[afterSale(0, EMAIL), sync(0), wait(HOUR), stop(1, 'email'), wait(HOUR), sync(0), wait(MINUTE)],
    ...[afterSale(0, EMAIL), sync(0), jobs, wait(HOUR), press('confirm')],
  ],
  'told after a sale on one tablet, and a withdrawal of before that arrives after': [
    ...[
      network(1, 'down'),
      stop(1, 'email'),
      wait(HOUR),
      afterSale(0, EMAIL),
      jobs,
      wait(HOUR),
      network(1, 'up'),
      sync(1),
      jobs,
    ],
  ],
  'a no beside a number, to calls that people are told of': [
    answer(0, SMS),
    sync(0),
    wait(HOUR),
    answer(0, PHONE),
    sync(0),
  ],
  'told of calls in time, and brought in time, or too late': [
    ...[answer(0, PHONE), sync(0), network(1, 'down'), { ...answer(1, PHONE), phone: 1 } as Command, wait(2 * DAY)],
    ...[network(1, 'up'), sync(1), answer(0, PHONE), sync(0)],
  ],
  'a click at 11:00 does not outlive an offline withdrawal of 10:30 that arrives at 18:00': [
    ...[answer(0, EMAIL), jobs, network(1, 'down'), wait(30 * MINUTE), stop(1, 'email'), wait(30 * MINUTE)],
    ...[press('confirm'), wait(7 * HOUR), network(1, 'up'), sync(1)],
  ],
  'the same, when the withdrawal arrives before the grant does': [
    ...[network(0, 'down'), answer(0, EMAIL), wait(30 * MINUTE), stop(1, 'email'), wait(30 * MINUTE)],
    ...[network(0, 'up'), sync(0), jobs, press('confirm')],
  ],
  'a withdrawal on one tablet and a later yes on another that has heard of it': [
    ...[answer(0, SMS), stop(0, 'phone'), wait(10 * MINUTE), sync(1), wait(HOUR), answer(1, SMS)],
  ],
  'a withdrawal on one tablet that arrives after a later yes on another': [
    ...[
      network(0, 'down'),
      stop(0, 'phone'),
      wait(90 * MINUTE),
      answer(1, SMS),
      wait(6 * HOUR),
      network(0, 'up'),
      sync(0),
    ],
  ],
  'a tablet a year fast, then a real withdrawal': [
    ...[skew(0, 365 * DAY), answer(0, SMS), skew(0, 0), wait(HOUR), stop(1, 'phone')],
  ],
  'a clock that steps back between yes and no': [answer(0, SMS), skew(0, -90 * DAY), stop(0, 'phone')],
  'a clock that steps back between no and yes': [stop(0, 'phone'), skew(0, -90 * DAY), answer(0, SMS)],
  'an objection that arrives after a later single opt-in': [
    ...[stop(2, 'phone', { isObjection: true }), wait(HOUR), answer(0, SMS), wait(HOUR), sync(2)],
  ],
  'a single opt-in after an objection': [
    stop(2, 'phone', { isObjection: true }),
    sync(2),
    wait(HOUR),
    sync(0),
    answer(0, SMS),
  ],
  'a withdrawal in quarantine': [answer(0, SMS), stop(2, 'phone', { spoil: 'chain' }), sync(2)],
  'a profile restored, then a withdrawal with a lower seq than the yes': [
    ...[answer(2, EMAIL), answer(2, SMS), sync(2), fork, wait(HOUR), stop(2, 'phone'), sync(2)],
  ],
  'a profile restored: its yes waits, its withdrawal of SMS alone leaves the phone': [
    ...[answer(0, SMS_AND_PHONE), answer(2, EMAIL), fork, answer(2, SMS), stop(2, 'phone', { question: 1 }), sync(2)],
  ],
  'a yes that carries the word of another tablet': [
    ...[stop(0, 'phone'), wait(HOUR), sync(0), answer(2, SMS, 'word'), sync(2)],
  ],
  'erased at noon, the event of 11:00 syncs at 18:00': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), wait(HOUR), erase('email'), wait(6 * HOUR), network(0, 'up')],
    ...[sync(0), jobs],
  ],
  'erased, and back of their own will before the older event arrives': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), erase('email'), wait(HOUR), sync(1), answer(1, EMAIL), jobs],
    ...[network(0, 'up'), sync(0), press('confirm')],
  ],
  'suppressed before anybody knew them, and a yes from before that comes later': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), wait(HOUR), suppress('phone'), backup, wait(HOUR)],
    ...[network(0, 'up'), sync(0), jobs, wait(HOUR), answer(0, EMAIL_AND_SMS), jobs, press('confirm')],
  ],
  'suppressed after a backup, and a yes from before that comes after the restore': [
    ...[network(0, 'down'), answer(0, SMS), backup, wait(HOUR), suppress('phone'), restore, network(0, 'up'), sync(0)],
  ],
  'suppressed while their yes stands, then restored, then yes again by double opt-in': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), backup, wait(HOUR), suppress('email'), restore],
    ...[sync(0), wait(HOUR), answer(0, EMAIL), jobs, press('confirm', 1)],
  ],
  'ended on one’s own page, then a list that says yes': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), press('withdraw-all'), wait(HOUR)],
    ...[importList(EMAIL_AND_SMS), importList(SMS_AND_PHONE), wait(HOUR), answer(0, SMS)],
  ],
  'a list that says yes, and a withdrawal from before it that comes later': [
    ...[network(0, 'down'), stop(0, 'phone'), wait(HOUR), importList(EMAIL_AND_SMS), wait(HOUR), network(0, 'up')],
    ...[sync(0), importList(EMAIL_AND_SMS)],
  ],
  'a list, a restore, and the list again': [
    ...[backup, importList(EMAIL_AND_SMS), wait(HOUR), stop(0, 'email', { question: 0 }), restore, sync(0)],
    ...[importList(EMAIL_AND_SMS), importList(EMAIL_AND_SMS)],
  ],
  'a click on the mail of an erased address': [answer(0, EMAIL), jobs, erase('email'), press('confirm')],
  'all ended by e-mail while SMS stands': [answer(0, EMAIL_AND_SMS), jobs, press('confirm'), stop(1, 'email')],
  'all ended by e-mail before the event that links the two arrives': [
    ...[network(0, 'down'), answer(0, EMAIL_AND_SMS), stop(1, 'email'), network(0, 'up'), sync(0)],
  ],
  'a commit whose answer was lost': [
    network(0, 'cut-answers'),
    answer(0, EMAIL_AND_SMS),
    wait(HOUR),
    network(0, 'up'),
    sync(0),
    jobs,
  ],
  'the process killed after the mail server took the mail': [answer(0, EMAIL), crash, jobs, press('confirm', 1)],
  'two tablets, one address, one pending request': [answer(0, EMAIL), answer(1, EMAIL), jobs, press('confirm')],
  'it was not me, then a click on the same link': [answer(0, EMAIL), jobs, press('not-me'), press('confirm')],
  'it was not me, and asked again before and after a restore: the mail waits': [
    ...[answer(0, EMAIL), jobs, backup, press('not-me'), wait(HOUR), answer(0, EMAIL), jobs, wait(2 * DAY), restore],
    ...[sync(0), answer(1, EMAIL), jobs],
  ],
  'it was not me, a month before the next one asks': [
    ...[
      answer(0, EMAIL),
      jobs,
      press('not-me'),
      wait(DAY),
      answer(0, EMAIL),
      wait(29 * DAY),
      jobs,
      press('confirm', 1),
    ],
  ],
  'all ended on the preference page, then a new yes': [
    ...[
      answer(0, EMAIL),
      jobs,
      press('confirm'),
      wait(HOUR),
      press('withdraw-all'),
      wait(HOUR),
      sync(0),
      answer(0, EMAIL),
      jobs,
    ],
    ...[press('confirm', 1)],
  ],
  'a back end restored from yesterday after unsubscribes, clicks and erasures': [
    ...[answer(0, EMAIL), ...afterTheBackup, restore, sync(0), sync(1), jobs],
  ],
  'the same, and the key store with it': [
    answer(0, EMAIL),
    ...afterTheBackup,
    restoreWithKeys,
    sync(0),
    sync(1),
    jobs,
    press('confirm'),
  ],
  'restored twice from the same backup': [
    ...[answer(0, EMAIL), ...afterTheBackup, restore, sync(0), answer(0, EMAIL), erase('phone'), restoreWithKeys, jobs],
  ],
  'all ended on a page, then a restore: the event that links the other one comes again': [
    ...[network(0, 'up'), answer(1, EMAIL), jobs, backup, answer(0, EMAIL_AND_SMS), press('confirm')],
    ...[press('withdraw-all'), wait(HOUR), restore, sync(0)],
  ],
  'a withdrawal at the till that is only in the tablet after a restore': [
    ...[answer(0, SMS), backup, wait(HOUR), stop(1, 'phone'), wait(HOUR), restore, sync(1)],
  ],
  'a power cut between key store and data': [
    ...[backup, network(0, 'cut-answers'), answer(0, EMAIL_AND_SMS), restore, network(0, 'up'), sync(0), jobs],
    ...[press('confirm'), erase('email')],
  ],
  'a thief dates a yes back on a lost tablet, and takes one back': [
    ...[answer(2, SMS), sync(2), wait(HOUR), stop(0, 'phone'), lose, answer(2, SMS, 'old'), answer(2, EMAIL, 'old')],
    ...[sync(2), jobs],
  ],
  'a withdrawal on a lost tablet': [answer(0, SMS), answer(2, EMAIL), lose, stop(2, 'phone'), sync(2), jobs],
  'what a lost tablet still held is released by the operator': [
    ...[answer(2, EMAIL_AND_SMS), lose, sync(2), release(), jobs, press('confirm'), stop(0, 'phone')],
  ],
  'a lost tablet whose profile was restored: what is released of it proves nothing by its place': [
    ...[stop(2, 'phone'), sync(2), fork, answer(2, EMAIL), answer(2, SMS), lose, sync(2)],
    ...[release(1), release()],
  ],
  'a lost tablet stays lost after a restore': [backup, answer(2, SMS), sync(2), lose, restore, answer(2, SMS), sync(2)],
  'a tablet retired with events that wait, and enrolled again': [
    ...[network(0, 'down'), answer(0, SMS), stop(0, 'email'), retire(0), answer(0, EMAIL), jobs, press('confirm')],
  ],
  'a tablet replaced, then a withdrawal in the new chain': [
    ...[answer(0, SMS), replace(0), stop(0, 'phone'), wait(HOUR), replace(0), sync(0), answer(0, SMS)],
  ],
  'a tablet wiped with a waiting tail': [
    ...[answer(0, SMS), network(0, 'down'), answer(0, EMAIL), stop(0, 'phone'), wipeTail(0), answer(0, EMAIL)],
    ...[network(0, 'up'), sync(0), jobs],
  ],
  'a tail wiped that the back end had, although no answer came': [
    ...[network(0, 'cut-answers'), answer(0, EMAIL), stop(0, 'phone'), wipeTail(0), network(0, 'up'), answer(0, SMS)],
  ],
  'a request whose tail was wiped although the back end had it, and nothing else of that tablet': [
    ...[network(0, 'cut-answers'), answer(0, EMAIL), wait(3 * HOUR), wipeTail(0), stop(0, 'email', { question: 1 })],
  ],
  'a tail wiped that the back end had, then a restore': [
    ...[
      backup,
      network(0, 'cut-answers'),
      answer(0, EMAIL_AND_SMS),
      wait(HOUR),
      wipeTail(0),
      restore,
      network(0, 'up'),
    ],
    ...[sync(0), night(8), answer(0, SMS), night(92)],
  ],
  'a bad seal with a good signature, then a good resend': [
    ...[answer(0, SMS), answer(2, EMAIL, 'seal'), stop(2, 'phone', { spoil: 'seal' }), sync(2), wait(HOUR), sync(2)],
    ...[jobs, press('confirm')],
  ],
  'a withdrawal signed by another key': [answer(0, SMS), stop(2, 'phone', { spoil: 'key' }), sync(2)],
  'a withdrawal altered after it was signed': [answer(0, SMS), stop(2, 'phone', { spoil: 'altered' }), sync(2)],
  'a no altered into a yes': [answer(2, EMAIL, 'altered'), answer(2, SMS, 'key'), sync(2), release(), jobs],
  'erased, and later all ended by the same address: nothing leads to what was said before': [
    ...[answer(0, EMAIL_AND_SMS), erase('email'), stop(0, 'email')],
  ],
  'all ended by a number, then that is erased: what links it to an address comes later, and is ended too': [
    ...[answer(2, EMAIL_AND_SMS), stop(0, 'phone'), erase('phone'), sync(2), jobs],
  ],
  'one of two erased, then a restore asks for an event whose seal is dropped': [
    ...[backup, answer(1, EMAIL_AND_SMS), erase('phone'), sync(1), wait(HOUR), restore, sync(1), retire(1), jobs],
  ],
  'one topic less at 10:30, and the yes of 10:00 that arrives at 18:00': [
    ...[answer(0, EMAIL), jobs, press('confirm'), network(1, 'down'), answer(1, EMAIL), wait(30 * MINUTE)],
    ...[choose('fewer', 2), choose('less-often'), wait(7 * HOUR), network(1, 'up'), sync(1), jobs, press('confirm', 1)],
  ],
  'topics taken away one by one, and a yes to all of it again': [
    ...[answer(0, EMAIL), jobs, press('confirm'), choose('fewer', 0), choose('less-often'), choose('fewer', 1)],
    ...[choose('fewer', 2), choose('all-again'), choose('fewer', 1), wait(HOUR), answer(0, EMAIL)],
  ],
  'a yes on one’s own page after an objection, and the withdrawal of 9:30 that arrives after it': [
    ...[answer(0, EMAIL), jobs, press('confirm'), stop(2, 'email', { isObjection: true }), sync(2)],
    ...[
      network(1, 'down'),
      stop(1, 'email'),
      wait(30 * MINUTE),
      choose('all-again'),
      wait(HOUR),
      network(1, 'up'),
      sync(1),
    ],
  ],
  'frozen while a request waits, a click, and an event with the same number that arrives meanwhile': [
    ...[
      answer(0, EMAIL_AND_SMS),
      jobs,
      press('confirm'),
      wait(HOUR),
      choose('freeze'),
      answer(1, SMS),
      answer(0, EMAIL),
    ],
    ...[jobs, wait(2 * DAY), choose('lift'), jobs, press('confirm', 1), wait(HOUR), answer(0, SMS_AND_PHONE)],
  ],
  'fewer topics, less often and a freeze outlive a restore': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), backup, choose('fewer', 1), choose('less-often')],
    ...[choose('all-again'), choose('fewer', 0), choose('freeze'), wait(HOUR), restore, jobs, choose('lift')],
  ],
  'a yes on the phone at 10:00, then an offline withdrawal of 10:30 that arrives at 18:00': [
    ...[phone(EMAIL_AND_SMS), jobs, press('confirm'), network(1, 'down'), wait(30 * MINUTE), stop(1, 'phone')],
    ...[wait(7 * HOUR), network(1, 'up'), sync(1)],
  ],
  'an offline withdrawal of 9:30 that arrives after a yes on the phone at 10:00': [
    ...[network(1, 'down'), stop(1, 'phone'), wait(30 * MINUTE), phone(EMAIL_AND_SMS), wait(HOUR)],
    ...[network(1, 'up'), sync(1), jobs],
  ],
  'a yes on the phone after an offline withdrawal that has arrived': [
    ...[network(1, 'down'), answer(1, SMS), stop(1, 'phone'), wait(HOUR), network(1, 'up'), sync(1), phone(SMS)],
  ],
  'a yes on the phone after all was ended, and none on the tablet that has not heard of it': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), press('withdraw-all'), phone(EMAIL_AND_SMS)],
    ...[network(0, 'down'), answer(0, SMS), network(0, 'up'), sync(0), jobs, press('confirm', 1)],
  ],
  'a yes on the phone after an objection': [
    ...[stop(2, 'phone', { isObjection: true }), sync(2), phone(EMAIL_AND_SMS), jobs, press('confirm')],
  ],
  'a yes on the tablet after a no beside the same number on the phone': [
    ...[answer(0, SMS), phone(PHONE), wait(HOUR), answer(0, SMS), wait(HOUR), sync(0), answer(0, SMS)],
  ],
  'a yes by the counter card, denied by the mailbox': [phone(EMAIL, 'card'), jobs, press('not-me'), press('confirm')],
  'a yes on the phone that a restore has lost, although it was confirmed, and one after it': [
    ...[backup, phone(EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), restore, jobs, phone(EMAIL_AND_SMS)],
    ...[jobs, press('confirm'), press('confirm', 1), wait(HOUR), restoreWithKeys, jobs],
  ],
  'a no beside a number on the phone outlives a restore': [
    ...[answer(0, SMS), wait(HOUR), backup, phone(PHONE), wait(HOUR), restoreWithKeys, sync(0)],
  ],
  'all ended by an address that shared only a lost event with a number': [
    ...[network(0, 'down'), answer(0, SMS), backup, phone(EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR)],
    ...[press('withdraw-all'), restore, network(0, 'up'), sync(0)],
  ],
  'ended by its clock, then told again': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), night(1000), sync(0), night(100), sync(0), jobs],
    ...[afterSale(0, EMAIL), answer(0, SMS), jobs, wait(HOUR), press('confirm'), night(8)],
  ],
  'withdrawn, three years on, the old list again': [
    ...[importList(EMAIL_AND_SMS), answer(0, EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), stop(0, 'email')],
    ...[night(200), importList(EMAIL_AND_SMS), night(1100), importList(EMAIL_AND_SMS), sync(0), night(1)],
    ...[importList(SMS_AND_PHONE), sync(0), answer(0, SMS)],
  ],
  'a list whose clock began before the shop did': [
    ...[importList(EMAIL_AND_SMS), night(92), night(200, true), answer(0, SMS), night(600), importList(EMAIL_AND_SMS)],
    ...[night(200), importList(EMAIL_AND_SMS), night(8)],
  ],
  'a tablet offline for four years comes back with its answers': [
    ...[answer(0, SMS), network(1, 'down'), answer(1, EMAIL_AND_SMS), { ...answer(1, SMS), phone: 1 } as Command],
    ...[stop(0, 'phone'), night(1100), night(200), night(200), network(1, 'up'), sync(1), jobs, night(1), sync(1)],
    ...[answer(1, SMS), night(92)],
  ],
  'an objection outlives its contact and meets a new consent': [
    ...[answer(0, SMS), stop(2, 'phone', { isObjection: true }), sync(2), night(1100), sync(0), answer(0, SMS)],
    ...[
      stop(2, 'email', { isObjection: true }),
      sync(2),
      night(200),
      sync(0),
      answer(0, EMAIL),
      jobs,
      press('confirm'),
    ],
    ...[night(92), sync(0), night(1100)],
  ],
  'a no on a tablet that was offline arrives after the night has ended the yes': [
    ...[answer(0, SMS), network(1, 'down'), wait(HOUR), stop(1, 'phone'), night(1100), wait(HOUR), answer(0, SMS)],
    ...[network(1, 'up'), sync(1), wait(HOUR), sync(0), answer(0, SMS), night(200)],
  ],
  'a no beside a number outlives the yes beside it: an older yes comes when that is long withdrawn': [
    ...[
      network(1, 'down'),
      answer(1, PHONE),
      wait(HOUR),
      answer(0, SMS),
      wait(HOUR),
      stop(0, 'phone', { question: 1 }),
    ],
    ...[night(200), network(1, 'up'), sync(1), night(1)],
  ],
  'erased, and what a tablet had taken before comes years later': [
    ...[
      network(1, 'down'),
      answer(1, SMS),
      answer(0, EMAIL_AND_SMS),
      jobs,
      press('confirm'),
      wait(HOUR),
      erase('phone'),
    ],
    ...[night(200), answer(0, SMS), night(1100), network(1, 'up'), sync(1), night(1), sync(0), answer(0, SMS)],
  ],
  'suppressed before anybody knew them, and a yes from before that comes years later': [
    ...[network(1, 'down'), answer(1, EMAIL_AND_SMS), wait(HOUR), suppress('phone'), night(1100), importList(SMS)],
    ...[network(1, 'up'), sync(1), jobs, night(200), importList(EMAIL_AND_SMS)],
  ],
  'told again after a withdrawal, and never confirmed: nothing of it is kept for years': [
    ...[answer(0, EMAIL), jobs, press('confirm'), wait(HOUR), stop(0, 'email'), sync(0), wait(HOUR)],
    ...[afterSale(0, EMAIL), jobs, night(8), night(92), night(1)],
  ],
  'told again after a withdrawal, and ended before anybody confirmed it': [
    ...[stop(0, 'email'), sync(0), wait(HOUR), afterSale(0, EMAIL), jobs, stop(0, 'email'), night(1), night(92)],
  ],
  'off for three years with a request that nobody was asked about: it keeps no address for another one’s sake': [
    ...[phone(EMAIL), jobs, answer(1, EMAIL_AND_SMS), night(1100, true), close(1), stop(1, 'phone'), night(200, true)],
  ],
  'one of two has left, and all is ended by it: the other one hears of it': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), night(1000), answer(0, SMS), night(200), stop(1, 'email')],
    ...[night(92), night(1)],
  ],
  'topics taken away and a freeze keep nothing alive but what they must': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), wait(HOUR), choose('fewer', 1), choose('less-often')],
    ...[choose('freeze'), night(1100), night(8, true)],
  ],
  'held apart for three years, with nobody’s decision': [
    ...[answer(0, SMS), answer(2, EMAIL_AND_SMS, 'chain'), stop(2, 'phone', { spoil: 'chain', question: 2 }), sync(2)],
    ...[night(1000), night(200), release(), night(1)],
  ],
  'put back from yesterday, after the night that had ended it': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), night(1092), backup, night(8, true), restore, jobs, night(1)],
    ...[answer(0, SMS), night(1)],
  ],
  'told of letters, stopped by the address, told again; by another address all along': [
    ...[
      letters(0, EMAIL),
      letters(1, SMS, 1),
      jobs,
      press('confirm'),
      network(1, 'down'),
      letters(1, PHONE),
      wait(HOUR),
    ],
    ...[stop(0, 'postal'), wait(HOUR), sync(0), letters(0, EMAIL_AND_SMS), network(1, 'up'), sync(1), close(1)],
    ...[wait(HOUR), press('withdraw-all'), night(1100), letters(0, SMS), erase('postal'), night(200), letters(0, SMS)],
  ],
  'closed each evening, offline, and after a tail was lost': [
    ...[answer(0, EMAIL), stop(0, 'phone'), close(0), network(0, 'down'), answer(0, [false, false, false]), close(0)],
    ...[wait(22 * HOUR), answer(0, SMS), wipeTail(0), close(0), network(0, 'up'), sync(0), close(0), replace(0)],
    ...[answer(0, SMS), close(0), night(8), network(0, 'down'), answer(0, SMS), wipeTail(0), network(0, 'up'), sync(0)],
    ...[close(0), answer(0, SMS), sync(0), close(0), night(8), close(0)],
  ],
  'closed twice, and put back from before: whose contact data has left the tablet is asked again': [
    ...[backup, answer(0, EMAIL_AND_SMS), stop(0, 'phone', { question: 2 }), close(0), wait(DAY), close(0), wait(HOUR)],
    ...[restore, sync(0), jobs, wait(HOUR), answer(0, EMAIL_AND_SMS), jobs, press('confirm')],
  ],
  'past both clocks: the chains say nothing any more, and hold': [
    ...[answer(0, EMAIL_AND_SMS), close(0), jobs, press('confirm'), network(1, 'down'), answer(1, SMS), close(1)],
    ...[press('withdraw-all'), replace(0), answer(0, SMS), night(1100, true), night(1100, true), answer(0, EMAIL)],
    ...[close(0), night(1000, true), night(1), network(1, 'up'), sync(1), answer(1, PHONE), night(1)],
  ],
  'bought now and then: a yes lasts for as long as they come back, however often and late it is told': [
    ...[answer(0, SMS), night(200), activity('phone', 0, true), night(1000), activity('phone', -200 * DAY)],
    ...[activity('phone', 200 * DAY), night(50), activity('phone'), activity('phone', -DAY), night(1000), night(92)],
    ...[night(8), activity('phone'), sync(0), answer(0, SMS), night(1)],
  ],
  'told of a purchase of somebody frozen, who has withdrawn, who was erased, who is not known': [
    ...[
      answer(0, EMAIL_AND_SMS),
      jobs,
      press('confirm'),
      activity('postal'),
      wait(HOUR),
      choose('freeze'),
      wait(2 * DAY),
    ],
    ...[activity('email'), activity('phone'), wait(2 * DAY), choose('lift'), night(1000), night(92), night(1), sync(0)],
    ...[answer(0, SMS), night(1), stop(0, 'email', { question: 0 })],
    ...[activity('email'), erase('phone'), activity('phone'), night(300), sync(0), answer(0, SMS), activity('phone')],
    ...[night(1000), night(100)],
  ],
  'told of a purchase that has yet to come, and of one of long ago': [
    ...[answer(0, SMS), night(92), activity('phone', 200 * DAY), activity('phone', -200 * DAY), night(1000), night(5)],
  ],
  'bought, said yes again, bought again years later: the clock has never stood still': [
    ...[answer(0, EMAIL), jobs, press('confirm'), night(1000), activity('email'), night(1000), answer(0, EMAIL), jobs],
    ...[press('confirm', 1), night(200), activity('email'), night(900), night(1)],
  ],
  'bought since the backup: a restore knows nothing of it': [
    ...[answer(0, SMS), night(1000), activity('phone', -200 * DAY), backup, wait(HOUR), activity('phone'), restore],
    ...[sync(0), night(800), night(200), night(200)],
  ],
  'a night cut off between archive and data, and the person comes back before the next': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), night(1092), cutNight(8, 1), sync(0), answer(0, SMS)],
    ...[night(0), night(8), night(1100)],
  ],
  'a night cut off when the data are gone and the keys are not, then a restore': [
    ...[answer(0, SMS), night(1092), backup, cutNight(5, 2), activity('phone'), restore, night(1)],
  ],
  'a night cut off before the archive knows that the data are gone, then a restore: the proof stays': [
    ...[answer(0, SMS), night(1092), backup, cutNight(5, 3), restore, night(1), sync(0), answer(0, SMS), night(1)],
  ],
  'erased between a night that was cut off and the next': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), night(1092), cutNight(8, 1), erase('phone'), erase('email')],
    ...[night(0), night(92)],
  ],
  'a night that fails at one of its writes goes on with the others': [
    ...[answer(0, EMAIL_AND_SMS), jobs, press('confirm'), letters(1, SMS, 1), night(1092), cutNight(8, 2, 'fails')],
    ...[night(1), answer(0, SMS), cutNight(1100, 4, 'fails'), night(1), cutNight(1, 12, 'fails'), night(0)],
  ],
} satisfies Record<string, Command[]>;
