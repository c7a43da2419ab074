/**
 * Lists of names in the forms that people have them in: TSV and CSV with a header, JSON, JSON lines, one name a line,
 * GeoNames' dumps and Wikidata's JSON lines. A bad row is reported with its line and left out; the rest is read.
 */
import { Buffer, transcode } from 'node:buffer';
import { Fields, type ListOptions, trimmed, type Visit } from './fields.js';
import type { ListFormat } from './formats.js';
import { geoNamesEntry } from './geonames.js';

/** The format that a file's name says, or undefined. */
export function formatOfName(file: string): ListFormat | undefined {
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(file)?.[1]?.toLowerCase();
  if (ending === 'tab') return 'tsv';
  if (ending === 'jsonl') return 'ndjson';
  if (ending === 'txt') return 'list';
  return ending === 'tsv' || ending === 'csv' || ending === 'json' || ending === 'ndjson'
    ? ending
    : undefined;
}

/** The format that the first characters of a list look like. */
export function formatOfContent(head: string): ListFormat {
  const line = head
    .replace(/^\ufeff/, '')
    .trimStart()
    .split('\n', 1)[0]!;
  if (line.startsWith('{')) return 'ndjson';
  if (line.startsWith('[')) return 'json';
  const isHeader = (separator: RegExp) =>
    line.split(separator).some((cell) => cell.trim().replaceAll('"', '').toLowerCase() === 'name');
  if (line.includes('\t') && isHeader(/\t/)) return 'tsv';
  return /[,;]/.test(line) && isHeader(/[,;]/) ? 'csv' : 'list';
}

/** Bytes of a line, or of a list that has to be read whole. */
const MAX_BYTES = 1 << 28;
const LINE_FEED = 0x0a;
const NUMBER_SIGN = 0x23;

/**
 * Reads a list. What can be read line by line is, in bounded memory.
 * @param chunks the list as UTF-8
 * @throws RangeError for a line, or a list of JSON, that is too long
 */
export async function readList(
  chunks: AsyncIterable<Uint8Array>,
  options: ListOptions,
  visit: Visit,
): Promise<void> {
  const { format } = options;
  if (format === 'csv') await readCsv(chunks, options, visit);
  else if (format === 'json') await readJson(chunks, options, visit);
  else {
    const read =
      format === 'tsv'
        ? tableReader(options, visit)
        : format === 'geonames'
          ? geoNamesReader(options, visit)
          : recordReader(options, visit);
    let line = 0;
    for await (const text of wholeLines(chunks)) {
      for (let from = 0; from < text.length; ) {
        let to = text.indexOf('\n', from);
        if (to < 0) to = text.length;
        const end = text.charCodeAt(to - 1) === 0x0d ? to - 1 : to;
        if (end > from) read(text.slice(from, end), ++line);
        else line++;
        from = to + 1;
      }
    }
  }
}

/** The text of some whole lines at a time, without a byte order mark. */
async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let open: Uint8Array[] = [];
  let length = 0;
  let isFirst = true;
  const take = () => {
    const text = decode(open.length === 1 ? open[0]! : Buffer.concat(open, length));
    const start = isFirst && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    isFirst = false;
    open = [];
    length = 0;
    return text.slice(start);
  };
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    open.push(chunk.subarray(0, end || chunk.length));
    length += end || chunk.length;
    if (length > MAX_BYTES) throw new RangeError('a line of more than 256 MB');
    if (end === 0) continue;
    yield take();
    if (end < chunk.length) open.push(chunk.subarray(end));
    length = chunk.length - end;
  }
  if (length > 0) yield take();
}

/** UTF-8 as text: what is valid by the faster way. */
function decode(bytes: Uint8Array): string {
  try {
    return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  }
}

type ReadLine = (text: string, line: number) => void;
/** Reads the cells of a row; false when there is no use in going on. */
type ReadRow = (cells: readonly string[], line: number) => boolean;

function rowReader(options: ListOptions, visit: Visit): ReadRow {
  let fields: Fields | undefined;
  let columns = 0;
  return (cells, line) => {
    if (fields) {
      if (cells.length > columns) {
        options.onFault(line, 'too-many-cells', `${cells.length} in ${columns} columns`);
        return true;
      }
      for (let c = 0; c < cells.length; c++) fields.setColumn(c, trimmed(cells[c]!));
      fields.finish(line, visit);
      return true;
    }
    const names = cells.map((cell) => cell.trim());
    fields = new Fields(options, names);
    columns = names.length;
    if (fields.hasName) return true;
    options.onFault(line, 'no-name-column', names.slice(0, 5).join(', '));
    return false;
  };
}

