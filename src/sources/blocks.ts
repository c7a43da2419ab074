/** Inputs cut into blocks that can be worked on beside each other: names of files, lines of NDJSON, ready documents. */
import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';
import type { InputDocument } from '../document.js';
import { labelOf, Source, STANDARD_INPUT } from './files.js';
import type { RawPage } from './html/page.js';
import { endsReading, kindOf, type Names, readInputs, readLine, readPage, readText } from './input.js';
import { type InputSettings, type Item, type Origin, problemItem, utf8Of } from './item.js';
import { LineCutter } from './ndjson.js';
import { type Details, Problem, type ProblemKind, problemOf } from './problem.js';

/** A part of the inputs. Blocks are plain data, so that they can be sent to another thread. */
export type Block =
  | { readonly kind: 'files'; readonly names: readonly string[]; readonly bytes: number }
  /**
   * Whole lines, in memory of their own, and how many bytes they have; `before`: how many lines of the file stand before
   * them. `last`: is it the end of the file?
   */
  | {
      readonly kind: 'lines';
      readonly origin: Origin;
      readonly lines: Uint8Array;
      readonly bytes: number;
      readonly before: number;
      readonly count: number;
      readonly last: boolean;
    }
  | {
      readonly kind: 'items';
      readonly items: readonly PlainItem[];
      readonly file: string;
      readonly last: boolean;
    }
  /** Pages of an archive, whose main text is still to be found. */
  | {
      readonly kind: 'pages';
      readonly pages: readonly (RawPage | PlainItem)[];
      readonly file: string;
      readonly last: boolean;
    };

/** An item as plain data: an error loses its fields on the way to another thread. */
type Plain<T> = T extends Problem ? { readonly kind: ProblemKind; readonly details: Details } : T;
type PlainItem =
  | { origin: Origin; document: InputDocument; warnings: readonly Plain<Problem>[] }
  | { origin: Origin; id: string; problem: Plain<Problem> };

const plain = ({ kind, details }: Problem): Plain<Problem> => ({ kind, details });
const revived = ({ kind, details }: Plain<Problem>): Problem => new Problem(kind, details);

function pack(item: Item): PlainItem {
  if ('problem' in item) return { origin: item.origin, id: item.id, problem: plain(item.problem) };
  return { ...item, warnings: item.warnings.map(plain) };
}

function unpack(item: PlainItem): Item {
  if ('problem' in item) return { ...item, problem: revived(item.problem) };
  return { ...item, warnings: item.warnings.map(revived) };
}

/** Files of up to so many bytes are read where they are worked on; longer ones are cut here. */
const SMALL_FILE = 1 << 20;
const FILES_OF_A_BLOCK = 16;
const BYTES_OF_A_BLOCK = 1 << 18;
const ITEMS_OF_A_BLOCK = 16;
const LINE_FEED = 0x0a;

/** What has been done before and is passed over. */
export interface Done {
  /** Is the whole file done? */
  isDone(file: string): boolean;
  /** How many lines of the file are done. */
  linesOf(file: string): number;
}

/** Cuts the inputs, each when it is asked for. */
export async function* readBlocks(names: Names, settings: InputSettings, done?: Done): AsyncGenerator<Block> {
  let files: string[] = [];
  let bytes = 0;
  for await (const name of names) {
    if (settings.signal.aborted) return;
    if (typeof name === 'string' && done?.isDone(labelOf(name))) continue;
    const size = typeof name === 'string' && name !== STANDARD_INPUT ? sizeOf(name) : null;
    if (size !== null && size <= SMALL_FILE) {
      files.push(name as string);
      bytes += size;
    }
    const isFull = bytes >= BYTES_OF_A_BLOCK || files.length >= FILES_OF_A_BLOCK;
    if (files.length > 0 && (isFull || size === null || size > SMALL_FILE)) {
      yield { kind: 'files', names: files, bytes };
      files = [];
      bytes = 0;
    }
    if (typeof name !== 'string') {
      yield {
        kind: 'items',
        items: [pack(problemItem(name.name, name.problem))],
        file: name.name,
        last: false,
      };
    } else if (size === null || size > SMALL_FILE) yield* cut(name, settings, done);
  }
  if (files.length > 0 && !settings.signal.aborted) yield { kind: 'files', names: files, bytes };
}

