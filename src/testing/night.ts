// Nights: time passes, and the real night job takes away what is over. The model lives the same nights; both must come to the same.
import { DAY } from '#domain/instant.ts';
import { createNight, type NightDeps, runNightIfDue } from '#server/jobs/night.ts';
import { silentLog } from '#server/log.ts';
import type { CommandTo } from './command.ts';
import { compareRetention } from './compare-retention.ts';
import { LINK_LIFETIME, runJobs } from './mailbox.ts';
import { liveModelNight } from './model-retention.ts';
import { fail, type Run } from './run.ts';

/** After more days without a night it waits for an operator. */
const LONGEST_GAP = 92;
/** After its end, a link is known for so long. */
const KEPT_LINK = 90 * DAY;

export async function liveNights(run: Run, { days, isOff }: CommandTo<'night'>): Promise<void> {
  const step = isOff ? days : LONGEST_GAP;
  for (let left = days; left > 0; left -= step) {
    await run.world.wait(Math.min(left, step) * DAY);
    await liveNight(run);
  }
}

/** As the job runner does it: jobs first. */
export async function liveNight(run: Run): Promise<void> {
  const { world, model, mails } = run;
  await runJobs(run, false);
  if (!(await runRealNight(run))) return;
  const now = world.now();
  const night = liveModelNight(model, now);
  await compareRetention(run, night);
  model.lastNight = now;
  for (const mail of mails) {
    const isLinkGone = mail.sentAt + LINK_LIFETIME + KEPT_LINK < now;
    if (isLinkGone || mail.grants.every(({ leftAt, clearedAt }) => (leftAt ?? clearedAt) !== undefined))
      mail.isDead = true;
  }
}

/** False: none was due. */
async function runRealNight({ world, model }: Run): Promise<boolean> {
  const { store, archive, actLog } = world.backEnd;
  let outcome: 'none' | 'lived' | 'waits' = 'none';
  const log: NightDeps['log'] = {
    ...silentLog,
    night() {
      outcome = 'lived';
    },
    nightWaits() {
      outcome = 'waits';
    },
    failure(where, error) {
      throw new Error(`the night fails: ${where}`, { cause: error });
    },
  };
  const deps = { store, archive, actLog, mailbox: null, log };
  const before = await world.backEnd.dump();
  await createNight(deps)(() => false);
  const gap = model.lastNight === undefined || model.forgotten.length > 0 ? 0 : world.now() - model.lastNight;
  if (gap > (LONGEST_GAP + 1) * DAY && (outcome as string) === 'lived')
    fail('the clock has jumped, and nobody was asked');
  if ((outcome as string) !== 'waits') return (outcome as string) === 'lived';
  if ((await world.backEnd.dump()) !== before) fail('a night that waits has changed something');
  return runNightIfDue(deps);
}
