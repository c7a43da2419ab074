import { displayWidth } from '../text/width.js';

/** Rows of cells as aligned columns, two blanks between them, a line a row. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, displayWidth(cell));
    });
  const pad = (cell: string, i: number) => cell + ' '.repeat(widths[i]! - displayWidth(cell));
  return rows.map((row) => `${row.map(pad).join('  ').trimEnd()}\n`).join('');
}
