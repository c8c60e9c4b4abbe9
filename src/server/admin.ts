// The operator's commands: `npm run admin -- <command>`. They open the same database as the server, which may be running.
import { userInfo } from 'node:os';
import { toContactIdentity } from '#domain/contact-point.ts';
import { openBackEnd } from './back-end.ts';
import { readEnvironment } from './config.ts';
import { mustGetCurrentConfig } from './storage/config.ts';
import { createEnrolmentCode, listDevices } from './storage/device.ts';
import { eraseSubject } from './storage/erasure.ts';
import { listOpenJobs, retryDeadJob } from './storage/job.ts';
import { type Decision, listQuarantine, rejectEvent, releaseEvent } from './storage/quarantine.ts';
import type { Store } from './storage/store.ts';

const USAGE = `Usage: npm run admin -- <command>

  device add <store> <till>     print a one-time link that enrols one tablet, valid for an hour
  device list                   tablets: last seen, waiting, lost
  quarantine list               events held apart, with their reason
  quarantine release <hash>     let a held event count
  quarantine reject <hash>      settle a held event for good: it never counts
  subject erase <address>       erase an e-mail address or an E.164 number, for good
  jobs list                     jobs that wait, run, or are dead letters
  jobs retry <id>               give a dead letter a fresh set of attempts
`;

const print = (text: string) => process.stdout.write(`${text}\n`);

function printTable(rows: readonly object[], none: string): void {
  if (rows.length === 0) print(none);
  else console.table(rows);
}

const at = (instant: number | null) => (instant === null ? '' : new Date(instant).toISOString());

async function run(store: Store, publicUrl: string, [noun, verb, ...rest]: string[]): Promise<boolean> {
  const operator = userInfo().username;
  switch (`${noun} ${verb}`) {
    case 'device add': {
      const [storeId, till] = rest;
      const { config } = await mustGetCurrentConfig(store);
      const place = config.stores.find((s) => s.id === storeId);
      if (!place?.tills.some((t) => t.id === till)) {
        const known = config.stores.flatMap((s) => s.tills.map((t) => `  ${s.id} ${t.id}`));
        print(`No such store and till. There are:\n${known.join('\n')}`);
        return false;
      }
      const code = await store.transaction((tx) => createEnrolmentCode(tx, { store: place.id, till: till as string }));
      print(`${publicUrl}/kiosk/#enrol=${code}`);
      return true;
    }
    case 'device list': {
      const devices = await listDevices(store);
      printTable(
        devices.map(({ lastSeenAt, ...device }) => ({ ...device, 'last seen': at(lastSeenAt) })),
        'No tablet is enrolled.',
      );
      return true;
    }
    case 'quarantine list': {
      const rows = await listQuarantine(store);
      printTable(
        rows.map(({ received_at, ...row }) => ({ ...row, received: at(received_at) })),
        'Nothing is held apart.',
      );
      return true;
    }
    case 'quarantine release':
      return report(await store.transaction((tx) => releaseEvent(tx, rest[0] ?? '', operator)));
    case 'quarantine reject':
      return report(await store.transaction((tx) => rejectEvent(tx, rest[0] ?? '', operator)));
    case 'subject erase': {
      const value = rest[0] ?? '';
      const kind = value.includes('@') ? 'email' : 'phone';
      if (toContactIdentity(kind, value) === undefined) {
        print('That is neither an e-mail address nor a number such as +33612345678.');
        return false;
      }
      await store.transaction((tx) => eraseSubject(tx, { kind, value }));
      print('Erased. Tablets that still hold it drop it with their next exchange.');
      return true;
    }
    case 'jobs list': {
      const jobs = await listOpenJobs(store);
      printTable(
        jobs.map(({ run_at, ...job }) => ({ ...job, 'runs at': at(run_at) })),
        'No job waits.',
      );
      return true;
    }
    case 'jobs retry': {
      const found = await store.transaction((tx) => retryDeadJob(tx, rest[0] ?? ''));
      print(found ? 'It will be tried again within a minute.' : 'There is no dead letter with that id.');
      return found;
    }
    default:
      print(USAGE);
      return noun === undefined;
  }
}

function report(decision: Decision): boolean {
  switch (decision.outcome) {
    case 'released':
      print('Released: it counts, in its own interval of time.');
      return true;
    case 'rejected':
      print('Rejected: it stays in the ledger and never counts. A withdrawal in it stands.');
      return true;
    case 'not-found':
      print('Nothing with that hash is held apart.');
      return false;
    case 'not-ours':
      print(
        `The tablet still has it and offers it again: ${decision.reason}. It cannot be rejected before it has arrived.`,
      );
      return false;
    case 'unreleasable':
      print(`It cannot count as it is: ${decision.reason}.`);
      return false;
  }
}

const environment = readEnvironment();
const { store, mailer } = await openBackEnd(environment);
try {
  const done = await run(store, environment.publicUrl ?? `http://localhost:${environment.port}`, process.argv.slice(2));
  process.exitCode = done ? 0 : 1;
} finally {
  await mailer.close();
  await store.close();
}
