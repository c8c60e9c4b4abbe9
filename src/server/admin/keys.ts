// The service's keys, and the copies of the key store.
import { mustBeDirectory } from '../refusal.ts';
import { listHolds } from '../storage/key-sweep.ts';
import { at, type Command, print, printTable } from './command.ts';

export const keyCommands: readonly Command[] = [
  {
    usage: 'keys list',
    summary: 'the keys that sign and seal, and which tablets still need an old one',
    async run({ store }) {
      const holds = await listHolds(store);
      printTable(
        store.keys.listServiceKeys().map(({ kid, use, createdAt, state }) => ({
          ...{ key: kid, use, made: at(createdAt), state },
          'needed by': holds.get(kid)?.join(' ') ?? '',
        })),
        'There is no key.',
      );
      return true;
    },
  },
  {
    usage: 'keys rotate <signing|sealing>',
    summary: 'make a new key; the server and the tablets take it up by themselves',
    async run({ store }, [use]) {
      if (use !== 'signing' && use !== 'sealing') {
        print('Which one: signing or sealing?');
        return false;
      }
      await store.keys.rotate(use);
      print(
        use === 'signing'
          ? 'The new key signs, for each tablet once it has heard of it. What the old one has signed stays valid. A new sealing key comes with it.'
          : 'Tablets seal to the new key from their next exchange on. The old one is destroyed when no tablet needs it any more.',
      );
      return true;
    },
  },
  {
    usage: 'keys backup <directory>',
    summary: 'copy the key store there, and delete its copies there that are older than a week',
    async run({ store }, [directory]) {
      if (directory === undefined) {
        print('Into which directory? Keep it apart from the backups of the data.');
        return false;
      }
      await mustBeDirectory(directory);
      print(store.keys.backUp(directory));
      return true;
    },
  },
];
