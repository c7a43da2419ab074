/** What is given on the command line, as documents in order: one item for every document or for what is in its place. */
import type { Buffer } from 'node:buffer';
import { refuseBinary } from './binary.js';
import {
  decodeAs,
  decodeText,
  details,
  detectEncoding,
  type Encoding,
  refuseUnknown,
  SAMPLE,
  toUtf8,
} from './encoding.js';
import { labelOf, PACKED, Source } from './files.js';
import { type InputSettings, type Item, type Origin, problemItem, replacedIn, utf8Of } from './item.js';
import type { InputKind } from './kinds.js';
import type { Name } from './names.js';
import { type Line, LineCutter, readRecord } from './ndjson.js';
import { Problem, problemOf } from './problem.js';

export type { InputSettings, Item, Origin } from './item.js';

export type Names = Iterable<Name> | AsyncIterable<Name>;

/** A text of any size as it comes. */
export interface TextStream {
  origin: Origin;
  encoding: Encoding;
  /** In UTF-8; a byte order mark is left where it is. Reading throws Problem. */
  bytes: AsyncIterable<Buffer>;
}

/**
 * Reads the inputs one after the other, each only when it is asked for.
 * @param names of files, `-` for standard input, or problems in their place
 */
export function readInputs(names: Names, settings: InputSettings): AsyncGenerator<Item> {
  return read(names, settings, readText);
}

/** The same with texts as streams, which have no greatest size and may be empty; each is read before the next is asked for. */
export function readStreams(names: Names, settings: InputSettings): AsyncGenerator<Item | TextStream> {
  return read(names, settings, openText);
}

async function* read<Text>(
  names: Names,
  settings: InputSettings,
  text: (source: Source, origin: Origin, settings: InputSettings) => Promise<Text>,
): AsyncGenerator<Item | Text> {
  for await (const name of names) {
    if (settings.signal.aborted) return;
    if (typeof name !== 'string') {
      yield problemItem(name.name, name.problem);
      continue;
    }
    const file = labelOf(name);
    const origin: Origin = { file, line: null, kind: kindByName(name, settings.kind) ?? 'text' };
    let source: Source | null = null;
    try {
      source = Source.open(name, settings.signal);
      await source.unpack();
      origin.kind = await kindOf(source, settings);
      if (origin.kind === 'ndjson') yield* readLines(source, origin, settings);
      else if (origin.kind === 'csv') yield* (await import('./csv.js')).readTable(source, origin, settings);
      else if (origin.kind === 'html') yield await readPage(source, origin, settings);
      else if (origin.kind === 'warc') {
        const { pageItem } = await import('./html/page.js');
        for await (const part of (await import('./warc.js')).readArchive(source, origin, settings))
          yield 'bytes' in part ? pageItem(part, settings) : part;
      } else yield await text(source, origin, settings);
    } catch (error) {
      if (!settings.signal.aborted) yield { origin: { ...origin }, id: file, problem: problemOf(error) };
    } finally {
      await source?.close();
    }
  }
}

async function openText(source: Source, origin: Origin, settings: InputSettings): Promise<TextStream> {
  const head = await source.peek(SAMPLE);
  const encoding = detectEncoding(head.bytes, settings.encoding, head.complete);
  refuseBinary(head.bytes, encoding === 'utf-16le' || encoding === 'utf-16be');
  if (encoding === null) refuseUnknown(head.bytes);
  const chunks = settings.limitStreams ? limited(source.chunks(), settings.maxDocument) : source.chunks();
  const bytes = encoding === null || encoding === 'utf-8' ? chunks : toUtf8(chunks, encoding);
  return { origin, encoding: encoding ?? 'utf-8', bytes };
}

/** @throws Problem `too-large` when there are more bytes than so many */
async function* limited(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new Problem('too-large', { limit });
    yield chunk;
  }
}

/** A page in a file of its own. @throws Problem */
export async function readPage(source: Source, origin: Origin, settings: InputSettings): Promise<Item> {
  const bytes = await source.all(settings.maxDocument);
  if (bytes.length === 0) throw new Problem('empty');
  const { pageItem } = await import('./html/page.js');
  return pageItem({ origin, id: origin.file, bytes, charset: null, url: null, captured: null }, settings);
}

