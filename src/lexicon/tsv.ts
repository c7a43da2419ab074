/** A row of a commented TSV file: its cells by column name, and where it stands. */
export interface TsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** An error in a data file, with its place. */
export class TsvError extends Error {
  override name = 'TsvError';
  constructor(file: string, line: number, message: string) {
    super(`${file}:${line}: ${message}`);
  }
}

/**
 * Reads commented TSV: lines that begin with # are comments, the first other line names the columns, cells that are
 * left off at the end of a line are empty.
 * @throws TsvError when a line has more cells than there are columns, or a column that the caller needs is missing
 */
export function readTsv(file: string, text: string, needed: readonly string[]): TsvRow[] {
  const rows: TsvRow[] = [];
  let columns: string[] | undefined;
  text.split('\n').forEach((raw, i) => {
    const line = raw.replace(/\r$/, '');
    if (line.trim() === '' || line.startsWith('#')) return;
    const cells = line.split('\t').map((cell) => cell.trim());
    if (!columns) {
      columns = cells;
      for (const name of needed)
        if (!cells.includes(name)) throw new TsvError(file, i + 1, `no column "${name}"`);
      return;
    }
    if (cells.length > columns.length)
      throw new TsvError(file, i + 1, `${cells.length} cells in ${columns.length} columns`);
    rows.push({ line: i + 1, cells: Object.fromEntries(columns.map((name, c) => [name, cells[c] ?? ''])) });
  });
  return rows;
}

/** The parts of a cell between |, trimmed, without empty ones. */
export const parts = (cell: string | undefined): string[] =>
  (cell ?? '').split('|').flatMap((part) => part.trim() || []);
