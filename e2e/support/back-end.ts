// The shop's back end for a spec: a real process over a directory of its own, which can be stopped and come back at the
// same address, as after a power cut.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '#server/testing/process.ts';

export interface BackEnd {
  readonly origin: string;
  /** The one-time link that the last start printed. */
  enrolmentLink(): Promise<string>;
  /** What the process has printed since its last start. */
  output(): string;
  query<Row>(sql: string): Row[];
  /** Every row of every table. */
  dump(): Record<string, unknown[]>;
  stop(): Promise<void>;
  /** Again, over the same data and at the same address. */
  start(): Promise<void>;
}

export interface RunningBackEnd extends BackEnd {
  /** For good: its data goes too. */
  end(): Promise<void>;
}

export async function startBackEnd(environment: Record<string, string> = {}): Promise<RunningBackEnd> {
  const directory = await mkdtemp(join(tmpdir(), 'consent-kiosk-'));
  let server: ServerProcess = await startServerProcess(directory, environment);
  const { origin } = server;
  const query = <Row>(sql: string) => server.query<Row>(sql);
  return {
    origin,
    query,
    enrolmentLink: async () => `${origin}/kiosk/#enrol=${await server.enrolmentCode()}`,
    output: () => server.output(),
    dump() {
      const tables = query<{ name: string }>("select name from sqlite_master where type = 'table' order by name");
      return Object.fromEntries(tables.map(({ name }) => [name, query(`select * from "${name}"`)]));
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
