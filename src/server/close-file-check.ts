// Checks a saved close of day: whether its tablet has signed it, whether the ledger has it and the closes beside it, and whether
// what it counted is what the ledger has for the same events.
import { countRecords, countTold } from '#domain/close-judgement.ts';
import { toCloseReport } from '#domain/close-report.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { DayClosed, DeviceEvent } from '#domain/consent-event.ts';
import { type CloseFile, isCloseBy, toFingerprint } from '#protocol/close-file.ts';
import { sha256 } from '#protocol/digest.ts';
import { readSignedText } from '#protocol/signature.ts';
import type { FileCheck } from './file-check.ts';
import { type Close, listCloses, readRange } from './storage/close.ts';
import { findAtSeq } from './storage/day.ts';
import { findDevice, publicKeyOf } from './storage/device.ts';
import type { Device, EventRow } from './storage/schema.ts';
import type { Store } from './storage/store.ts';

export async function checkCloseFile(store: Store, file: CloseFile): Promise<FileCheck[]> {
  const { close } = file;
  const device = await findDevice(store, close.chain);
  if (!device) return [{ ok: false, text: 'It is not signed by any tablet known here.' }];
  if (!(await isCloseBy(file, [publicKeyOf(device)])))
    return [{ ok: false, text: 'It is not signed by the tablet that it names.' }];
  const hash = await sha256(file.signature);
  const others = (await listCloses(store, device.store)).filter((one) => one.device === device.id && one.hash !== hash);
  return [
    saySigned(device, close, hash),
    await checkPlace(store, close, hash),
    checkNeighbours(close, others),
    ...(await checkRange(store, close)),
  ];
}

function saySigned({ store, till, status }: Device, { report, capturedAt }: DayClosed, hash: string): FileCheck {
  const doubt = status === 'lost' ? ' The tablet is reported lost: whoever has it can sign.' : '';
  const what = `Close ${report.number} of ${store} ${till}, ${capturedAt}, fingerprint ${toFingerprint(hash)}`;
  return { ok: true, text: `${what}: signed by that tablet.${doubt}` };
}

async function checkPlace(store: Store, { chain, seq }: DayClosed, hash: string): Promise<FileCheck> {
  const hashes = await findAtSeq(store, chain, seq);
  if (hashes.includes(hash)) return { ok: true, text: `The ledger has it, as event ${seq} of the tablet.` };
  if (hashes.length === 0) return { ok: true, text: `It has not arrived here yet: event ${seq} of the tablet.` };
  return { ok: false, text: `The ledger has something else as event ${seq} of the tablet.` };
}

/** Each close begins where the one before it has ended. @param others of the same tablet */
function checkNeighbours({ report }: DayClosed, others: readonly Close[]): FileCheck {
  const at = (number: number) => others.find((one) => one.report.number === number)?.report;
  const { number, firstSeq, lastSeq } = report;
  const [before, after] = [at(number - 1), at(number + 1)];
  const bad = (text: string): FileCheck => ({ ok: false, text });
  if (at(number)) return bad(`The ledger has another close with number ${number}.`);
  if (number === 1 && firstSeq !== 1) return bad(`It is the first, and begins at event ${firstSeq} instead of 1.`);
  if (before && before.lastSeq + 1 !== firstSeq)
    return bad(`It begins at event ${firstSeq}, but close ${number - 1} ends at ${before.lastSeq}.`);
  if (after && after.firstSeq !== lastSeq + 1)
    return bad(`It ends at event ${lastSeq}, but close ${number + 1} begins at ${after.firstSeq}.`);
  if (number > 1 && !before)
    return others.some((one) => one.report.number > number)
      ? bad(`Close ${number - 1} is missing here, though later ones have arrived: see \`closes list\`.`)
      : { ok: true, text: `Close ${number - 1} is not here, so that nothing says where it ended.` };
  const next = after ? ` and ends where close ${number + 1} begins` : '';
  return { ok: true, text: `It begins ${before ? `where close ${number - 1} ended` : 'with the first event'}${next}.` };
}

