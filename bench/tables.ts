/**
 * What the parts of the bench print, as rows. A line is cells with two blanks or more between them; a line of one cell
 * begins a new table below it; a line that begins with four blanks says more about the one before.
 */

export interface Table {
  readonly title: string;
  readonly rows: string[][];
}

export function tablesOf(printed: string): Table[] {
  const tables: Table[] = [];
  for (const line of printed.split('\n')) {
    if (line.trim() === '') continue;
    const cells = line.trim().split(/ {2,}/);
    const row = tables.at(-1)?.rows.at(-1);
    if (/^ {4}/.test(line) && row !== undefined) row.push(cells.join(', '));
    else if (cells.length > 1 && tables.length > 0) tables.at(-1)!.rows.push(cells);
    else if (/^ {2}/.test(line) && tables.length > 0) tables.at(-1)!.rows.push(sides(cells[0]!));
    else tables.push({ title: cells.join(' '), rows: [] });
  }
  return tables;
}

/** What stands before and after the colon of a line. */
function sides(line: string): string[] {
  const [, before, after] = /^(.*?): (.*)$/.exec(line) ?? [];
  return before === undefined ? [line] : [before, after!];
}

/** The tables in Markdown. */
export function markdownOf(printed: string): string {
  const cellOf = (cell: string) => cell.replaceAll('|', '\\|').replaceAll('/\\p{L}+/gu', '`/\\p{L}+/gu`');
  const parts: string[] = [];
  for (const { title, rows } of tablesOf(printed)) {
    parts.push(`${cellOf(title[0]!.toUpperCase() + title.slice(1))}`);
    if (rows.length === 0) continue;
    const width = Math.max(...rows.map((cells) => cells.length));
    const filled = rows.map((cells) => [...cells.map(cellOf), ...new Array(width - cells.length).fill('')]);
    const head = ['what', ...new Array(width - 1).fill('')];
    const lines = [head, head.map(() => '---'), ...filled].map((cells) => `| ${cells.join(' | ')} |`);
    parts.push(lines.join('\n'));
  }
  return parts.join('\n\n');
}

/** The number before a unit or a sign in the row that begins so: ratio('tokens …', '× the loop'). */
export function figureOf(tables: readonly Table[], row: string, unit: string): number | undefined {
  for (const { rows } of tables)
    for (const [name, ...cells] of rows) {
      if (name !== row) continue;
      const text = cells.join(' ');
      const at = text.indexOf(` ${unit}`);
      const number = /([\d.]+)$/.exec(text.slice(0, Math.max(0, at)))?.[1];
      if (number !== undefined) return Number(number);
    }
  return undefined;
}
