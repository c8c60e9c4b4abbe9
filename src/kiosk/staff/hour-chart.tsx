// The day by the hour: a diamond a person, as far as they fit. What it shows stands in a table beside it, for who does not see it.
import type { HourCount } from '#domain/closed-day.ts';
import { Diamond, diamond } from '#ui/mark.tsx';
import { useCloseWords } from './use-close-words.ts';
import './hour-chart.css';

interface HourChartProps {
  readonly hours: readonly HourCount[];
  readonly severalDays: boolean;
}

/** In units of the drawing, which are pixels where there is room. */
const [WIDTH, PITCH, SIZE, TOP, FOOT] = [524, 22, 18, 24, 28] as const;
const HIGHEST = 12;

type Mark = 'accepted' | 'refused' | 'heldApart';

export function HourChart({ hours, severalDays }: HourChartProps) {
  const words = useCloseWords().chart;
  if (hours.length === 0) return null;
  const columns = fillHours(hours);
  const unit = unitFor(columns);
  const stacks = columns.map((column) => ({ ...column, marks: toMarks(column, unit) }));
  const tallest = Math.max(...stacks.map(({ marks }) => marks.length));
  const step = Math.min(58, WIDTH / columns.length);
  const height = TOP + tallest * PITCH;
  // a narrow column has room for its hour only now and then
  const every = Math.ceil(44 / step);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${WIDTH} ${height + FOOT}`} aria-hidden="true">
        {stacks.map(({ hour, marks, total }, i) => {
          const x = (i + 0.5) * step;
          return (
            <g key={hour}>
              {marks.map((mark, level) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one above the other, and they never move
                <ChartMark key={level} mark={mark} x={x} y={height - (level + 0.5) * PITCH - 4} />
              ))}
              {total > 0 && (
                <text className="chart-count" x={x} y={height - marks.length * PITCH - 9}>
                  {total}
                </text>
              )}
              {i % every === 0 && (
                <text className="chart-hour" x={x} y={height + 20}>
                  {words.at(hour)}
                </text>
              )}
            </g>
          );
        })}
        <path className="chart-line" d={`M0 ${height}H${step * columns.length}`} />
      </svg>
      <figcaption className="chart-legend">
        <span>
          <Diamond /> {words.accepted}
        </span>
        <span>
          <Diamond look="outline" /> {words.refused}
        </span>
        {unit > 1 && <span>{words.unit(unit)}</span>}
        {severalDays && <span>{words.days}</span>}
      </figcaption>
      <div className="visually-hidden">
        <table>
          <caption>{words.title}</caption>
          <thead>
            <tr>
              {[words.hour, words.accepted, words.refused, words.heldApart].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map(({ hour, accepted, refused, heldApart }) => (
              <tr key={hour}>
                <th scope="row">{words.at(hour)}</th>
                <td>{accepted}</td>
                <td>{refused}</td>
                <td>{heldApart}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function ChartMark({ mark, x, y }: { readonly mark: Mark; readonly x: number; readonly y: number }) {
  const corner = `translate(${x - SIZE / 2} ${y - SIZE / 2})`;
  if (mark !== 'heldApart')
    return <path className={`chart-${mark}`} d={diamond} transform={`${corner} scale(${SIZE / 193})`} />;
  return (
    <g transform={corner}>
      <rect className="chart-apart" width={SIZE} height={SIZE} rx="3" />
      <text className="chart-apart-mark" x={SIZE / 2} y={SIZE - 4}>
        !
      </text>
    </g>
  );
}

interface Column extends HourCount {
  readonly total: number;
}

/** Every hour from the first to the last, so that a quiet one shows. */
function fillHours(hours: readonly HourCount[]): Column[] {
  const [first, last] = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? 0];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const found = hours.find(({ hour }) => hour === first + i);
    const { accepted = 0, refused = 0, heldApart = 0 } = found ?? {};
    return { hour: first + i, accepted, refused, heldApart, total: accepted + refused + heldApart };
  });
}

/** How many answers one diamond stands for. */
function unitFor(columns: readonly Column[]): number {
  const most = Math.max(...columns.map(({ total }) => total));
  return [1, 2, 5, 10, 20, 50].find((unit) => most / unit <= HIGHEST) ?? Math.ceil(most / HIGHEST);
}

/** From the foot up. What is there at all has its mark. */
function toMarks({ accepted, refused, heldApart }: Column, unit: number): Mark[] {
  const many = (mark: Mark, count: number) => Array.from({ length: Math.ceil(count / unit) }, () => mark);
  return [...many('accepted', accepted), ...many('refused', refused), ...many('heldApart', heldApart)];
}
