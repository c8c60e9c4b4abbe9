import { businessDayAt } from '#domain/business-day.ts';
import type { CloseReport } from '#domain/closed-day.ts';
import type { Instant } from '#domain/instant.ts';
import type { SignedClose } from '../kiosk.ts';
import { useKiosk } from '../screens/kiosk-context.ts';
import { useSayDay } from './say-day.ts';
import { sayDuration, sayTime } from './say-time.ts';
import { type Slip, toSlip } from './slip.ts';
import { useCloseWords } from './use-close-words.ts';
import { useTeamWords } from './use-team-words.ts';

export interface SlipInput {
  readonly report: CloseReport;
  readonly at: Instant;
  readonly businessDay: string;
  readonly signed?: SignedClose | undefined;
}

/** The slip in the words that are being spoken, with the hours of the store's clocks. */
export function useSlip(): (input: SlipInput) => Slip {
  const { config, store, tillName } = useKiosk();
  const words = useCloseWords().slip;
  const team = useTeamWords();
  const sayDay = useSayDay({ weekday: 'long', year: 'numeric' });
  const sayShortDay = useSayDay({ month: 'short' });
  const { timeZone } = store;
  // the shop's name stands above it already
  const place = store.name.replace(`${config.controller.name}, `, '');
  return ({ report, at, businessDay, signed }) => {
    const sayMoment = (instant: Instant) => {
      const day = businessDayAt(instant, timeZone);
      const time = sayTime(instant, timeZone, team);
      return day === businessDay ? time : `${sayShortDay(day)}, ${time}`;
    };
    const { since } = report;
    const hours =
      since === null ? words.first(sayMoment(at)) : words.between(sayMoment(Date.parse(since)), sayMoment(at));
    return toSlip(report, {
      words,
      head: [
        signed ? words.z(report.number) : words.before,
        words.place(tillName, place),
        sayDay(businessDay),
        `${hours}, ${timeZone}`,
      ],
      sayDuration: (milliseconds) => sayDuration(milliseconds, team),
      fingerprint: signed?.fingerprint,
    });
  };
}
