// A QR code as one SVG path: level M, quiet zone of four modules, ink on paper, never inverted (ISO/IEC 18004).

import { create } from 'qrcode';
import { type CSSProperties, memo } from 'react';

const QUIET = 4;

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

export const QrCode = memo(function QrCode({ text, label }: QrCodeProps) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET;
  let path = '';
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  return (
    <svg
      className="qr"
      // for a stylesheet that wants whole pixels per module
      style={{ '--modules': size } as CSSProperties}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="var(--paper)" d={`M0 0h${size}v${size}H0z`} />
      <path fill="var(--ink)" d={path} />
    </svg>
  );
});
