// Once a day, after three in the morning by the first store's clock: the end of data. Whatever crashes on the way, the next minute
// begins the night again, and nothing in it is done twice. Tablets wait for one contact point, or one portion of rows, at a time.
import { addDays, localTimeAt } from '#domain/business-day.ts';
import { DAY, HOUR, type Instant } from '#domain/instant.ts';
import { clocksFor, factsAboutProspect } from '#domain/regime.ts';
import type { ShopConfig } from '#domain/shop-config.ts';
import { addYears } from '#domain/use-clock.ts';
import type { ActLog } from '../act-log/act-log.ts';
import type { Log } from '../log.ts';
import type { FileMailbox } from '../mailer/file-mailbox.ts';
import { sweepActLog } from '../storage/act-log-sweep.ts';
import type { Archive } from '../storage/archive.ts';
import { listErased } from '../storage/archive-erasure.ts';
import { cutChain, listOldChains } from '../storage/checkpoint.ts';
import { getCurrentConfig } from '../storage/config.ts';
import { getLastNight, noteNight } from '../storage/last-night.ts';
import { periods } from '../storage/period.ts';
import { canReadValue, endContactPoint, judgeRetention, todayOf } from '../storage/retention.ts';
import type { Store } from '../storage/store.ts';
import { sweeps } from '../storage/sweep.ts';
import { sweepWords } from '../storage/word-sweep.ts';

export interface NightDeps {
  readonly store: Store;
  readonly archive: Archive;
  readonly actLog: ActLog;
  /** null: mails go to a mail server. */
  readonly mailbox: FileMailbox | null;
  readonly log: Log;
}

/** How many of what went. */
export type NightTotals = Readonly<Record<string, number>>;

const BEGINS_AT = '03:00:00';

type IsStopping = () => boolean;

/** Days without a night after which the clock may be years ahead: what it would end is for an operator to say. */
const LONGEST_GAP = 92;

/** For the job runner, which looks at least once a minute: after a failure the night is tried again in an hour. */
export function createNight(deps: NightDeps): (isStopping: IsStopping) => Promise<void> {
  let notBefore = 0;
  return async (isStopping) => {
    const wait = notBefore - deps.store.now();
    // a longer one was set by a clock that was ahead, and has been set right since
    if (wait > 0 && wait <= DAY) return;
    try {
      const gap = await findGap(deps.store);
      if (!gap) return void (await runNightIfDue(deps, isStopping));
      notBefore = deps.store.now() + DAY;
      deps.log.nightWaits(gap);
    } catch (error) {
      notBefore = deps.store.now() + HOUR;
      deps.log.failure('night', error);
    }
  };
}

async function findGap(store: Store): Promise<{ readonly last: string; readonly today: string } | undefined> {
  const config = (await getCurrentConfig(store))?.config;
  const last = await getLastNight(store);
  if (!config || last === undefined) return undefined;
  const today = todayOf(config, store.now());
  return today > addDays(last, LONGEST_GAP) ? { last, today } : undefined;
}

/** Runs when a night is due; returns whether one was. A night that is cut off is due again. */
export async function runNightIfDue(deps: NightDeps, isStopping: IsStopping = () => false): Promise<boolean> {
  const { store, log } = deps;
  const config = (await getCurrentConfig(store))?.config;
  if (!config) return false;
  const now = store.now();
  const today = todayOf(config, now);
  const time = localTimeAt(now, config.stores[0]?.timeZone ?? 'UTC').slice(-BEGINS_AT.length);
  // a day that has passed without its night is made up for at any hour
  const noted = await getLastNight(store);
  // a day that has yet to come was noted by a clock that was ahead: no night may wait until then
  const last = noted !== undefined && noted > addDays(today, 1) ? undefined : noted;
  const isOverdue = last !== undefined && last < addDays(today, -1);
  if ((last !== undefined && last >= today) || (time < BEGINS_AT && !isOverdue)) return false;
  const totals = await runNight(deps, config, isStopping, last?.slice(0, 7) !== today.slice(0, 7));
  if (!isStopping()) log.night(totals);
  return true;
}

