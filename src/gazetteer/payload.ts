/**
 * What is kept of an entry in a compiled file, as a row of text: cells between tabs, empty ones at the end left out, a
 * tab or backslash inside of a cell behind a backslash. Its aliases are names like any other and not kept here.
 */
import type { GazetteerEntry } from './entry.js';

/** Cells of a row, in their order, after name and type. */
const TEXTS = ['subtype', 'id', 'country', 'role'] as const;
const NUMBERS = ['lat', 'lon', 'weight'] as const;
/** Longest row, in code units: what is longer is no entry but a document. */
export const MAX_PAYLOAD = 1 << 19;

/** The row of an entry. */
export function writePayload(entry: GazetteerEntry): string {
  let row = `${escaped(entry.name)}\t${escaped(entry.type)}`;
  let empty = '';
  const add = (cell: string) => {
    if (cell === '') empty += '\t';
    else {
      row += `${empty}\t${cell}`;
      empty = '';
    }
  };
  for (const field of TEXTS) add(escaped(entry[field] ?? ''));
  for (const field of NUMBERS) {
    const value = entry[field];
    add(value === undefined || !Number.isFinite(value) ? '' : String(value));
  }
  add(entry.common ? (entry.exact ? 'common exact' : 'common') : entry.exact ? 'exact' : '');
  if (entry.attributes !== undefined) add(escaped(JSON.stringify(entry.attributes)));
  return row;
}

/** The entry of a row. @throws SyntaxError when it is none */
export function readPayload(row: string): GazetteerEntry {
  const cells = row.split('\t');
  const isEscaped = row.includes('\\');
  const cell = (i: number): string | undefined => {
    const text = cells[i];
    return text === undefined || text === '' ? undefined : isEscaped ? unescaped(text) : text;
  };
  const [name, type] = [cell(0), cell(1)];
  if (name === undefined || type === undefined) throw new SyntaxError('an entry without name or type');
  const entry: GazetteerEntry = { name, type };
  TEXTS.forEach((field, i) => {
    const text = cell(i + 2);
    if (text !== undefined) entry[field] = text;
  });
  NUMBERS.forEach((field, i) => {
    const number = cell(i + 6);
    if (number !== undefined) entry[field] = Number(number);
  });
  const flags = cell(9);
  if (flags?.includes('common')) entry.common = true;
  if (flags?.includes('exact')) entry.exact = true;
  const attributes = cell(10);
  if (attributes !== undefined) entry.attributes = JSON.parse(attributes) as Record<string, unknown>;
  return entry;
}

/** The name in a row, which is its first cell. */
export function nameOfPayload(row: string): string {
  const tab = row.indexOf('\t');
  return unescaped(tab < 0 ? row : row.slice(0, tab));
}

const escaped = (text: string): string =>
  text.includes('\t') || text.includes('\\')
    ? text.replace(/[\t\\]/g, (c) => (c === '\t' ? '\\t' : '\\\\'))
    : text;
const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_, c: string) => (c === 't' ? '\t' : c));
