// The Z-report as a slip of paper.
import { Fragment } from 'react';
import { Logo } from '#ui/logo.tsx';
import { useKiosk } from '../screens/kiosk-context.ts';
import { type SlipInput, useSlip } from './use-slip.ts';
import './close-slip.css';

export function CloseSlip(input: SlipInput) {
  const { controller, brand } = useKiosk().config;
  const { head, blocks, foot } = useSlip()(input);
  const [title, ...lines] = head;
  return (
    <section className="slip" aria-labelledby="slip-title">
      <Logo name={controller.name} path={brand.logoPath} />
      <h2 id="slip-title" className="slip-head">
        {title}
      </h2>
      {lines.map((line) => (
        <p key={line} className="slip-head">
          {line}
        </p>
      ))}
      {blocks.map((block) => (
        <Fragment key={block[0]?.label}>
          <hr />
          <dl>
            {block.map(({ label, value, look = 'plain' }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two channels may say the same below them
              <div key={i} className={`slip-line slip-${look}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
      <hr />
      <p className="slip-foot">{foot}</p>
    </section>
  );
}
