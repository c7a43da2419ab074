/** WARC (ISO 28500): the pages of a web archive, one document each, and its texts where it has been converted (WET). */
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import type { Page } from '../document.js';
import { decodeText } from './encoding.js';
import type { Source } from './files.js';
import type { RawPage } from './html/page.js';
import { type InputSettings, type Item, type Origin, replacedIn } from './item.js';
import { Problem, problemOf } from './problem.js';
import type { WARCRecord } from './warc-library.js';

/** Set by the bundler: where the library for archives is, seen from this module. */
declare const NEWSPARSE_WARC: string;

type Library = typeof import('./warc-library.js');

const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;
const TEXT = /^\s*text\/plain\b/i;
const CHARSET = /charset\s*=\s*["']?([\w:.-]{1,40})/i;

/**
 * The pages of an archive, not yet read, and what is wrong with those that cannot be. Requests, pictures, redirections
 * and pages that were not found are passed over.
 * @param skip so many records from the beginning are passed over
 * @throws Problem `bad-warc` where the file is no archive or is damaged
 */
export async function* readArchive(
  source: Source,
  file: Origin,
  settings: InputSettings,
  skip = 0,
): AsyncGenerator<RawPage | Item> {
  const head = await source.peek(5);
  if (head.bytes.toString('latin1', 0, 5) !== 'WARC/')
    throw new Problem('bad-warc', { reason: 'it does not begin with WARC/' });
  const { WARCParser } = createRequire(import.meta.url)(NEWSPARSE_WARC) as Library;
  const parser = new WARCParser(source.chunks());
  for (let number = 1; ; number++) {
    const record = await next(parser);
    if (record === null) return;
    const rest = record.reader as Rest;
    const part = number <= skip ? null : await take(record, { ...file, line: number }, settings);
    // First: a page of which the end is missing is none.
    await passOver(rest);
    if (part !== null) yield part;
  }
}

/** What is left of a record. */
interface Rest extends AsyncIterable<Uint8Array> {
  /** How many bytes it should still have. */
  readonly limit: number;
}

/** The library itself would wait for ever for the rest of a record that is cut off. @throws Problem */
async function passOver(rest: Rest): Promise<void> {
  try {
    for await (const _ of rest);
  } catch (error) {
    throw damage(error);
  }
  if (!(rest.limit <= 0)) throw new Problem('bad-warc', { reason: 'it ends in the middle of a record' });
}

async function next(parser: InstanceType<Library['WARCParser']>): Promise<WARCRecord | null> {
  try {
    const record = await parser.parse();
    if (record !== null && !/^WARC\/\d/.test(record.warcHeaders.statusline))
      throw new Problem('bad-warc', { reason: 'a record does not begin with WARC/' });
    return record;
  } catch (error) {
    throw damage(error);
  }
}

/** What the parser or a decoder has stumbled over; problems of the file itself stay what they are. */
function damage(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const isSystem = typeof (error as NodeJS.ErrnoException | null)?.syscall === 'string';
  return isSystem
    ? problemOf(error)
    : new Problem('bad-warc', { reason: error instanceof Error ? error.message : String(error) });
}

/** The page or text of a record; null where it has none. */
async function take(
  record: WARCRecord,
  origin: Origin,
  settings: InputSettings,
): Promise<RawPage | Item | null> {
  const isResponse = record.warcType === 'response';
  const headers = isResponse ? record.httpHeaders?.headers : record.warcHeaders.headers;
  const type = headers?.get('Content-Type') ?? '';
  const isPage = (isResponse || record.warcType === 'resource') && PAGE.test(type) && isFound(record);
  const isText = record.warcType === 'conversion' && TEXT.test(type);
  if (!isPage && !isText) return null;
  const url = record.warcTargetURI ?? null;
  const id =
    record.warcHeader('WARC-Record-ID')?.replace(/^<|>$/g, '') || url || `${origin.file}:${origin.line}`;
  const captured = record.warcDate ?? null;
  const fail = (problem: Problem): Item => ({ origin, id, problem });
  const content = await contentOf(record, settings.maxDocument);
  if (content === null) return fail(new Problem('too-large', { limit: settings.maxDocument }));
  try {
    const bytes = isBrotli(record) ? await unbrotli(content, settings.maxDocument) : content;
    if (isPage) return { origin, id, bytes, charset: CHARSET.exec(type)?.[1] ?? null, url, captured };
    const decoded = decodeText(bytes, settings.encoding, settings.strict);
    if (decoded.text.trim() === '') throw new Problem('empty');
    const page: Page = { url, title: null, published: null, captured };
    return { origin, document: { id, text: decoded.text, page }, warnings: replacedIn(decoded) };
  } catch (error) {
    return fail(damage(error));
  }
}

/** Was it the page that was asked for, and not a redirection or an error? */
function isFound(record: WARCRecord): boolean {
  if (record.warcType !== 'response') return true;
  const status = Number(record.httpHeaders?.statusCode);
  return status >= 200 && status < 300;
}

/**
 * The content of a record, its transfer and content encodings taken off, but for Brotli, which the library does not know.
 * @returns null where it has more bytes than allowed
 * @throws Problem for the whole file where it cannot be read on
 */
async function contentOf(record: WARCRecord, limit: number): Promise<Buffer | null> {
  if (record.warcContentLength > limit + MOST_HEADERS) return null;
  const source = isBrotli(record) ? withoutEncoding(record) : record;
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of source) {
      length += part.length;
      if (length > limit) return null;
      parts.push(part);
    }
  } catch (error) {
    throw damage(error);
  }
  return Buffer.concat(parts);
}

const ENCODING = 'Content-Encoding';

const isBrotli = (record: WARCRecord): boolean =>
  record.httpHeaders?.headers.get(ENCODING)?.trim().toLowerCase() === 'br';

/** The content as it was sent. */
function withoutEncoding(record: WARCRecord): AsyncIterable<Uint8Array> {
  const headers = record.httpHeaders!.headers;
  headers.delete(ENCODING);
  const reader = record.contentReader;
  headers.set(ENCODING, 'br');
  return reader as AsyncIterable<Uint8Array>;
}

/** Bytes of HTTP headers that a record may have beside its content. */
const MOST_HEADERS = 1 << 16;

async function unbrotli(bytes: Buffer, limit: number): Promise<Buffer> {
  const { brotliDecompressSync } = await import('node:zlib');
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Problem('too-large', { limit });
    throw error;
  }
}
