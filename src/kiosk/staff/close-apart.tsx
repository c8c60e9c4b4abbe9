// What is held apart, one by one: which, why, and who has it. Nobody's data: the tablet could not read it back by itself.

import { businessDayAt } from '#domain/business-day.ts';
import type { QuarantineReason } from '#domain/quarantine.ts';
import type { ApartRecord } from '../kiosk.ts';
import { Heading } from '../screens/heading.tsx';
import { useKiosk } from '../screens/kiosk-context.ts';
import { useSayDay } from './say-day.ts';
import { sayTime } from './say-time.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';
import './close.css';

export function CloseApart({ apart }: { readonly apart: readonly ApartRecord[] }) {
  const { timeZone } = useKiosk().store;
  const words = useCloseWords().apart;
  const team = useTeamWords();
  const sayDay = useSayDay();
  const sayMoment = (at: number | null) =>
    at === null ? words.gone : `${sayDay(businessDayAt(at, timeZone))}, ${sayTime(at, timeZone, team)}`;
  return (
    <div className="staff-paper">
      <Heading>{words.title}</Heading>
      <p className="staff-lede">{words.lede}</p>
      <ul className="close-list">
        {apart.map(({ seq, reason, isHere, capturedAt }) => (
          <li key={seq}>
            <strong>{words.record(seq, sayMoment(capturedAt))}</strong>
            <span>{words.reasons[reason as QuarantineReason] ?? words.unknown(reason)}</span>
            <span>{isHere ? words.here : words.there}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
