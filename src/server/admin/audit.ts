// Who has read, exported or erased personal data, asked about people, or published what people are asked.
import { listAudit } from '../storage/audit.ts';
import { at, type Command, printTable } from './command.ts';

const NEWEST = 1000;

export const auditCommands: readonly Command[] = [
  {
    usage: 'audit list [subject]',
    summary: 'reads, exports and erasures of personal data, and publications, the newest first; or all about one id',
    async run({ store }, [subject]) {
      const entries = await listAudit(store, NEWEST, subject);
      printTable(
        entries.map(({ at: instant, actor, action, subject }) => ({ at: at(instant), actor, action, subject })),
        'Nothing has been read, exported or erased.',
      );
      return true;
    },
  },
];
