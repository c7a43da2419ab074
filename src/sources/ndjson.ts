/** NDJSON: one JSON object a line, read in bounded memory, one line at a time. */
import { Buffer } from 'node:buffer';
import type { InputDocument } from '../document.js';
import { Problem } from './problem.js';

/** Names of the fields that a record's text, id and date stand in. */
export interface FieldNames {
  text: string;
  id: string;
  date: string;
}

export interface Line {
  /** Without its line feed; empty when it was longer than allowed. */
  bytes: Buffer;
  /** Number in the file, from 1. */
  number: number;
  tooLong: boolean;
}

const LINE_FEED = 0x0a;

/** Cuts a stream of bytes into lines. What is longer than the limit is passed over, not kept. */
export class LineCutter {
  #parts: Buffer[] = [];
  #length = 0;
  #number = 0;

  /**
   * @param ending the byte after each line
   * @param before how many lines stand before the first
   */
  constructor(
    readonly limit: number,
    readonly ending = LINE_FEED,
    before = 0,
  ) {
    this.#number = before;
  }

  /** The lines that end in this chunk. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(this.ending); end >= 0; end = chunk.indexOf(this.ending, start)) {
      this.#add(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    if (start < chunk.length) this.#add(chunk.subarray(start));
    return lines;
  }

  /** The last line where no line feed follows it. */
  end(): Line[] {
    return this.#length > 0 ? [this.#take()] : [];
  }

  #add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.limit) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  #take(): Line {
    const parts = this.#parts;
    const tooLong = this.#length > this.limit;
    this.#parts = [];
    this.#length = 0;
    this.#number++;
    return { bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts), number: this.#number, tooLong };
  }
}

/** What a line says, or how far it could be read. */
export interface ReadRecord {
  /** The record's own id, or `file:line`; also where there is a problem. */
  id: string;
  document: InputDocument | null;
  problem: Problem | null;
  warnings: Problem[];
}

const failedAs = (id: string, problem: Problem): ReadRecord => ({
  id,
  document: null,
  problem,
  warnings: [],
});

/**
 * The document of one line of NDJSON.
 * @param fallbackId the id of a record that has none
 */
export function readRecord(
  line: string,
  fallbackId: string,
  fields: FieldNames,
  keepFields: boolean,
): ReadRecord {
  const failed = (problem: Problem): ReadRecord => failedAs(fallbackId, problem);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    // The parser's message cites the line, which may be long and hold anything.
    const reason = (error as Error).message.replace(/, (?:\.\.\.)?".*$/s, '').replace(' in JSON', '');
    return failed(line.trim() === '[' ? new Problem('json-array') : new Problem('bad-json', { reason }));
  }
  if (Array.isArray(value)) return failed(new Problem('json-array'));
  if (typeof value !== 'object' || value === null) return failed(new Problem('not-an-object'));
  return documentOf(value as Readonly<Record<string, unknown>>, line, fallbackId, fields, keepFields);
}

/**
 * The document of a record whose fields have been read.
 * @param line what it was read from, where the digits of a long number are looked up
 */
export function documentOf(
  record: Readonly<Record<string, unknown>>,
  line: string,
  fallbackId: string,
  fields: FieldNames,
  keepFields: boolean,
): ReadRecord {
  const id = readId(own(record, fields.id), fields.id, line);
  if (id === undefined) return failedAs(fallbackId, new Problem('bad-id', { field: fields.id }));
  const text = own(record, fields.text);
  if (text === undefined) return failedAs(id ?? fallbackId, new Problem('no-text', { field: fields.text }));
  if (typeof text !== 'string')
    return failedAs(id ?? fallbackId, new Problem('text-not-a-string', { field: fields.text }));
  const date = own(record, fields.date);
  const document: InputDocument = { id: id ?? fallbackId, text };
  if (typeof date === 'string') document.date = date;
  if (keepFields) {
    const used = new Set([fields.text, fields.id, fields.date]);
    // fromEntries defines properties, so that a field named __proto__ stays a field.
    document.meta = Object.fromEntries(Object.entries(record).filter(([name]) => !used.has(name)));
  }
  const badDate = date !== undefined && date !== null && typeof date !== 'string';
  return {
    id: document.id,
    document,
    problem: null,
    warnings: badDate ? [badDateProblem(date)] : [],
  };
}

/** The warning about a date that cannot be read. */
export function badDateProblem(date: unknown): Problem {
  const value = JSON.stringify(date);
  return new Problem('bad-date', { value: value.length > 40 ? `${value.slice(0, 40)}…` : value });
}

/** A field of the record itself, never one that every object has. */
function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The id as text; null where there is none, undefined where it is of a kind that is no id. */
function readId(value: unknown, field: string, line: string): string | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return undefined;
  if (Number.isSafeInteger(value)) return String(value);
  // The parser rounds long numbers (ids of posts have 19 digits): the digits are taken from the line.
  const name = JSON.stringify(field);
  const written = new Set<string>();
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + name.length)) {
    const digits = /^\s*:\s*(-?[\d.eE+-]{1,40})/.exec(
      line.slice(at + name.length, at + name.length + 60),
    )?.[1];
    if (digits !== undefined && Number(digits) === value) written.add(digits);
  }
  return written.size === 1 ? [...written][0] : undefined;
}
