// A browser that is driven from outside, as a person would. Firefox and WebKit both take the commands of W3C WebDriver, Firefox over a
// socket, WebKit over HTTP; so few are needed here that no library is.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Command = 'navigate' | 'run' | 'click' | 'type' | 'newWindow' | 'toWindow' | 'resize' | 'screenshot';

export interface Driver {
  /** As it says of itself. */
  readonly version: string;
  /** Where its downloads go. */
  readonly downloads: string;
  /** @throws what the browser says of a command that fails */
  send(command: Command, parameters?: Record<string, unknown>): Promise<unknown>;
  end(): Promise<void>;
}

/** What a browser answers to a new session. */
export interface Session {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}

/** A home of its own for a browser, which ends with its programs. */
export async function makeHome() {
  const home = await mkdtemp(join(tmpdir(), 'browser-'));
  const children: ChildProcess[] = [];
  return {
    home,
    start(path: string, args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
      const env = { ...process.env, HOME: home, TZ: 'Europe/Paris', ...environment };
      const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
      children.unshift(child);
      return child;
    },
    async end() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill();
        await once(child, 'exit');
      }
      // its helpers may write for a moment more
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** Tries until it goes well, for at most half a minute. */
export async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 30_000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
