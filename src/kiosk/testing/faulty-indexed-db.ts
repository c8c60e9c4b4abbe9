// A fresh, empty IndexedDB that fails on command the way browsers do, and remembers every write transaction.
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';

export type Fault =
  /** The transaction aborts with QuotaExceededError when it would commit. */
  | 'quota'
  /** The transaction is aborted by the browser, without a reason. */
  | 'abort'
  /** The connection was closed under our feet. */
  | 'closed'
  /** WebKit after a resume. */
  | 'lost';

export interface WriteTransaction {
  readonly durability: string;
  isComplete: boolean;
}

export interface FaultyIndexedDB {
  readonly factory: IDBFactory;
  readonly writes: readonly WriteTransaction[];
  /** The next so many write transactions fail. */
  failWrites(fault: Fault, times: number): void;
  /** The next so many transactions of any kind fail, as WebKit's do after a resume. */
  failAll(times: number): void;
  /** This row of the journal cannot be read any more. */
  spoilRow(seq: number): void;
  /** Every open connection closes, as when the browser's storage process dies. */
  loseConnections(): void;
}

export function createFaultyIndexedDB(): FaultyIndexedDB {
  const factory = new IDBFactory();
  const writes: WriteTransaction[] = [];
  const connections: IDBDatabase[] = [];
  let fault: Fault = 'abort';
  let times = 0;
  let losses = 0;
  const spoiltRows = new Set<number>();

  function spoil(database: IDBDatabase): void {
    connections.push(database);
    const transaction = database.transaction.bind(database);
    database.transaction = (stores, mode, options) => {
      if (losses > 0) {
        losses--;
        throw connectionLost();
      }
      if (mode !== 'readwrite') return failOnSpoiltRow(transaction(stores, mode, options), spoiltRows);
      const isFaulty = times > 0;
      if (isFaulty) times--;
      if (isFaulty && fault === 'closed')
        throw new DOMException('The database connection is closing.', 'InvalidStateError');
      if (isFaulty && fault === 'lost') throw connectionLost();
      const begun = transaction(stores, mode, options);
      const write = { durability: begun.durability, isComplete: false };
      writes.push(write);
      begun.addEventListener('complete', () => {
        write.isComplete = true;
      });
      if (isFaulty) abortAfterPut(begun, fault === 'quota' ? 'QuotaExceededError' : null);
      return begun;
    };
  }

  const open = factory.open.bind(factory);
  factory.open = (name, version) => {
    const request = open(name, version);
    request.addEventListener('success', () => spoil(request.result));
    return request;
  };

  return {
    factory,
    writes,
    failWrites(kind, count) {
      fault = kind;
      times = count;
    },
    failAll(count) {
      losses = count;
    },
    spoilRow: (seq) => void spoiltRows.add(seq),
    loseConnections() {
      for (const connection of connections.splice(0)) forceCloseDatabase(connection as never);
    },
  };
}

/** After the last write of a capture, which is the head: everything was put, nothing may stay. */
function abortAfterPut(transaction: IDBTransaction, errorName: string | null): void {
  const objectStore = transaction.objectStore.bind(transaction);
  transaction.objectStore = (name) => {
    const store = objectStore(name);
    if (name !== 'device') return store;
    const put = store.put.bind(store);
    store.put = (...given: Parameters<IDBObjectStore['put']>) => {
      const request = put(...given);
      // fake-indexeddb's own way to abort with a name, as a full disk does
      const { _abort } = transaction as unknown as { _abort(errorName: string | null): void };
      request.addEventListener('success', () => _abort.call(transaction, errorName));
      return request;
    };
    return store;
  };
}

function connectionLost(): DOMException {
  return new DOMException('Connection to Indexed Database server lost. Refresh the page to try again', 'UnknownError');
}

function failOnSpoiltRow(transaction: IDBTransaction, spoiltRows: ReadonlySet<number>): IDBTransaction {
  const objectStore = transaction.objectStore.bind(transaction);
  transaction.objectStore = (name) => {
    const store = objectStore(name);
    const get = store.get.bind(store);
    store.get = (key) => {
      if (name === 'journal' && spoiltRows.has(key as number))
        throw new DOMException('Failed to read large IndexedDB value', 'DataError');
      return get(key);
    };
    return store;
  };
  return transaction;
}
