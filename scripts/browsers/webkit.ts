// WebKit as GTK has it, in its MiniBrowser, by WebKitWebDriver over HTTP. It has no headless mode: it draws on a screen that nobody sees.
// Its profile is gone with its window, as in a private one.
import { once } from 'node:events';
import { findFreePort } from '#server/testing/process.ts';
import { type Command, type Driver, eventually, makeHome, type Session } from './driver.ts';

const routes: Record<Command, string> = {
  navigate: 'POST /url',
  run: 'POST /execute/async',
  click: 'POST /element/{id}/click',
  type: 'POST /element/{id}/value',
  newWindow: 'POST /window/new',
  toWindow: 'POST /window',
  resize: 'POST /window/rect',
  screenshot: 'GET /screenshot',
};

/** Paths of the programs. */
export async function driveWebKit(driver: string, xvfb: string): Promise<Driver> {
  const { home, start, end } = await makeHome();
  const screen = start(xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
  const [display] = screen.stdout ? await once(screen.stdout, 'data') : [];
  const port = await findFreePort();
  start(driver, [`--port=${port}`], { DISPLAY: `:${String(display).trim()}` }).stdout?.resume();
  const origin = `http://localhost:${port}`;
  await eventually(() => fetch(`${origin}/status`));
  const { sessionId, capabilities } = (await ask(origin, 'POST /session', { capabilities: {} })) as Session;
  const session = `${origin}/session/${sessionId}`;
  return {
    version: `WebKitGTK ${capabilities.browserVersion}`,
    downloads: home,
    send: (command, parameters = {}) => ask(session, routes[command], parameters),
    async end() {
      await ask(session, 'DELETE ', {});
      await end();
    },
  };
}

async function ask(base: string, route: string, parameters: Record<string, unknown>): Promise<unknown> {
  const [method = '', path = ''] = route.split(' ');
  const response = await fetch(base + path.replace('{id}', String(parameters.id)), {
    method,
    ...(method === 'POST' && { body: JSON.stringify(parameters) }),
  });
  const { value } = (await response.json()) as { readonly value: { readonly message?: string } };
  if (!response.ok) throw new Error(value.message);
  return value;
}