/** Bytes of a regular file; 0 for one that is not there, which whoever reads it will say; null for all else. */
function sizeOf(name: string): number | null {
  try {
    const stat = statSync(name);
    return stat.isFile() ? stat.size : null;
  } catch {
    return 0;
  }
}

/** The documents of a block, the same as without blocks. */
export async function* itemsOf(block: Block, settings: InputSettings): AsyncGenerator<Item> {
  if (block.kind === 'files') yield* readInputs(block.names, settings);
  else if (block.kind === 'items') yield* block.items.map(unpack);
  else if (block.kind === 'pages') {
    const { pageItem } = await import('./html/page.js');
    for (const page of block.pages) yield 'bytes' in page ? pageItem(page, settings) : unpack(page);
  } else {
    const { lines } = block;
    const cutter = new LineCutter(settings.maxDocument, LINE_FEED, block.before);
    const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
    for (const part of [cutter.push(bytes), cutter.end()]) {
      for (const line of part) {
        const item = readLine(line, block.origin, settings);
        if (item !== null) yield item;
      }
    }
  }
}

/** The blocks of one long file, of a pipe, or of standard input. */
async function* cut(name: string, settings: InputSettings, done: Done | undefined): AsyncGenerator<Block> {
  const file = labelOf(name);
  const origin: Origin = { file, line: null, kind: 'text' };
  const single = (item: Item): Block => ({ kind: 'items', items: [pack(item)], file, last: true });
  let source: Source | null = null;
  try {
    source = Source.open(name, settings.signal);
    await source.unpack();
    origin.kind = await kindOf(source, settings);
    if (origin.kind === 'ndjson') yield* cutLines(source, origin, settings, done?.linesOf(file) ?? 0);
    else if (origin.kind === 'csv') yield* cutTable(source, origin, settings, done?.linesOf(file) ?? 0);
    else if (origin.kind === 'warc') yield* cutArchive(source, origin, settings, done?.linesOf(file) ?? 0);
    else if (source.size !== null) yield { kind: 'files', names: [name], bytes: source.size };
    else if (origin.kind === 'html') yield single(await readPage(source, origin, settings));
    else yield single(await readText(source, origin, settings));
  } catch (error) {
    if (!settings.signal.aborted)
      yield single({ origin: { ...origin }, id: file, problem: problemOf(error) });
  } finally {
    await source?.close();
  }
}

/** Resolves with true when the promise has nothing to give before other events get their turn. */
function isPausing(promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    promise.then(
      () => resolve(false),
      () => resolve(false),
    );
    setImmediate(() => setImmediate(() => resolve(true)));
  });
}

