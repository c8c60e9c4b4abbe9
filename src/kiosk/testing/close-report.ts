// Reports of a close for the tests of screens: a good day, and what can be wrong with it.
import type { CloseReport } from '#domain/closed-day.ts';
import type { DayClosed } from '#domain/consent-event.ts';
import { toCloseFile, toFingerprint } from '#protocol/close-file.ts';
import type { SignedClose } from '../kiosk.ts';

/** 47 people and 2 who stopped, all sent. */
export function closeReport(some: Partial<CloseReport> = {}): CloseReport {
  return {
    ...{ number: 12, since: '2026-11-20T19:02:00.000+01:00', firstSeq: 1204, lastSeq: 1253, head: 'h'.repeat(43) },
    ...{ records: { sent: 50, waiting: 0, heldApart: 0, missing: 0 }, cleared: 0 },
    earlier: { waiting: 0, heldApart: 0, missing: 0 },
    answers: { taken: 47, accepted: 29, refused: 18 },
    ...{ withdrawals: 2, others: 1, onPhone: 3 },
    channels: [
      { channel: 'email', yes: 26, no: 21, pending: 17, confirmed: 9, ended: 0, told: 0, objected: 0 },
      { channel: 'sms', yes: 11, no: 36, pending: 0, confirmed: 0, ended: 0, told: 0, objected: 0 },
      { channel: 'phone', yes: 6, no: 41, pending: 0, confirmed: 0, ended: 1, told: 0, objected: 0 },
    ],
    hours: [
      { hour: 10, accepted: 2, refused: 1, heldApart: 0 },
      { hour: 11, accepted: 4, refused: 2, heldApart: 0 },
      { hour: 12, accepted: 3, refused: 3, heldApart: 0 },
      { hour: 13, accepted: 1, refused: 1, heldApart: 0 },
      { hour: 14, accepted: 3, refused: 1, heldApart: 0 },
      { hour: 15, accepted: 5, refused: 2, heldApart: 0 },
      { hour: 16, accepted: 5, refused: 4, heldApart: 0 },
      { hour: 17, accepted: 4, refused: 3, heldApart: 0 },
      { hour: 18, accepted: 2, refused: 1, heldApart: 0 },
    ],
    ...{ days: ['2026-11-21'], lost: 0, ledger: { intact: true, verified: 312 }, skew: 800 },
    ...some,
  };
}

export function signedClose(report: CloseReport): SignedClose {
  const at = { businessDay: '2026-11-21', capturedAt: '2026-11-21T19:04:00.000+01:00' };
  const event = { type: 'day-closed', ...at, report } as DayClosed;
  const payload = btoa(JSON.stringify(event)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
  const hash = `fzqRwgS-XRE${String(report.number).padStart(32, 'A')}`;
  return { event, hash, fingerprint: toFingerprint(hash), file: toCloseFile(`e30.${payload}.c2lnbmVk`) };
}
