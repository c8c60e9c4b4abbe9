// The back end as a process of its own, as in a shop: started, killed, started again over the same data.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { toCanonicalJson } from '#domain/notice.ts';
import { sha256 } from '#protocol/digest.ts';
import { readShopConfig, sampleShopConfig } from '../shop-config-file.ts';
import type { Reachable } from './device.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface ServerProcess extends Reachable {
  readonly origin: string;
  /** Everything it has printed so far. */
  output(): string;
  /** SIGKILL: nothing gets to finish. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Rows of the database, read beside the running process. */
  query<Row>(sql: string): Row[];
}

/** Starts and waits until it is ready, on a free port unless `PORT` names one. */
export async function startServerProcess(
  dataDirectory: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  if (environment.PORT) return startAt(Number(environment.PORT), dataDirectory, environment);
  for (;;)
    try {
      return await startAt(await findFreePort(), dataDirectory, environment);
    } catch (error) {
      // somebody else was faster
      if (!String(error).includes('is in use')) throw error;
    }
}

async function startAt(
  port: number,
  dataDirectory: string,
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      ...environment,
      DATA_DIR: dataDirectory,
      PORT: String(port),
      HOST: 'localhost',
      PUBLIC_URL: origin,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
  const output = () => chunks.join('');
  await untilReady(origin, child, output);

  const config = await readShopConfig(sampleShopConfig);
  return {
    origin,
    output,
    app: { request: (path, init) => fetch(origin + path, init) },
    clock: {
      get now() {
        return Date.now();
      },
    },
    config,
    configDigest: await sha256(toCanonicalJson(config)),
    async enrolmentCode() {
      const code = /#enrol=(\w+)/.exec(output())?.[1];
      if (!code) throw new Error(`no enrolment link in the output:\n${output()}`);
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code as number | null;
    },
    query<Row>(sql: string) {
      const database = new DatabaseSync(join(dataDirectory, 'consent.sqlite'), { readOnly: true });
      try {
        return database.prepare(sql).all() as Row[];
      } finally {
        database.close();
      }
    },
  };
}

async function untilReady(origin: string, child: ChildProcess, output: () => string): Promise<void> {
  while (child.exitCode === null) {
    const isReady = await fetch(`${origin}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady && output().includes('/kiosk/')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server stopped at its start:\n${output()}`);
}

/** Below those that systems give to connections, so that it stays free while the server is stopped. */
export async function findFreePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer().listen(port, 'localhost');
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return findFreePort();
  server.close();
  await once(server, 'close');
  return port;
}