/**
 * Notes the night unless it was cut off. Each step can be run again: what is done, it does not find.
 * @param isFirstOfMonth also reads all there is of tablets' words, and all of the log
 */
export async function runNight(
  deps: NightDeps,
  config: ShopConfig,
  isStopping: IsStopping,
  isFirstOfMonth: boolean,
): Promise<NightTotals> {
  const { store, actLog, mailbox, log } = deps;
  const today = todayOf(config, store.now());
  const totals = new Map(Object.entries(await endRetention(deps, config, isStopping)));
  const count = (what: string, gone: number) => totals.set(what, (totals.get(what) ?? 0) + gone);
  for (const [what, sweep] of Object.entries(sweeps))
    for (let gone = 1; gone > 0 && !isStopping(); ) {
      gone = await store.transaction(sweep);
      count(what, gone);
    }
  const before = pastBothClocks(config, today);
  for (const chain of await listOldChains(store, before))
    for (let gone = 1; gone > 0 && !isStopping(); ) {
      gone = await store.transaction((tx) => cutChain(tx, chain, before));
      count('events', gone);
    }
  if (isFirstOfMonth && !isStopping()) {
    count('acknowledgements', await sweepWords(store));
    count('logEntries', await sweepActLog(store, actLog));
  }
  if (mailbox) count('mailbox', await mailbox.removeBefore(store.now() - periods.mailbox));
  if (!isStopping())
    await store.transaction(async (tx) => {
      if (tx.now > tx.clock + HOUR) log.datedAhead(tx.now);
      await noteNight(tx, today);
    });
  return Object.fromEntries([...totals].filter(([, gone]) => gone > 0));
}

/** What both clocks say of people, and of the archive. */
async function endRetention(
  { store, archive, log }: NightDeps,
  config: ShopConfig,
  isStopping: IsStopping,
): Promise<NightTotals> {
  await settleArchive(store, archive);
  const totals = { archived: 0, erased: 0, trimmed: 0, archiveEnded: 0, archiveErased: 0 };
  const onFailure = (error: unknown) => log.failure('retention', error);
  for await (const { contactPoint } of judgeRetention(store, config, onFailure)) {
    if (isStopping()) return totals;
    try {
      const done = await store.transaction((tx) => endContactPoint(tx, archive, contactPoint, config));
      if (done === 'archived') archive.settle(contactPoint);
      if (done !== 'nothing') totals[done] += 1;
    } catch (error) {
      onFailure(error);
    }
  }
  const today = todayOf(config, store.now());
  const ended = listArchiveEnds(archive, today);
  archive.remove(ended.map(({ id }) => id));
  const erased = await listErased(store, archive, today);
  archive.remove(erased);
  return { ...totals, archiveEnded: ended.length, archiveErased: erased.length };
}

export const listArchiveEnds = (archive: Archive, today: string) =>
  archive.list().filter(({ keepUntil }) => keepUntil <= today);

/**
 * After a crash between the archive's commit and the live one: what is still live was not put away. What a restore has put back
 * without its key is not: then the archive has all there is.
 */
async function settleArchive(store: Store, archive: Archive): Promise<void> {
  // waits for whoever is putting it away just now
  for (const id of archive.listUnsettled())
    await store.transaction(async (tx) => {
      if (await canReadValue(tx, id)) archive.dropUnsettled(id);
      else archive.settle(id);
    });
}

/** What was received before it has outlived the longest use and its proof, unless something keeps it alive. */
function pastBothClocks({ controller }: ShopConfig, today: string): Instant {
  const { use, proof } = clocksFor(factsAboutProspect(controller.country, 'email'), today);
  return Date.parse(`${addYears(today, -use.years - proof.years)}T00:00:00Z`) - DAY;
}
