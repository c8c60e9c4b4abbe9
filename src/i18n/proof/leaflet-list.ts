// The leaflet's list of files: plain text, 80 columns, each file by its real name.

const COLUMN = 17;

/** Names, and what such a file is for; without names the row is left out. */
export type LeafletRow = readonly [names: string | readonly string[], text: string];

export function listLeafletFiles(rows: readonly LeafletRow[]): string {
  return rows
    .filter(([names]) => names.length > 0)
    .map(([names, text]) => {
      const name = [names].flat().join(', ');
      const gap = name.length < COLUMN ? ' '.repeat(COLUMN - name.length) : `\n${' '.repeat(COLUMN)}`;
      return name + gap + text.replaceAll('\n', `\n${' '.repeat(COLUMN)}`);
    })
    .join('\n');
}
