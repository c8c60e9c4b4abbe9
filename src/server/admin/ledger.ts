// The ledger as a whole.
import { verifyLedger } from '../storage/ledger.ts';
import type { Finding, Problem } from '../storage/ledger-walk.ts';
import { type Command, print, printTable } from './command.ts';

const sentenceByProblem: Record<Problem, string> = {
  altered: 'what is stored is not what its hash names',
  signature: 'it is not signed by the key that signs this chain',
  misplaced: 'it says that it stands elsewhere',
  'broken-link': 'it does not follow the event before it',
  instant: 'its instants are not those that are proven',
  unacknowledged: 'no acknowledgement lists it',
  disclosure: 'the contact data beside it is not its own',
  chain: 'the chain does not begin or end where it says',
  checkpoint: 'the checkpoint is not as it was signed, or another event stands there',
  missing: 'nothing stands there, and it is not booked as lost',
  'device-key': 'the tablet’s key is not the one it enrolled with',
  acknowledgement: 'an acknowledgement is not as it was signed',
  'acknowledged-but-gone': 'an acknowledgement lists an event that is gone',
};

export const ledgerCommands: readonly Command[] = [
  {
    usage: 'ledger verify',
    summary: 'walk every chain: signatures, hashes, gaps, forks, contact data still held',
    async run({ store }) {
      const reports = await verifyLedger(store);
      printTable(
        reports.map(({ heldApart, withContactData, checkpoint, cut, bad, ...report }) => ({
          ...report,
          ...{ 'cut up to': checkpoint, 'of these emptied': cut },
          ...{ 'held apart': heldApart, 'with contact data': withContactData, verdict: bad ? 'BAD' : 'good' },
        })),
        'There is no chain yet.',
      );
      const [first] = reports.filter(({ bad }) => bad !== null);
      if (!first?.bad) return true;
      print(`First bad event: ${describe(first.chain, first.bad)}`);
      return false;
    },
  },
];

function describe(chain: string, { seq, hash, problem }: Finding): string {
  const place = seq === null ? chain : `${chain} ${seq}`;
  return `${place}${hash === null ? '' : ` (${hash})`}: ${sentenceByProblem[problem]}.`;
}