/** TSV: a quotation mark is a character like any other, lines that begin with # are comments. */
function tableReader(options: ListOptions, visit: Visit): ReadLine {
  const read = rowReader(options, visit);
  let goesOn = true;
  return (text, line) => {
    if (goesOn && text.charCodeAt(0) !== NUMBER_SIGN && trimmed(text) !== '')
      goesOn = read(text.split('\t'), line);
  };
}

async function readCsv(chunks: AsyncIterable<Uint8Array>, options: ListOptions, visit: Visit): Promise<void> {
  const [{ CsvError, parse }, { Readable }] = await Promise.all([import('csv-parse'), import('node:stream')]);
  const read = rowReader(options, visit);
  const texts = wholeLines(chunks);
  const first = await texts.next();
  if (first.done) return;
  const header = first.value.split('\n', 1)[0]!;
  const delimiter = [',', ';', '\t', '|'].sort((a, b) => header.split(b).length - header.split(a).length)[0]!;
  async function* all() {
    yield first.value as string;
    yield* texts;
  }
  const parser = parse({ delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
  const input = Readable.from(all());
  input.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!read(record, info.lines)) return;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    options.onFault(typeof error.lines === 'number' ? error.lines : 1, 'bad-csv', error.message);
  } finally {
    input.destroy();
    parser.destroy();
  }
}

async function readJson(
  chunks: AsyncIterable<Uint8Array>,
  options: ListOptions,
  visit: Visit,
): Promise<void> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES)
      throw new RangeError('more than 256 MB of JSON; one object a line (NDJSON) may be longer');
  }
  let data: unknown;
  try {
    data = JSON.parse(
      Buffer.concat(parts)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
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
  const fields = new Fields(options);
  list.forEach((item, index) => {
    readItem(item, fields, index + 1, options, visit);
  });
}

/** One name or one JSON object a line. */
function recordReader(options: ListOptions, visit: Visit): ReadLine {
  const { format } = options;
  const fields = new Fields(options);
  return (text, line) => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    if (format === 'list') {
      if (trimmed.charCodeAt(0) === NUMBER_SIGN) return;
      fields.set('name', trimmed);
      fields.finish(line, visit);
      return;
    }
    if (format === 'wikidata' && /^[[\]],?$/.test(trimmed)) return;
    let item: unknown;
    try {
      item = JSON.parse(format === 'wikidata' ? trimmed.replace(/,$/, '') : trimmed);
    } catch (error) {
      options.onFault(line, 'bad-json', (error as Error).message);
      return;
    }
    readItem(format === 'wikidata' ? wikidataItem(item) : item, fields, line, options, visit);
  };
}

function readItem(item: unknown, fields: Fields, line: number, options: ListOptions, visit: Visit): void {
  if (typeof item === 'string') fields.set('name', item);
  else if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
    for (const [name, value] of Object.entries(item)) fields.set(name, value);
  } else {
    options.onFault(line, 'bad-json', 'neither a text nor an object');
    return;
  }
  fields.finish(line, visit);
}

function geoNamesReader(options: ListOptions, visit: Visit): ReadLine {
  return (text, line) => {
    const entry = geoNamesEntry(text, () => true);
    if (entry) visit(entry, line, false);
    else if (entry === undefined && text.trim() !== '')
      options.onFault(line, 'too-few-cells', text.slice(0, 40));
  };
}

/**
 * Wikidata's entities as in its dumps or plainer: id, labels and aliases by language (texts, or objects with "value"),
 * type. The Arabic names count; without one, the English label.
 */
function wikidataItem(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const { id, labels, aliases, type, ...rest } = item as Record<string, unknown>;
  const names = [...textsOf(labels, 'ar'), ...textsOf(aliases, 'ar')];
  const [name, ...more] = names.length > 0 ? names : textsOf(labels, 'en');
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => Fields.isKnown(key))),
    name: name ?? '',
    id: typeof id === 'string' && /^[QPL]\d+$/.test(id) ? `wikidata:${id}` : id,
    aliases: more,
    type: type === 'item' ? '' : type,
  };
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
