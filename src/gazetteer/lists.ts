/**
 * Lists of names in the forms that people have them in: TSV and CSV with a header, JSON, JSON lines, one name a line,
 * GeoNames' dumps and Wikidata's JSON lines. A bad row is reported with its line and left out; the rest is read.
 */
import type { GazetteerEntry } from './entry.js';
import type { ListFormat } from './formats.js';
import { geoNamesEntry } from './geonames.js';

/** What can be wrong with a row. All but the last two leave it out. */
export type RowFault =
  | 'no-name-column'
  | 'too-many-cells'
  | 'empty-name'
  | 'no-type'
  | 'unknown-flag'
  | 'bad-json'
  | 'bad-csv'
  | 'bad-coordinates'
  | 'bad-weight';

export interface ListOptions {
  readonly format: ListFormat;
  /** Type of the entries that say none. */
  readonly type?: string | undefined;
  /** Is told of each bad row. */
  readonly onFault: (line: number, fault: RowFault, detail: string) => void;
}

/** An entry and the line on which it stands. */
export interface ListedEntry {
  readonly line: number;
  readonly entry: GazetteerEntry;
  /** The list says that it means the name, although that is an everyday word (flag `name`); only `lint` asks. */
  readonly isName?: boolean;
}

/** A value of a row: text in tables, anything in JSON. */
type Fields = readonly (readonly [name: string, value: unknown])[];

/** Other names of columns that lists have. */
const SYNONYMS: Readonly<Record<string, string>> = {
  label: 'type',
  alias: 'aliases',
  latitude: 'lat',
  longitude: 'lon',
  lng: 'lon',
  long: 'lon',
  population: 'weight',
  title: 'role',
};
const KNOWN = new Set([
  'name',
  'type',
  'subtype',
  'id',
  'country',
  'role',
  'lat',
  'lon',
  'weight',
  'aliases',
  'flags',
]);

/** The format that a file's name says, or undefined. */
export function formatOfName(file: string): ListFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === 'tab') return 'tsv';
  if (ending === 'jsonl') return 'ndjson';
  if (ending === 'txt') return 'list';
  return ending === 'tsv' || ending === 'csv' || ending === 'json' || ending === 'ndjson'
    ? ending
    : undefined;
}

/** Reads a list. @param text the whole list; `wikidata`, `geonames` and the other forms by lines never copy it */
export async function* readList(text: string, options: ListOptions): AsyncGenerator<ListedEntry> {
  if (options.format === 'csv') {
    const { parse } = await import('csv-parse/sync');
    yield* readCsv(text, parse, options);
  } else yield* readLines(text, options);
}

function* readLines(text: string, options: ListOptions): Generator<ListedEntry> {
  if (options.format === 'tsv') yield* readTable(tsvRows(text), options);
  else if (options.format === 'json') yield* readJson(text, options);
  else if (options.format === 'geonames') yield* readGeoNamesLines(text);
  else yield* readRecords(text, options);
}

/** The lines of a text without their ends, with their numbers. */
function* linesOf(text: string): Generator<readonly [line: number, content: string]> {
  let from = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let line = 1; from < text.length; line++) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    yield [line, text.slice(from, text.charCodeAt(to - 1) === 0x0d ? to - 1 : to)];
    from = to + 1;
  }
}

/** Rows of a TSV file: a quotation mark is a character like any other, lines that begin with # are comments. */
function* tsvRows(text: string): Generator<readonly [line: number, cells: string[]]> {
  for (const [line, content] of linesOf(text)) {
    if (content.charCodeAt(0) !== 0x23 && content.trim() !== '') yield [line, content.split('\t')];
  }
}

interface CsvError {
  readonly message: string;
  readonly lines?: number;
}
type ParseCsv = (text: string, options: object) => unknown;

function* readCsv(text: string, parse: ParseCsv, options: ListOptions): Generator<ListedEntry> {
  const first = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const delimiter = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0]!;
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as typeof rows;
  } catch (error) {
    const { message, lines } = error as CsvError;
    options.onFault(lines ?? 1, 'bad-csv', message);
    return;
  }
  yield* readTable(
    rows.map(({ record, info }) => [info.lines, record] as const),
    options,
  );
}

