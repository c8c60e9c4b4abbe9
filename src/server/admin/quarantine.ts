// Events held apart, and the operator's word on them (B6).
import { type Decision, listQuarantine, rejectEvent, releaseEvent } from '../storage/quarantine.ts';
import { at, type Command, print, printTable } from './command.ts';

export const quarantineCommands: readonly Command[] = [
  {
    usage: 'quarantine list',
    summary: 'events held apart, with their reason',
    async run({ store }) {
      const rows = await listQuarantine(store);
      printTable(
        rows.map(({ received_at, ...row }) => ({ ...row, received: at(received_at) })),
        'Nothing is held apart.',
      );
      return true;
    },
  },
  {
    usage: 'quarantine release <hash>',
    summary: 'let a held event count',
    run: async ({ store, operator }, [hash = '']) =>
      report(await store.transaction((tx) => releaseEvent(tx, hash, operator))),
  },
  {
    usage: 'quarantine reject <hash>',
    summary: 'settle a held event for good: it never counts',
    run: async ({ store, operator }, [hash = '']) =>
      report(await store.transaction((tx) => rejectEvent(tx, hash, operator))),
  },
];

function report(decision: Decision): boolean {
  switch (decision.outcome) {
    case 'released':
      print('Released: it counts, in its own interval of time.');
      return true;
    case 'rejected':
      print('Rejected: it stays in the ledger and never counts. A withdrawal in it stands.');
      return true;
    case 'not-found':
      print('Nothing with that hash is held apart.');
      return false;
    case 'not-ours':
      print(
        `The tablet still has it and offers it again: ${decision.reason}. It cannot be rejected before it has arrived.`,
      );
      return false;
    case 'unreleasable':
      print(`It cannot count as it is: ${decision.reason}.`);
      return false;
  }
}
