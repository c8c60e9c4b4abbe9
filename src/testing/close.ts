// Managers close the day: on any tablet, after any history, the numbers add up, and none says more than the tablet knows.
import { judgeClose } from '#domain/close-judgement.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import { testPassphrase } from '#kiosk/testing/test-device.ts';
import { findCloseGaps, listCloses } from '#server/storage/close.ts';
import { actsOfTablets, fail, observeArrivals, type Run } from './run.ts';
import type { Tablet } from './world.ts';

/** What a tablet was told since its last close. */
export interface Till {
  taken: number;
  refused: number;
  stops: number;
  /** Closes of this device. */
  closes: number;
  /** The last of them, true time. */
  closedAt: number;
  /** Something that nobody had acknowledged is gone. */
  hasLost: boolean;
}

export const newTill = (): Till => ({ taken: 0, refused: 0, stops: 0, closes: 0, closedAt: 0, hasLost: false });

export async function closeDay(run: Run, tablet: Tablet): Promise<void> {
  const opened = await tablet.device.kiosk.openClosing(testPassphrase);
  if (opened.outcome !== 'open') fail(`the close does not open: ${opened.outcome}`);
  const result = await opened.closing.close();
  if (result.outcome !== 'closed') fail(`not closed: ${result.code}`);
  await observeArrivals(run);
  compareClose(run, tablet, result.close.event.report);
  noteSeals(run, tablet);
  const closes = tablet.till.closes + 1;
  tablet.till = { ...newTill(), closes, closedAt: run.world.now() };
  run.closes += 1;
  await run.world.settle();
}

function compareClose(run: Run, { chain, till }: Tablet, report: CloseReport): void {
  const { number, records, answers, withdrawals, others, cleared } = report;
  const { taken, refused, stops, closes } = till;
  const refute = (what: string) =>
    fail(`a close of ${chain} ${what}: ${JSON.stringify(report)}, of ${JSON.stringify(till)}`);
  if (number !== closes + 1) refute('has another number');
  // the close before is an event too, and counted by this one
  const all = taken + stops + Math.min(closes, 1);
  if (report.lastSeq - report.firstSeq + 1 !== all) refute('leaves something out');
  if (records.sent + records.waiting + records.heldApart + records.missing !== all) refute('does not add up');
  const isTold = cleared + records.missing === 0;
  if (isTold && (answers.taken !== taken || answers.refused !== refused || withdrawals !== stops)) refute('miscounts');
  if (answers.taken + withdrawals + others + cleared + records.missing < all) refute('hides something');
  const { verdict } = judgeClose(report);
  if (till.hasLost && (report.lost === 0 || verdict !== 'attention')) refute('does not tell what is lost');
  const own = actsOfTablets(run).filter((act) => act.chain === chain);
  const isRestored = run.model.forgotten.length > 0;
  const isMissing = own.some(({ enteredAt, isGone }) => enteredAt === undefined && !isGone);
  if (verdict === 'all-clear' && isMissing && !isRestored) refute('is all clear, and the back end lacks something');
}

/** A4: of what a close on an earlier day has counted, the tablet keeps no contact data that the back end has. */
function noteSeals(run: Run, { chain, till }: Tablet): void {
  for (const act of actsOfTablets(run))
    if (act.chain === chain && act.trueTime < till.closedAt) act.isSealDropped = true;
}

/** The back end has every close, years later too. */
export async function compareCloses({ world, model, closes, hasLostCloses }: Run): Promise<void> {
  if (model.forgotten.length > 0 || hasLostCloses) return;
  const listed = await listCloses(world.backEnd.store);
  if (listed.length !== closes || findCloseGaps(listed).length > 0)
    fail(`of ${closes} closes, ${listed.length} are here`);
}
