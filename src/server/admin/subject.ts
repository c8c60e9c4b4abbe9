// One person's data.
import { toContactIdentity } from '#domain/contact-point.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { type Command, print } from './command.ts';

export const subjectCommands: readonly Command[] = [
  {
    usage: 'subject erase <address>',
    summary: 'erase an e-mail address or an E.164 number, for good',
    async run({ store }, [value = '']) {
      const kind = value.includes('@') ? 'email' : 'phone';
      if (toContactIdentity(kind, value) === undefined) {
        print('That is neither an e-mail address nor a number such as +33612345678.');
        return false;
      }
      await store.transaction((tx) => eraseSubject(tx, { kind, value }));
      print('Erased. Tablets that still hold it drop it with their next exchange.');
      return true;
    },
  },
];
