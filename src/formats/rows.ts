/** Rows of cells as CSV (RFC 4180) or TSV. */
import { stringify } from 'csv-stringify/sync';
import { escapeForTerminal } from '../text/terminal.js';
import type { FormatSettings } from './formatter.js';

export type Cell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), wide forms too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** A year or date before our era (-0044-03), which is a number to it at worst. */
const BEFORE_OUR_ERA = /^-\d{4}(?:-\d\d)*$/;

/** Writes rows; texts that a spreadsheet would take for formulas get an apostrophe unless `csvRaw` says not. */
export function rowWriter(
  format: 'csv' | 'tsv',
  { csvRaw, terminal }: Pick<FormatSettings, 'csvRaw' | 'terminal'>,
): (rows: readonly (readonly Cell[])[]) => string {
  const guard = (cell: Cell): Cell =>
    csvRaw !== true && typeof cell === 'string' && FORMULA.test(cell) && !BEFORE_OUR_ERA.test(cell)
      ? `'${cell}`
      : cell;
  const write = format === 'csv' ? (rows: Cell[][]) => stringify(rows) : tsv;
  return (rows) => {
    if (rows.length === 0) return '';
    const text = write(rows.map((row) => row.map(guard))).toWellFormed();
    return terminal ? escapeForTerminal(text) : text;
  };
}

/** Fields are not quoted: what would end one is written with a backslash, as databases and miller read it. */
const tsv = (rows: Cell[][]): string =>
  rows.map((row) => `${row.map((cell) => escapeField(String(cell ?? ''))).join('\t')}\n`).join('');

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escapeField = (field: string): string => field.replace(/[\\\t\n\r]/g, (unit) => ESCAPES[unit]!);