const KINDS: readonly (readonly [ending: RegExp, kind: Origin['kind']])[] = [
  [/\.(?:ndjson|jsonl)$/i, 'ndjson'],
  [/\.(?:csv|tsv)$/i, 'csv'],
  [/\.(?:html?|xhtml)$/i, 'html'],
  [/\.(?:warc|wet)$/i, 'warc'],
  [/\.txt$/i, 'text'],
];

/** What the name says the file is; null when it says nothing. */
function kindByName(name: string, asked: InputKind): Origin['kind'] | null {
  if (asked !== 'auto') return asked;
  const inner = name.replace(PACKED, '');
  return KINDS.find(([ending]) => ending.test(inner))?.[1] ?? null;
}

/** How a page begins, after comments and what XML has before its first element. */
const OPEN_PAGE =
  /^\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i;
const OPEN_BRACE = /^\ufeff?\s*\{\s*(?:"|\})/;
const OPEN_ARRAY = /^\ufeff?\s*\[\s*\{\s*"/;

/** What the input is, by what was asked, by its name, and by how it begins. @throws Problem for JSON of other forms */
export async function kindOf(source: Source, settings: InputSettings): Promise<Origin['kind']> {
  const byName = kindByName(source.name, settings.kind);
  if (byName !== null) return byName;
  const head = await source.peek(SAMPLE);
  const encoding = detectEncoding(head.bytes, settings.encoding, head.complete) ?? 'utf-8';
  const start = decodeAs(head.bytes.subarray(0, 512), encoding).text;
  if (start.startsWith('WARC/')) return 'warc';
  if (OPEN_PAGE.test(start)) return 'html';
  if (OPEN_ARRAY.test(start)) throw new Problem('json-array');
  if (!OPEN_BRACE.test(start)) {
    // An object whose first line is a brace only is spread over several lines.
    if (/^\s*\{\s*$/.test(start)) throw new Problem('json-over-lines');
    return 'text';
  }
  if (/^\s*\{\s*\n/.test(start)) throw new Problem('json-over-lines');
  return 'ndjson';
}

/** A whole file as one document. @throws Problem */
export async function readText(source: Source, origin: Origin, settings: InputSettings): Promise<Item> {
  const bytes = await source.all(settings.maxDocument);
  const decoded = decodeText(bytes, settings.encoding, settings.strict);
  if (decoded.text.trim() === '') throw new Problem('empty');
  return { origin, document: { id: origin.file, text: decoded.text }, warnings: replacedIn(decoded) };
}

async function* readLines(source: Source, origin: Origin, settings: InputSettings): AsyncGenerator<Item> {
  const bytes = await utf8Of(source, settings.encoding, settings.everyLine);
  const cutter = new LineCutter(settings.maxDocument);
  let records = 0;
  for await (const chunk of bytes) {
    for (const line of cutter.push(chunk)) {
      const item = readLine(line, origin, settings);
      if (item === null) continue;
      yield item;
      // An array in place of the first record: the lines that follow are its parts.
      if (records++ === 0 && endsReading(item, settings)) return;
    }
  }
  if (settings.signal.aborted) return;
  for (const line of cutter.end()) {
    const item = readLine(line, origin, settings);
    if (item !== null) yield item;
  }
}

/** Does the first record end the reading? An array in its place: the lines that follow are its parts. */
export const endsReading = (item: Item, { everyLine }: InputSettings): boolean =>
  everyLine !== true && 'problem' in item && item.problem.kind === 'json-array';

/** The item of one line; null for a blank one, unless every line has to give one. */
export function readLine(line: Line, file: Origin, settings: InputSettings): Item | null {
  const origin: Origin = { ...file, line: line.number };
  const fallbackId = `${file.file}:${line.number}`;
  if (line.tooLong) {
    return { origin, id: fallbackId, problem: new Problem('too-large', { limit: settings.maxDocument }) };
  }
  const decoded = decodeAs(line.bytes as Buffer, 'utf-8');
  if (settings.everyLine !== true && decoded.text.trim() === '') return null;
  if (settings.strict && decoded.replaced > 0) {
    return { origin, id: fallbackId, problem: new Problem('invalid-bytes', details(decoded)) };
  }
  const record = readRecord(decoded.text, fallbackId, settings.fields, settings.keepFields);
  if (record.document === null) return { origin, id: record.id, problem: record.problem! };
  return { origin, document: record.document, warnings: [...replacedIn(decoded), ...record.warnings] };
}
