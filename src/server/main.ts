// Starts the back end: publishes the shop config, serves, works off jobs; SIGTERM and SIGINT let what runs finish,
// a second one does not.
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { openBackEnd } from './back-end.ts';
import { closeServer } from './close-server.ts';
import { readEnvironment } from './config.ts';
import { explain } from './explain.ts';
import { inviteTablet } from './invitation.ts';
import { createNight } from './jobs/night.ts';
import { type JobRunner, startJobRunner } from './jobs/runner.ts';
import { languageOf, publishAtStart, sayRefusal } from './publication.ts';
import { readShopFile, sampleShopConfig } from './shop-config-file.ts';
import { mustGetCurrentConfig } from './storage/config.ts';
import { countUrgent } from './storage/rights-request.ts';

const { environment, isSuperseded, store, archive, actLog, mailer, mailbox, log, close } = await open().catch(explain);

const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
let runner: JobRunner | undefined;
const app = createApp({
  store,
  archive,
  log,
  now: Date.now,
  publicUrl,
  kioskDirectory: fileURLToPath(new URL('../../dist', import.meta.url)),
  mailbox: environment.showMailbox ? mailbox : null,
  smsWebhookSecret: environment.smsWebhookSecret,
  mailWebhookSecret: environment.mailWebhookSecret,
  onWork: () => runner?.wake(),
});

const server = serve({ fetch: app.fetch, port: environment.port, hostname: environment.host }, () => void announce());
server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error;
  const { port } = environment;
  process.stderr.write(`Port ${port} is in use: is the kiosk running already? If not, set PORT to a free one.\n`);
  process.exit(1);
});

async function open() {
  const environment = readEnvironment();
  const file = environment.shopConfigPath ?? sampleShopConfig;
  const shop = await readShopFile(file);
  const backEnd = await openBackEnd(environment);
  const result = await publishAtStart(backEnd.store, shop);
  if (result.outcome === 'refused') {
    await backEnd.close();
    throw new Error(sayRefusal(String(file), result.problems, languageOf(shop)));
  }
  return { environment, isSuperseded: result.outcome === 'superseded', ...backEnd };
}

/** Jobs only once the port is ours: a second server by mistake must not work off what the first one is doing. */
async function announce(): Promise<void> {
  runner = startJobRunner({ store, mailer, publicUrl, log }, createNight({ store, archive, actLog, mailbox, log }));
  log.started({ url: publicUrl });
  const due = await countUrgent(store, Date.now());
  if (due.overdue > 0 || due.soon > 0) log.requestsDue(due);
  const { config: shop } = await mustGetCurrentConfig(store);
  const lines = [
    '',
    ...(isSuperseded ? ['  SHOP_CONFIG holds an earlier version; the one published since stays current.', ''] : []),
    ...(await inviteTablet(store, shop, { publicUrl, isProduction: environment.isProduction })),
    ...(environment.showMailbox ? ['', '  Read the confirmation mails:', `  ${publicUrl}/mailbox`] : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Milliseconds for the requests under way. */
const GRACE = 10_000;
/** Milliseconds. npm passes on a signal that the terminal or systemd has sent to us too: such an echo is no second order. */
const ECHO = 1000;

let stoppingSince: number | undefined;
async function stop(): Promise<void> {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince > ECHO) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  await closeServer(server, GRACE);
  await runner?.stop();
  await close();
  log.stopped();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
