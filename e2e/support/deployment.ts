// A server in front of the back end, as in a shop: it serves the kiosk from a directory that a deployment can replace by
// a newer build, and passes everything else on.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { kioskRoutes } from '#server/http/kiosk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Deployment {
  readonly origin: string;
  /** Builds version 99.0.0 and serves it from now on. */
  deployNext(): Promise<void>;
  end(): Promise<void>;
}

/** @param backEnd its origin */
export async function startDeployment(backEnd: string): Promise<Deployment> {
  const directory = await mkdtemp(join(tmpdir(), 'deployment-'));
  const current = join(directory, 'current');
  const next = join(directory, 'next');
  await symlink(join(root, 'dist'), current);

  const app = new Hono().route('/', kioskRoutes({ kioskDirectory: current })).all('*', async (context) => {
    const url = new URL(context.req.url);
    return proxy(backEnd + url.pathname, context.req).catch(() => context.text('Bad gateway', 502));
  });
  const server: ServerType = serve({ fetch: app.fetch, port: 0, hostname: 'localhost' });
  await once(server, 'listening');

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async deployNext() {
      const config = 'e2e/support/next-version.config.ts';
      const build = ['build', '--config', config, '--outDir', next, '--logLevel', 'error'];
      // a process of its own, because a build sets NODE_ENV
      await promisify(execFile)('vite', build, { cwd: root });
      await rm(current);
      await symlink(next, current);
    },
    async end() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await rm(directory, { recursive: true });
    },
  };
}
