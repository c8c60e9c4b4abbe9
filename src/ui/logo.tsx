import './logo.css';

interface LogoProps {
  readonly name: string;
  /** SVG path data on a 48 × 48 grid, drawn as strokes. */
  readonly path?: string | undefined;
  readonly size?: 'bar' | 'page' | 'hero';
}

export function Logo({ name, path, size = 'bar' }: LogoProps) {
  return (
    <div className={`logo logo-${size}`}>
      {path !== undefined && (
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d={path} />
        </svg>
      )}
      <span className="logo-name">{name}</span>
    </div>
  );
}