function* readTable(
  rows: Iterable<readonly [line: number, cells: string[]]>,
  options: ListOptions,
): Generator<ListedEntry> {
  let columns: string[] | undefined;
  for (const [line, cells] of rows) {
    if (!columns) {
      columns = cells.map((cell) => cell.trim());
      if (!columns.some((column) => fieldName(column) === 'name')) {
        options.onFault(line, 'no-name-column', columns.slice(0, 5).join(', '));
        return;
      }
      continue;
    }
    if (cells.length > columns.length) {
      options.onFault(line, 'too-many-cells', `${cells.length} in ${columns.length} columns`);
      continue;
    }
    const fields: [string, unknown][] = [];
    for (let c = 0; c < cells.length; c++) fields.push([columns[c]!, cells[c]!.trim()]);
    const listed = toEntry(fields, line, options);
    if (listed) yield listed;
  }
}

function* readJson(text: string, options: ListOptions): Generator<ListedEntry> {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    options.onFault(1, 'bad-json', (error as Error).message);
    return;
  }
  const list = Array.isArray(data) ? data : (data as { entries?: unknown } | null)?.entries;
  if (!Array.isArray(list)) {
    options.onFault(1, 'bad-json', 'neither an array nor an object with "entries"');
    return;
  }
  // JSON has no lines to name: the number is that of the entry.
  for (const [index, item] of list.entries()) {
    const listed = toEntry(fieldsOf(item), index + 1, options);
    if (listed) yield listed;
  }
}

/** One name or one JSON object a line. */
function* readRecords(text: string, options: ListOptions): Generator<ListedEntry> {
  const { format } = options;
  for (const [line, content] of linesOf(text)) {
    const trimmed = content.trim();
    if (trimmed === '') continue;
    let fields: Fields | null;
    if (format === 'list') {
      if (trimmed.startsWith('#')) continue;
      fields = [['name', trimmed]];
    } else if (format === 'wikidata' && /^[[\]],?$/.test(trimmed)) continue;
    else {
      try {
        const item = JSON.parse(format === 'wikidata' ? trimmed.replace(/,$/, '') : trimmed) as unknown;
        fields = format === 'wikidata' ? wikidataFields(item) : fieldsOf(item);
      } catch (error) {
        options.onFault(line, 'bad-json', (error as Error).message);
        continue;
      }
    }
    const listed = toEntry(fields, line, options);
    if (listed) yield listed;
  }
}

function* readGeoNamesLines(text: string): Generator<ListedEntry> {
  for (const [line, content] of linesOf(text)) {
    const entry = geoNamesEntry(content, () => true);
    if (entry) yield { line, entry };
  }
}

function fieldsOf(item: unknown): Fields | null {
  if (typeof item === 'string') return [['name', item]];
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.entries(item) : null;
}

/**
 * Wikidata's entities as in its dumps or plainer: id, labels and aliases by language (texts, or objects with "value"),
 * type. The Arabic names count; without one, the English label.
 */
function wikidataFields(item: unknown): Fields | null {
  const fields = fieldsOf(item);
  if (!fields) return null;
  const { id, labels, aliases, type, ...rest } = Object.fromEntries(fields);
  const names = [...textsOf(labels, 'ar'), ...textsOf(aliases, 'ar')];
  const [name, ...more] = names.length > 0 ? names : textsOf(labels, 'en');
  const plain = Object.entries(rest).filter(([key]) => KNOWN.has(key));
  return [
    ['name', name ?? ''],
    ['id', typeof id === 'string' && /^[QPL]\d+$/.test(id) ? `wikidata:${id}` : id],
    ['aliases', more],
    ['type', type === 'item' ? '' : type],
    ...plain,
  ];
}

function textsOf(byLanguage: unknown, language: string): string[] {
  const value =
    typeof byLanguage === 'object' && byLanguage !== null && !Array.isArray(byLanguage)
      ? (byLanguage as Record<string, unknown>)[language]
      : byLanguage;
  return [value].flat().flatMap((each) => {
    const text = typeof each === 'object' && each !== null ? (each as { value?: unknown }).value : each;
    return typeof text === 'string' && text !== '' ? [text] : [];
  });
}

