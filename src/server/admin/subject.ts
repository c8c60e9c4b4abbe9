// One person's data.

import { readContactClaim } from '../contact-claim.ts';
import { recordAudit } from '../storage/audit.ts';
import { mustGetCurrentConfig } from '../storage/config.ts';
import { eraseSubject } from '../storage/erasure.ts';
import { type Command, print } from './command.ts';

export const subjectCommands: readonly Command[] = [
  {
    usage: 'subject erase <address|number>',
    summary: 'erase an e-mail address or a number, for good',
    async run({ store, operator }, [value = '']) {
      const { config } = await mustGetCurrentConfig(store);
      const claim = readContactClaim(value, config.controller.country);
      if (!claim) {
        print('That is neither an e-mail address nor a number such as 0612345678 or +33612345678.');
        return false;
      }
      await store.transaction(async (tx) => {
        const subject = await eraseSubject(tx, claim);
        await recordAudit(tx, { actor: `operator:${operator}`, action: 'erasure', subject });
      });
      print(
        'Erased. Tablets that still hold it drop it with their next exchange. Copies of the key store from before are to be deleted within a week.',
      );
      return true;
    },
  },
];
