// Firefox, headless, by its own Marionette: WebDriver's commands over a socket, each as its length, a colon and [0, id, name, parameters].
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Command, type Driver, eventually, makeHome, type Session } from './driver.ts';

const names: Record<Command, string> = {
  navigate: 'Navigate',
  run: 'ExecuteAsyncScript',
  click: 'ElementClick',
  type: 'ElementSendKeys',
  newWindow: 'NewWindow',
  toWindow: 'SwitchToWindow',
  resize: 'SetWindowRect',
  screenshot: 'TakeScreenshot',
};

/** @param path of the program */
export async function driveFirefox(path: string): Promise<Driver> {
  const { home, start, end } = await makeHome();
  const downloads = join(home, 'downloads');
  await mkdir(downloads);
  const preferences = {
    'marionette.port': 0, // any: it writes which
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'intl.accept_languages': 'fr',
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  await writeFile(join(home, 'user.js'), lines.join('\n'));
  start(path, ['--headless', '--marionette', '--no-remote', '--profile', home]).stdout?.resume();
  const port = await eventually(() => readFile(join(home, 'MarionetteActivePort'), 'utf8'));
  const ask = await speakMarionette(Number(port));
  const { capabilities } = (await ask('NewSession', {})) as Session;
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    downloads,
    async send(command, parameters = {}) {
      const answer = (await ask(names[command], parameters)) as { readonly value?: unknown };
      return 'value' in answer ? answer.value : answer;
    },
    end,
  };
}

async function speakMarionette(port: number): Promise<(name: string, parameters: object) => Promise<unknown>> {
  const socket = connect(port, '127.0.0.1');
  const greeted = Promise.withResolvers<void>();
  const asked: PromiseWithResolvers<unknown>[] = [];
  let received = Buffer.alloc(0);
  socket.on('error', greeted.reject);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let colon = received.indexOf(':'); colon > 0; colon = received.indexOf(':')) {
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      if (!Array.isArray(message)) {
        greeted.resolve();
        continue;
      }
      const [, id, error, answer] = message;
      if (error) asked[id]?.reject(new Error(error.message));
      else asked[id]?.resolve(answer);
    }
  });
  await greeted.promise;
  return (name, parameters) => {
    const question = Promise.withResolvers<unknown>();
    const text = JSON.stringify([0, asked.push(question) - 1, `WebDriver:${name}`, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return question.promise;
  };
}
