// The journals of every schema that was ever shipped, written as the app of that time left them, with answers waiting.
// Never change one: a new schema adds one. The test opens each with today's code and hands over what waits.
// Nobody real is in them.

interface ShippedJournal {
  /** As in `db.version(n)`; Dexie multiplies it by ten. */
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | null;
    readonly indexes: readonly { readonly name: string; readonly unique: boolean }[];
    /** [value] or [value, key]. */
    readonly rows: readonly (readonly [object, string?])[];
  }[];
  /** Hashes in the order of the chain. */
  readonly waiting: readonly string[];
}

export function writeShippedJournal(indexedDB: IDBFactory, { version, stores }: ShippedJournal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('consent-kiosk', version * 10);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      for (const { name, keyPath, indexes, rows } of stores) {
        const store = request.result.createObjectStore(name, { keyPath });
        for (const { name: index, unique } of indexes) store.createIndex(index, index, { unique });
        for (const [value, key] of rows) store.put(value, key);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

export const shippedJournals: readonly ShippedJournal[] = [
  {
    version: 1,
    stores: [
      {
        name: 'journal',
        keyPath: 'seq',
        indexes: [
          { name: 'id', unique: true },
          { name: 'businessDay', unique: false },
        ],
        rows: [
          [
            {
              seq: 1,
              id: 'a00087fb-f747-4cb8-8dfe-747d23673f27',
              hash: 'mXZRle-gy6hM9kZfEmiHZe1IlBBdFPP51qnxRfHqbNI',
              payload:
                '{"type":"answers-given","schema":1,"id":"a00087fb-f747-4cb8-8dfe-747d23673f27","chain":"tablet-1","capturedAt":"2026-11-21T11:00:00.000+01:00","store":"port","timeZone":"Europe/Paris","businessDay":"2026-11-21","till":"till-1","device":"tablet-1","appVersion":"0.0.0-test","lastAcknowledgement":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","configDigest":"NAt4s-WxAmuFngj4ctPNm_s12sPgDs8m75OAdNBrgg0","_sd":["n8kOKXx1Z6f-dlAA3Laio4H7byVqqm1uDzJqPgSVIAE"],"_sd_alg":"sha-256","collector":"shopper","locale":"fr","noticeDigest":"_oh_94wkXU2BoiYjM8zLX9buJivOqQKd4LdCGx5ta2k","questionSetDigest":"R_yU3pBIqXvriAa-6pX-rT8Ld4e6xtsIqYVW8nl9QBo","answers":[{"question":"email-news","purpose":"marketing","channel":"email","legalBasis":"consent","answer":"yes","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"sms-events","purpose":"marketing","channel":"sms","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"phone-invitations","purpose":"marketing","channel":"phone","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}}],"answerLinkDigest":"ysRvH4AcsOK3EpAKgSG4eA31qO6fueZnZB0esBwhj9w","supersedes":null,"seq":1,"previous":null}',
              disclosures: ['WyJmUkZseEVrd0NtMlh6RXMwcUl2Q01RIiwiZW1haWwiLCJDYW1pbGxlQGV4ZW1wbGUuZnIiXQ'],
              capturedAt: 1795255200000,
              businessDay: '2026-11-21',
              changes: {},
            },
          ],
          [
            {
              seq: 2,
              id: 'b874c5fe-3dc1-4752-893f-26b99320430c',
              hash: 'izmj2UhA9AWj2vAuk1PzgtDzesJsXqu7gO0Gk2s9Y8c',
              payload:
                '{"type":"answers-given","schema":1,"id":"b874c5fe-3dc1-4752-893f-26b99320430c","chain":"tablet-1","capturedAt":"2026-11-21T11:01:00.000+01:00","store":"port","timeZone":"Europe/Paris","businessDay":"2026-11-21","till":"till-1","device":"tablet-1","appVersion":"0.0.0-test","lastAcknowledgement":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","configDigest":"NAt4s-WxAmuFngj4ctPNm_s12sPgDs8m75OAdNBrgg0","_sd":[],"_sd_alg":"sha-256","collector":"shopper","locale":"fr","noticeDigest":"_oh_94wkXU2BoiYjM8zLX9buJivOqQKd4LdCGx5ta2k","questionSetDigest":"R_yU3pBIqXvriAa-6pX-rT8Ld4e6xtsIqYVW8nl9QBo","answers":[{"question":"email-news","purpose":"marketing","channel":"email","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"sms-events","purpose":"marketing","channel":"sms","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"phone-invitations","purpose":"marketing","channel":"phone","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}}],"answerLinkDigest":null,"supersedes":null,"seq":2,"previous":"mXZRle-gy6hM9kZfEmiHZe1IlBBdFPP51qnxRfHqbNI"}',
              disclosures: [],
              capturedAt: 1795255260000,
              businessDay: '2026-11-21',
              changes: {},
            },
          ],
          [
            {
              seq: 3,
              id: '9fdd3dfd-b766-4dad-83ec-b1ebd5ef1d0a',
              hash: '8wuVzEUgCUQeBoxQ4jXckx8DcdLT8HSFd_pLbOIDinM',
              payload:
                '{"type":"answers-given","schema":1,"id":"9fdd3dfd-b766-4dad-83ec-b1ebd5ef1d0a","chain":"tablet-1","capturedAt":"2026-11-21T11:02:00.000+01:00","store":"port","timeZone":"Europe/Paris","businessDay":"2026-11-21","till":"till-1","device":"tablet-1","appVersion":"0.0.0-test","lastAcknowledgement":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","configDigest":"NAt4s-WxAmuFngj4ctPNm_s12sPgDs8m75OAdNBrgg0","_sd":["yuTLbFHytwYmpmEk5S-utudTzCdGTITxtinJzwlAgNo"],"_sd_alg":"sha-256","collector":"shopper","locale":"fr","noticeDigest":"_oh_94wkXU2BoiYjM8zLX9buJivOqQKd4LdCGx5ta2k","questionSetDigest":"R_yU3pBIqXvriAa-6pX-rT8Ld4e6xtsIqYVW8nl9QBo","answers":[{"question":"email-news","purpose":"marketing","channel":"email","legalBasis":"consent","answer":"yes","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"sms-events","purpose":"marketing","channel":"sms","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}},{"question":"phone-invitations","purpose":"marketing","channel":"phone","legalBasis":"consent","answer":"no","initialState":"unset","topics":["news"],"frequency":{"max":2,"per":"month"}}],"answerLinkDigest":"ysRvH4AcsOK3EpAKgSG4eA31qO6fueZnZB0esBwhj9w","supersedes":null,"seq":3,"previous":"izmj2UhA9AWj2vAuk1PzgtDzesJsXqu7gO0Gk2s9Y8c"}',
              disclosures: ['WyIza3ZoZ3UtMEtxM3lJZm9wWXg1bVV3IiwiZW1haWwiLCJDYW1pbGxlQGV4ZW1wbGUuZnIiXQ'],
              capturedAt: 1795255320000,
              businessDay: '2026-11-21',
              changes: {},
            },
          ],
        ],
      },
      {
        name: 'device',
        keyPath: null,
        indexes: [],
        rows: [
          [
            { device: 'tablet-1', secret: 'secret', store: 'port', till: 'till-1', publicUrl: 'https://shop.example' },
            'identity',
          ],
          [{ seq: 3, hash: '8wuVzEUgCUQeBoxQ4jXckx8DcdLT8HSFd_pLbOIDinM' }, 'head'],
          [
            {
              mark: 2,
              apart: [{ seq: 1, reason: 'bytes-missing', acknowledged: false }],
              acknowledgement: { text: '{}', hash: 'A'.repeat(43), receivedAt: 0 },
              skew: 0,
              syncedAt: 0,
              changesHeard: 0,
              milestones: [{ through: 2, at: 1795255200000 }],
              restoredFrom: null,
            },
            'sync',
          ],
          [{ digest: 'NAt4s-WxAmuFngj4ctPNm_s12sPgDs8m75OAdNBrgg0', text: '{}' }, 'config'],
        ],
      },
    ],
    waiting: ['mXZRle-gy6hM9kZfEmiHZe1IlBBdFPP51qnxRfHqbNI', '8wuVzEUgCUQeBoxQ4jXckx8DcdLT8HSFd_pLbOIDinM'],
  },
];
