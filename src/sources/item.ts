/** What every kind of input gives, and how it is asked for. */
import type { Buffer } from 'node:buffer';
import type { InputDocument } from '../document.js';
import { refuseBinary } from './binary.js';
import { type DecodedText, details, detectEncoding, SAMPLE, toUtf8 } from './encoding.js';
import type { Source } from './files.js';
import type { EncodingChoice, InputKind } from './kinds.js';
import type { FieldNames } from './ndjson.js';
import { Problem } from './problem.js';

export interface InputSettings {
  kind: InputKind;
  encoding: EncodingChoice;
  fields: FieldNames;
  /** Pass the other fields of a record through. */
  keepFields: boolean;
  /** Bytes of a document, or of a line of NDJSON. */
  maxDocument: number;
  /** That holds for texts that are read as streams too, which otherwise have no greatest size. */
  limitStreams?: boolean;
  /** Refuse bytes that the encoding does not have. */
  strict: boolean;
  /** Every line of NDJSON gives an item, whatever stands in it: blank ones too, and no line ends the reading. */
  everyLine?: boolean;
  /** Ends the reading. */
  signal: AbortSignal;
}

/** Where a document comes from. */
export interface Origin {
  /** As it was given, `stdin` for standard input. */
  file: string;
  /** Line of an NDJSON or CSV file, number of a record of a WARC file, from 1; null for what concerns a whole file. */
  line: number | null;
  kind: Exclude<InputKind, 'auto'>;
}

/** A document, or the problem that is in its place. */
export type Item =
  | { origin: Origin; document: InputDocument; warnings: readonly Problem[] }
  | { origin: Origin; id: string; problem: Problem };

/** What stands in the place of an input that cannot be read. */
export function problemItem(file: string, problem: Problem): Item {
  return { origin: { file, line: null, kind: 'text' }, id: file, problem };
}

/**
 * The bytes of records in UTF-8.
 * @param takesAny whether each line is judged by itself, so that NUL bytes in the first do not refuse all
 * @throws Problem `binary`
 */
export async function utf8Of(
  source: Source,
  choice: EncodingChoice,
  takesAny = false,
): Promise<AsyncGenerator<Buffer>> {
  const head = await source.peek(SAMPLE);
  const encoding = detectEncoding(head.bytes, choice, head.complete) ?? 'utf-8';
  if (!takesAny) refuseBinary(head.bytes, encoding === 'utf-16le' || encoding === 'utf-16be');
  return encoding === 'utf-8' ? source.chunks() : toUtf8(source.chunks(), encoding);
}

/** The warning about bytes that were replaced. */
export const replacedIn = (decoded: DecodedText): Problem[] =>
  decoded.replaced > 0 ? [new Problem('invalid-bytes', details(decoded))] : [];
