// Keeps the database usable: a failed operation closes and reopens the connection and is tried once more. That is what
// WebKit needs after a resume ("Connection to Indexed Database server lost", Dexie#2008).

import { type DatabaseOptions, JournalDatabase } from './db.ts';
import { JournalError } from './failure.ts';

export interface Connection {
  /** Runs the work, at most twice. The second failure is thrown. */
  use<T>(work: (db: JournalDatabase) => PromiseLike<T>): Promise<T>;
}

export function createConnection(options: DatabaseOptions): Connection {
  const db = new JournalDatabase(options);
  let isOutdated = false;

  // Newer code in another tab wants to upgrade, or somebody deletes the site's data: make way at once, so that the
  // other side's `blocked` lasts a moment only, and never write with this code again. If it is this tab's open that is
  // blocked there is nothing to do but wait for the other tab to do the same.
  db.on('versionchange', () => {
    isOutdated = true;
    db.close();
    return false; // in place of Dexie's own handler, which would open again
  });

  async function open(): Promise<void> {
    if (isOutdated) throw new JournalError('OutdatedError', 'another tab runs a newer version');
    if (!db.isOpen()) await db.open();
    // Dexie opens what newer code has left; after a roll-back that would be old code writing into a new schema
    if (db.backendDB().version > Math.round(db.verno * 10)) {
      db.close();
      throw new JournalError('OutdatedError', 'the journal was written by a newer version');
    }
  }

  return {
    async use(work) {
      let used: IDBDatabase | undefined;
      try {
        await open();
        used = db.backendDB();
        return await work(db);
      } catch {
        // somebody else's failure may have opened a new connection already
        if (db.backendDB() === used) db.close({ disableAutoOpen: false });
        await open();
        return await work(db);
      }
    },
  };
}
