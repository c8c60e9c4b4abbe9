// One person's data.

import { recordAudit } from '../storage/audit.ts';
import { isContactPoint } from '../storage/contact-identity.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { type Command, print } from './command.ts';

export const subjectCommands: readonly Command[] = [
  {
    usage: 'subject erase <address>',
    summary: 'erase an e-mail address or an E.164 number, for good',
    async run({ store, operator }, [value = '']) {
      const kind = value.includes('@') ? 'email' : 'phone';
      if (!isContactPoint({ kind, value })) {
        print('That is neither an e-mail address nor a number such as +33612345678.');
        return false;
      }
      await store.transaction(async (tx) => {
        const subject = await eraseSubject(tx, { kind, value });
        await recordAudit(tx, { actor: `operator:${operator}`, action: 'erasure', subject });
      });
      print(
        'Erased. Tablets that still hold it drop it with their next exchange. Copies of the key store from before are to be deleted within a week.',
      );
      return true;
    },
  },
];
