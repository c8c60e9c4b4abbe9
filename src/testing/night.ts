// Nights: time passes, and the real night job takes away what is over. The model lives the same nights; both must come to the same.
import { DAY } from '#domain/instant.ts';
import { createNight, type NightDeps, runNight } from '#server/jobs/night.ts';
import { silentLog } from '#server/log.ts';
import type { CommandTo } from './command.ts';
import { compareRetention } from './compare-retention.ts';
import { LINK_LIFETIME, runJobs } from './mailbox.ts';
import { liveModelNight } from './model-night.ts';
import { fail, type Run } from './run.ts';

/** After more days without a night it waits for an operator, whose command then runs it. */
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
  const heard = { night: false, waits: false };
  const log: NightDeps['log'] = {
    ...silentLog,
    night() {
      heard.night = true;
    },
    nightWaits() {
      heard.waits = true;
    },
    failure(where, error) {
      throw new Error(`the night fails: ${where}`, { cause: error });
    },
  };
  const deps = { store, archive, actLog, mailbox: null, log };
  // a restore forgets the last night, or puts back one before
  const last = model.forgotten.length > 0 ? undefined : model.lastNight;
  const hasJumped = last !== undefined && world.now() - last > (LONGEST_GAP + 1) * DAY;
  const before = hasJumped ? await world.backEnd.dump() : '';
  await createNight(deps)(() => false);
  if (hasJumped && (!heard.waits || (await world.backEnd.dump()) !== before))
    fail('the clock has jumped, and nobody was asked');
  if (!heard.waits) return heard.night;
  await runNight(deps, world.config, () => false, true);
  return true;
}
