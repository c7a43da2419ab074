/** CSV (RFC 4180) and TSV: a head, then one row a mention. */
import { stringify } from 'csv-stringify/sync';
import { escapeForTerminal } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { type Mention, mentionsOf } from './mentions.js';

export const HEAD = [
  'id',
  'layer',
  'start',
  'end',
  'text',
  'type',
  'value',
  'name',
  'entity_id',
  'lat',
  'lon',
  'confidence',
] as const;

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), wide forms too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

type Cell = string | number | null;

export function csvFormatter(settings: FormatSettings): Formatter {
  return rowFormatter(settings, (rows) => stringify(rows));
}

/** Fields are not quoted: what would end one is written with a backslash, as databases and miller read it. */
export function tsvFormatter(settings: FormatSettings): Formatter {
  return rowFormatter(settings, (rows) =>
    rows.map((row) => `${row.map((cell) => escapeField(String(cell ?? ''))).join('\t')}\n`).join(''),
  );
}

function rowFormatter(settings: FormatSettings, write: (rows: Cell[][]) => string): Formatter {
  const guard = settings.csvRaw === true ? (text: string) => text : guardFormula;
  const show = (text: string) => (settings.terminal ? escapeForTerminal(text) : text);
  const rowOf = (id: string, mention: Mention): Cell[] => [
    guard(id),
    mention.layer,
    mention.start,
    mention.end,
    guard(mention.text),
    guard(mention.type),
    mention.value,
    guardOrNull(mention.name, guard),
    guardOrNull(mention.entityId, guard),
    mention.lat,
    mention.lon,
    mention.confidence,
  ];
  return {
    begin: () => write([[...HEAD]]),
    record(record) {
      const rows = mentionsOf(record, settings.layers).map((mention) => rowOf(record.id, mention));
      return rows.length === 0 ? '' : show(write(rows)).toWellFormed();
    },
    error: () => '',
    end: () => '',
  };
}

const guardFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const guardOrNull = (text: string | null, guard: (text: string) => string): string | null =>
  text === null ? null : guard(text);

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escapeField = (field: string): string => field.replace(/[\\\t\n\r]/g, (unit) => ESCAPES[unit]!);
