// Keys by which other systems ask whether people may be contacted, and report that they were in touch.
import { addApiKey, listApiKeys, revokeApiKey } from '../storage/api-key.ts';
import { recordAudit } from '../storage/audit.ts';
import { at, type Command, print, printTable } from './command.ts';

const refusals = {
  'bad-name': 'A name has lower-case letters, digits and hyphens, 64 at most: crm',
  'name-taken': 'There is a key of that name. Add one of another name, change over, then revoke this one.',
} as const;

export const apiKeyCommands: readonly Command[] = [
  {
    usage: 'api-key add <name>',
    summary: 'print a key by which another system asks who may be contacted; it is shown once',
    async run({ store, operator }, [name = '']) {
      const added = await store.transaction(async (tx) => {
        const result = await addApiKey(tx, name);
        if (result.ok)
          await recordAudit(tx, { actor: `operator:${operator}`, action: 'api-key-added', subject: result.id });
        return result;
      });
      print(added.ok ? added.key : refusals[added.problem]);
      return added.ok;
    },
  },
  {
    usage: 'api-key list',
    summary: 'keys of other systems: since when, last used, revoked',
    async run({ store }) {
      const keys = await listApiKeys(store);
      printTable(
        keys.map(({ id, name, created_at, last_used_at, revoked_at }) => ({
          ...{ name, id, added: at(created_at), 'last used': at(last_used_at), revoked: at(revoked_at) },
        })),
        'No other system has a key.',
      );
      return true;
    },
  },
  {
    usage: 'api-key revoke <name>',
    summary: 'end a key at once',
    async run({ store, operator }, [name = '']) {
      const id = await store.transaction(async (tx) => {
        const revoked = await revokeApiKey(tx, name);
        if (revoked !== undefined)
          await recordAudit(tx, { actor: `operator:${operator}`, action: 'api-key-revoked', subject: revoked });
        return revoked;
      });
      print(id === undefined ? 'There is no such key, or it is revoked already. See: api-key list' : 'Revoked.');
      return id !== undefined;
    },
  },
];
