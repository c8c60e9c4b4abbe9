import { businessDayAt } from '#domain/business-day.ts';
import type { KioskStatus } from '#kiosk/kiosk.ts';
import { useKiosk } from '../screens/kiosk-context.ts';
import type { Judgement } from './judge-status.ts';
import { sayDuration, sayTime } from './say-time.ts';
import { useTeamWords } from './use-team-words.ts';
import './team.css';

interface StatusRowsProps {
  readonly status: KioskStatus;
  readonly judgement: Judgement;
  readonly now: number;
}

type Tone = 'fine' | 'amber' | 'red';

/** The facts behind the sentence. What needs a look stands out by a mark and a colour. */
export function StatusRows({ status, judgement, now }: StatusRowsProps) {
  const { config, store, appVersion, today } = useKiosk();
  const team = useTeamWords();
  const duration = (ms: number) => sayDuration(ms, team);
  const { lastSyncAt, skew, persisted, toCheck, lost, answeredOnPhone, hasPin } = status;

  const lastSync = () => {
    if (lastSyncAt === null) return team.never;
    return team.ago(sayTime(lastSyncAt, store.timeZone, team), duration(Math.max(now - lastSyncAt, 0)));
  };
  const clock = {
    right: () => team.clockRight,
    unknown: () => team.clockUnknown,
    fast: () => team.clockFast(duration(Math.abs(skew ?? 0))),
    slow: () => team.clockSlow(duration(Math.abs(skew ?? 0))),
  };
  const waiting =
    judgement.oldestAge === null ? team.none : team.waitingFor(status.waiting, duration(judgement.oldestAge));
  // by the day on which the tablet heard of it: more it does not know
  const onPhone = answeredOnPhone.filter(({ heardAt }) => businessDayAt(heardAt, store.timeZone) === today());
  const lostWords = lost === null ? team.lostNotYet : lost === 0 ? team.none : team.lostUnknown;
  const storage = persisted === null ? team.storageUnknown : persisted ? team.storageKept : team.storageAtRisk;

  const rows: readonly (readonly [label: string, value: string, tone?: Tone])[] = [
    [team.rows.lastSync, lastSync()],
    [team.rows.waiting, waiting, judgement.oldest],
    [team.rows.toCheck, String(toCheck || team.none), toCheck > 0 ? 'red' : 'fine'],
    [team.rows.lost, lostWords, lost === 'unknown' ? 'amber' : 'fine'],
    [team.rows.onPhone, team.onPhoneToday(onPhone.length)],
    [team.rows.pin, hasPin === null ? team.pinUnknown : hasPin ? team.pinSet : team.pinMissing],
    [team.rows.storage, storage, persisted === false ? 'amber' : 'fine'],
    [team.rows.clock, clock[judgement.clock](), ['fast', 'slow'].includes(judgement.clock) ? 'amber' : 'fine'],
    [team.rows.version, team.version(appVersion, config.notice.version)],
  ];
  return (
    <dl className="team-rows">
      {rows.map(([label, value, tone = 'fine']) => (
        <div key={label} className={`team-row team-row-${tone}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