const fieldName = (column: string): string => {
  const lower = column.toLowerCase();
  return SYNONYMS[lower] ?? lower;
};

const FLAGS = new Set(['common', 'exact', 'name']);

/** An entry out of named values; what has another name becomes an attribute. */
function toEntry(fields: Fields | null, line: number, options: ListOptions): ListedEntry | null {
  if (!fields) {
    options.onFault(line, 'bad-json', 'neither a text nor an object');
    return null;
  }
  const known: Record<string, unknown> = {};
  const attributes: (readonly [string, unknown])[] = [];
  for (const [column, value] of fields) {
    if (value === '' || value === null || value === undefined) continue;
    const name = fieldName(column);
    if (KNOWN.has(name) && !Object.hasOwn(known, name)) known[name] = value;
    else if (name === 'attributes' && typeof value === 'object') attributes.push(...Object.entries(value));
    else attributes.push([column, value]);
  }
  const text = (name: string) =>
    known[name] === undefined ? undefined : String(known[name]).trim() || undefined;
  const name = text('name');
  const type = text('type') ?? options.type;
  const flags = [known.flags ?? []]
    .flat()
    .flatMap((part) => String(part).split(/[ ,|]+/))
    .filter(Boolean);
  const unknown = flags.find((flag) => !FLAGS.has(flag));
  const fault = !name ? 'empty-name' : !type ? 'no-type' : unknown !== undefined ? 'unknown-flag' : null;
  if (!name || !type || fault) {
    options.onFault(line, fault ?? 'empty-name', unknown ?? name ?? '');
    return null;
  }
  const country = text('country');
  if (country !== undefined && !/^[A-Za-z]{2}$/.test(country)) attributes.push(['country', country]);
  const entry: GazetteerEntry = { name, type };
  const put = <K extends keyof GazetteerEntry>(key: K, value: GazetteerEntry[K] | undefined | false) => {
    if (value !== undefined && value !== false) entry[key] = value;
  };
  put('subtype', text('subtype'));
  put('id', idOf(text('id')));
  put('country', country && /^[A-Za-z]{2}$/.test(country) && country.toUpperCase());
  put('role', text('role'));
  const [lat, lon] = coordinates(text('lat'), text('lon'), line, options);
  put('lat', lat);
  put('lon', lon);
  put('weight', weightOf(text('weight'), line, options));
  put('aliases', aliasesOf(known.aliases));
  put('common', flags.includes('common'));
  put('exact', flags.includes('exact'));
  if (attributes.length > 0) entry.attributes = Object.fromEntries(attributes);
  return { line, entry, isName: flags.includes('name') };
}

/** Ids carry their authority; those that do not are the user's. */
const idOf = (id: string | undefined): string | undefined =>
  id === undefined || /^[a-z][a-z0-9-]*:\S/.test(id) ? id : `user:${id}`;

function aliasesOf(value: unknown): string[] | undefined {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split('|') : [];
  const names = parts.map((part) => part.trim()).filter(Boolean);
  return names.length > 0 ? names : undefined;
}

function coordinates(
  lat: string | undefined,
  lon: string | undefined,
  line: number,
  options: ListOptions,
): [number?, number?] {
  if (lat === undefined && lon === undefined) return [];
  const numbers = [Number(lat ?? Number.NaN), Number(lon ?? Number.NaN)] as const;
  if (Math.abs(numbers[0]) <= 90 && Math.abs(numbers[1]) <= 180) return [...numbers];
  options.onFault(line, 'bad-coordinates', `${lat ?? ''} ${lon ?? ''}`);
  return [];
}

function weightOf(weight: string | undefined, line: number, options: ListOptions): number | undefined {
  if (weight === undefined) return undefined;
  const number = Number(weight);
  if (number >= 0 && number < 2 ** 31) return number;
  options.onFault(line, 'bad-weight', weight);
  return undefined;
}
