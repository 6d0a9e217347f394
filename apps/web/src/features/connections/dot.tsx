import type { Connection } from '@lifeguard/shared/api/connections';

const colors = {
  blue: '#42b4ff',
  green: '#2bb534',
  grey: '#b4b4bb',
  red: '#ff5d64',
} satisfies Record<Connection['color'], string>;

/** The colour of a connection, so that production is not mistaken for something else. */
export function ConnectionDot({ color }: { color: Connection['color'] }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {/* Over Cloudscape's rule that icons take the colour of the text. */}
      <circle cx="8" cy="8" r="6" style={{ fill: colors[color], stroke: 'none' }} />
    </svg>
  );
}
