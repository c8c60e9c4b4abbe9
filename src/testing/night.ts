// Nights: time passes, and the real night job takes away what is over. The model lives the same nights; both must come to the same.
import { DAY } from '#domain/instant.ts';
import { createNight, type NightDeps, runNight } from '#server/jobs/night.ts';
import { silentLog } from '#server/log.ts';
import { getLastNight } from '#server/storage/last-night.ts';
import { hashSecret } from '#server/storage/token.ts';
import type { CommandTo } from './command.ts';
import { compareCut, compareRetention, readHeld } from './compare-retention.ts';
import { LINK_LIFETIME, runJobs } from './mailbox.ts';
import { sweepActivities } from './model-activity.ts';
import { liveModelNight } from './model-night.ts';
import { dayOf } from './model-retention.ts';
import type { Cut } from './power-cut.ts';
import { fail, type Run } from './run.ts';

/** After more days without a night it waits for an operator, whose command then runs it. */
const LONGEST_GAP = 92;
/** After its end, a link is known for so long. */
const KEPT_LINK = 90 * DAY;

export async function liveNights(run: Run, { days, isOff, cut }: CommandTo<'night'>): Promise<void> {
  const step = isOff ? days : LONGEST_GAP;
  let left = days;
  do {
    await run.world.wait(Math.min(left, step) * DAY);
    await liveNight(run, left > step ? undefined : cut);
    left -= step;
  } while (left > 0);
}

/** As the job runner does it: jobs first. */
export async function liveNight(run: Run, cut?: Cut): Promise<void> {
  const { world, model, mails } = run;
  await runJobs(run, false);
  const before = cut && (await readHeld(run));
  if (cut) world.power.cut(cut);
  const wasLived = await runRealNight(run);
  if (world.power.mend()) return observeCut(run, before ?? new Set(), cut as Cut);
  if (!wasLived) return;
  const now = world.now();
  const night = liveModelNight(model, now);
  sweepActivities(model, now);
  await compareRetention(run, night);
  model.lastNight = now;
  model.cutNight = undefined;
  for (const mail of mails) {
    const isLinkGone = mail.sentAt + LINK_LIFETIME + KEPT_LINK < now;
    if (isLinkGone || mail.grants.every(({ leftAt, clearedAt }) => (leftAt ?? clearedAt) !== undefined))
      mail.isDead = true;
  }
}

/** What it has come to is done, what it has not is as it was; the rest is for the next one. */
async function observeCut(run: Run, before: ReadonlySet<string>, { how }: Cut): Promise<void> {
  const { world, model, mails } = run;
  const { store } = world.backEnd;
  const now = world.now();
  const left = await readHeld(run);
  const rows = await store.sql.selectFrom('grants').select('contact_point').distinct().execute();
  const known = new Set(rows.map(({ contact_point }) => contact_point));
  const isDone = (id: string) => !known.has(id) || (before.has(id) && !left.has(id));
  await compareCut(run, liveModelNight(model, now, isDone));
  const isNoted = (await getLastNight(store)) === dayOf(now);
  if (isNoted && how === 'killed') fail('a night that was cut off is noted as done');
  if (isNoted) model.lastNight = now;
  model.cutNight = isNoted ? undefined : now;
  const tokens = new Set((await store.sql.selectFrom('tokens').select('hash').execute()).map(({ hash }) => hash));
  for (const mail of mails) if (!tokens.has(hashSecret(mail.path.slice('/confirm/'.length)))) mail.isDead = true;
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
      if (world.power.isOut) return;
      throw new Error(`the night fails: ${where}`, { cause: error });
    },
  };
  const deps = world.power.toNight({ store, archive, actLog, mailbox: null, log });
  // a restore forgets the last night, or puts back one before
  const last = model.forgotten.length > 0 ? undefined : model.lastNight;
  const hasJumped = last !== undefined && world.now() - last > (LONGEST_GAP + 1) * DAY;
  const before = hasJumped ? await world.backEnd.dump() : '';
  await createNight(deps)(() => false);
  if (hasJumped && (!heard.waits || (await world.backEnd.dump()) !== before))
    fail('the clock has jumped, and nobody was asked');
  if (!heard.waits) {
    // the very first one has no day to make up for, and waits until three
    const isOwed = model.cutNight !== undefined && (await getLastNight(store)) !== undefined;
    if (isOwed && !heard.night && !world.power.isOut) fail('a night was cut off, and is not due');
    return heard.night;
  }
  await runNight(deps, world.config, () => false, true).catch((error: unknown) => {
    if (!world.power.isOut) throw error;
  });
  return true;
}