async function checkRange(store: Store, { chain, report }: DayClosed): Promise<FileCheck[]> {
  const all = countRecords(report);
  if (all === 0) return [{ ok: true, text: 'It counts no event: nothing had happened since the close before.' }];
  const { rows, lost } = await readRange(store, chain, report.firstSeq, report.lastSeq);
  const head = rows.at(-1);
  if (head?.seq === report.lastSeq && head.hash !== report.head)
    return [{ ok: false, text: `The ledger has another event as ${report.lastSeq}, the last that it counts.` }];
  const arrival = checkArrival(report, { all, here: rows.length, lost });
  return rows.length === all ? [arrival, checkNumbers(report, rows)] : [arrival];
}

function checkArrival(
  { records }: CloseReport,
  { all, here, lost }: { readonly all: number; readonly here: number; readonly lost: number },
): FileCheck {
  const said = `when it was made, ${records.waiting} waited on the tablet and ${records.missing} were missing`;
  if (here === all) return { ok: true, text: `The ledger has all ${all} events that it counts.` };
  const counts = `Of the ${all} events that it counts the ledger has ${here}`;
  if (lost > records.missing) return { ok: false, text: `${counts}; ${lost} are booked as lost.` };
  return { ok: all - here <= records.waiting + records.missing, text: `${counts}; ${said}.` };
}

/** @param rows every event of the range, as the ledger has it */
function checkNumbers(report: CloseReport, rows: readonly EventRow[]): FileCheck {
  const apart = rows.filter(({ status }) => status === 'quarantined' || status === 'rejected').length;
  const silent = rows.filter(({ jws }) => jws === null).length;
  if (apart + silent + report.records.heldApart + report.cleared > 0)
    return {
      ok: true,
      text: 'What its answers were cannot be compared: some are held apart, or no longer say anything here or there.',
    };
  const [theirs, ours] = [toNumbers(report), toNumbers(countAsIn(report, countAnew(report, rows)))];
  const differing = [...new Set([...theirs.keys(), ...ours.keys()])].filter(
    (name) => theirs.get(name) !== ours.get(name),
  );
  const list = differing.map((name) => `${name} ${theirs.get(name) ?? 0}, in the ledger ${ours.get(name) ?? 0}`);
  return differing.length === 0
    ? { ok: true, text: `Its numbers are those of the ledger: ${report.answers.taken} answers taken.` }
    : { ok: false, text: `Its numbers are not those of the ledger: ${list.join('; ')}.` };
}

function countAnew({ firstSeq, lastSeq, head }: CloseReport, rows: readonly EventRow[]): CloseReport {
  return toCloseReport({
    previous: { number: 0, lastSeq: firstSeq - 1, mark: firstSeq - 1, at: '' },
    head: { seq: lastSeq, hash: head },
    delivery: { mark: lastSeq, apart: [], hasLost: false },
    records: rows.map(({ seq, jws }) => {
      const event = JSON.parse(readSignedText(jws ?? '') ?? '') as DeviceEvent;
      return { seq, event, changes: {} };
    }),
    ...{ doubleOptIn: new Set<string>(), onPhone: 0, ledger: { intact: true, verified: rows.length }, skew: null },
  });
}

/** Tablets of before counted whoever was told, and did not object, among those with a yes. */
function countAsIn({ answers }: CloseReport, anew: CloseReport): CloseReport {
  if (countTold(answers) > 0) return anew;
  return { ...anew, answers: { ...anew.answers, accepted: anew.answers.accepted + countTold(anew.answers) } };
}

/** What became of a yes since is not compared: the tablet counts what it had heard by then. */
function toNumbers({ answers, withdrawals, others, channels, hours }: CloseReport): Map<string, number> {
  return new Map([
    ['answers taken', answers.taken],
    ['with a yes', answers.accepted],
    ['with nothing but no', answers.refused],
    ['told, without a yes', countTold(answers)],
    ['stops', withdrawals],
    ['readings and closes', others],
    ...channels.flatMap(({ channel, yes, no, told, objected }): [string, number][] => [
      [`yes to ${channel}`, yes],
      [`no to ${channel}`, no],
      [`told of ${channel}`, told],
      [`objected to ${channel}`, objected],
    ]),
    ...hours.map(({ hour, accepted, refused }): [string, number] => [`answers at ${hour} h`, accepted + refused]),
  ]);
}