async function* cutLines(
  source: Source,
  origin: Origin,
  settings: InputSettings,
  skip: number,
): AsyncGenerator<Block> {
  const chunks = withoutLines(await utf8Of(source, settings.encoding, settings.everyLine), skip);
  let whole: Buffer[] = [];
  let bytes = 0;
  let count = 0;
  let before = skip;
  /** The beginning of the line that has not ended yet, and how much of it is kept. */
  let open: Buffer[] = [];
  let kept = 0;
  /** Until the first line that is not blank. */
  let isStart = true;
  const keep = (part: Buffer) => {
    kept += part.length;
    if (kept > settings.maxDocument) open = [];
    else if (part.length > 0) open.push(part);
  };
  /** Stands in the place of a line that is too long: nobody has to look at it, and none of it is kept. */
  const tooLong = (last: boolean): Block => {
    const line = ++before;
    const id = `${origin.file}:${line}`;
    const problem = new Problem('too-large', { limit: settings.maxDocument });
    return {
      kind: 'items',
      items: [pack({ origin: { ...origin, line }, id, problem })],
      file: origin.file,
      last,
    };
  };
  const take = (last: boolean): Block => {
    const lines = joined(whole);
    const block: Block = {
      kind: 'lines',
      origin: { ...origin },
      lines,
      bytes: lines.length,
      before,
      count,
      last,
    };
    before += count;
    whole = [];
    bytes = count = 0;
    return block;
  };
  let next = chunks.next();
  for (let read = await next; !read.done; read = await next) {
    let chunk = read.value;
    next = chunks.next();
    next.catch(() => {}); // it is awaited above
    let first = chunk.indexOf(LINE_FEED);
    while (first >= 0 && kept + first > settings.maxDocument) {
      if (count > 0) yield take(false);
      yield tooLong(false);
      isStart = false;
      open = [];
      kept = 0;
      chunk = chunk.subarray(first + 1);
      first = chunk.indexOf(LINE_FEED);
    }
    if (first < 0) {
      keep(chunk);
      continue;
    }
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    keep(chunk.subarray(0, first));
    whole.push(...open, chunk.subarray(first, end));
    bytes += kept + end - first;
    for (let at = first; at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
    open = [];
    kept = 0;
    keep(chunk.subarray(end));
    if (isStart) {
      const item = firstItem(whole, origin, settings, before);
      if (item !== null && endsReading(item, settings)) {
        yield { kind: 'items', items: [pack(item)], file: origin.file, last: true };
        return;
      }
      isStart = item === null;
    }
    if (bytes >= BYTES_OF_A_BLOCK || (await isPausing(next))) yield take(false);
  }
  if (settings.signal.aborted) return;
  if (kept > settings.maxDocument) {
    if (count > 0) yield take(false);
    yield tooLong(true);
    return;
  }
  if (kept > 0) {
    whole.push(...open);
    count++;
  }
  yield take(true);
}

/** The parts as one, in memory of its own. */
function joined(parts: readonly Buffer[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) at += part.copy(whole, at);
  return whole;
}

/** A stream from which so many lines have been taken away. */
async function* withoutLines(chunks: AsyncIterable<Buffer>, skip: number): AsyncGenerator<Buffer> {
  let left = skip;
  for await (const chunk of chunks) {
    let start = 0;
    while (left > 0) {
      const at = chunk.indexOf(LINE_FEED, start);
      if (at < 0) break;
      start = at + 1;
      left--;
    }
    if (left === 0 && start < chunk.length) yield start === 0 ? chunk : chunk.subarray(start);
  }
}

/** What the first line that is not blank gives; null where there is none. */
function firstItem(parts: Buffer[], origin: Origin, settings: InputSettings, before: number): Item | null {
  const cutter = new LineCutter(settings.maxDocument, LINE_FEED, before);
  for (const part of parts) {
    for (const line of cutter.push(part)) {
      const item = readLine(line, origin, settings);
      if (item !== null) return item;
    }
  }
  return null;
}

async function* cutTable(
  source: Source,
  origin: Origin,
  settings: InputSettings,
  skip: number,
): AsyncGenerator<Block> {
  const { readTable } = await import('./csv.js');
  let items: PlainItem[] = [];
  for await (const item of readTable(source, origin, settings)) {
    if ((item.origin.line ?? 0) <= skip) continue;
    items.push(pack(item));
    if (items.length < ITEMS_OF_A_BLOCK) continue;
    yield { kind: 'items', items, file: origin.file, last: false };
    items = [];
  }
  yield { kind: 'items', items, file: origin.file, last: true };
}

async function* cutArchive(
  source: Source,
  origin: Origin,
  settings: InputSettings,
  skip: number,
): AsyncGenerator<Block> {
  const { readArchive } = await import('./warc.js');
  let pages: (RawPage | PlainItem)[] = [];
  let bytes = 0;
  const { file } = origin;
  for await (const page of readArchive(source, origin, settings, skip)) {
    pages.push('bytes' in page ? page : pack(page));
    bytes += 'bytes' in page ? page.bytes.length : 0;
    if (bytes < BYTES_OF_A_BLOCK && pages.length < ITEMS_OF_A_BLOCK) continue;
    yield { kind: 'pages', pages, file, last: false };
    pages = [];
    bytes = 0;
  }
  yield { kind: 'pages', pages, file, last: true };
}
