// The shop's back end for a spec: a real process over a directory of its own, which can be stopped and come back at the
// same address, as after a power cut.
import { type ExecFileException, execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readMasterKeys } from '#server/keys/master-key.ts';
import { openKeyStore } from '#server/keys/sqlite-key-store.ts';
import { type ServerProcess, startServerProcess } from '#server/testing/process.ts';

/** Of every tablet that a spec enrols. */
export const PASSPHRASE = 'pivoine lampion écluse quarante-deux';

const adminScript = fileURLToPath(new URL('../../src/server/admin.ts', import.meta.url));

export interface BackEnd {
  readonly origin: string;
  readonly dataDirectory: string;
  /** The one-time link that the first start printed, with our passphrase. */
  enrolmentLink(): Promise<string>;
  /** What the process has printed since its last start. */
  output(): string;
  query<Row>(sql: string): Row[];
  /** Addresses and numbers it can still read, sorted. */
  readContacts(): Promise<string[]>;
  /** Runs an operator's command beside the server. */
  admin(...command: string[]): Promise<string>;
  /** Every row of every table, but for when a tablet was last heard of. */
  dump(): Record<string, unknown[]>;
  stop(): Promise<void>;
  /** Again, over the same data and at the same address. */
  start(): Promise<void>;
}

export interface RunningBackEnd extends BackEnd {
  /** For good: its data goes too. */
  end(): Promise<void>;
}

const withoutContact = ({ last_seen_at, skew, ...row }: Record<string, unknown>) => row;

export async function startBackEnd(environment: Record<string, string> = {}): Promise<RunningBackEnd> {
  const directory = await mkdtemp(join(tmpdir(), 'consent-kiosk-'));
  let server: ServerProcess = await startServerProcess(directory, environment);
  const { origin } = server;
  const query = <Row>(sql: string) => server.query<Row>(sql);
  return {
    origin,
    dataDirectory: directory,
    query,
    enrolmentLink: async () =>
      `${origin}/kiosk/#enrol=${await server.enrolmentCode()}&passphrase=${encodeURIComponent(PASSPHRASE)}`,
    async readContacts() {
      const masterKeys = await readMasterKeys(await readFile(join(directory, 'master.key'), 'utf8'));
      const keys = await openKeyStore({ path: join(directory, 'keys.sqlite'), masterKeys, now: Date.now });
      const rows = query<{ id: string; value: string }>('select id, value from contact_points where value is not null');
      const values = await Promise.all(rows.map(({ id, value }) => keys.open(id, value)));
      keys.close();
      return values.map((value) => value ?? 'unreadable').sort();
    },
    output: () => server.output(),
    async admin(...command) {
      const env = { ...process.env, ...environment, DATA_DIR: directory, PUBLIC_URL: origin };
      try {
        return (await promisify(execFile)(process.execPath, [adminScript, ...command], { env })).stdout;
      } catch (failure) {
        const { stdout, code, signal } = failure as ExecFileException & { readonly stdout: string };
        throw new Error(`${command.join(' ')} ended with ${code ?? signal}: ${stdout}`, { cause: failure });
      }
    },
    dump() {
      const tables = query<{ name: string }>("select name from sqlite_master where type = 'table' order by name");
      return Object.fromEntries(
        tables.map(({ name }) => [name, query<Record<string, unknown>>(`select * from "${name}"`).map(withoutContact)]),
      );
    },
    stop: async () => void (await server.stop()),
    async start() {
      server = await startServerProcess(directory, { ...environment, PORT: new URL(origin).port });
    },
    async end() {
      await server.stop();
      await rm(directory, { recursive: true });
    },
  };
}
