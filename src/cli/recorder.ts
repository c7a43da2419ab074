/** From an input to what is written for it: its record, an error record, or nothing; and what people are told about it. */
import type { ErrorRecord } from '../document.js';
import type { Written } from '../formats/index.js';
import type { Item, Origin } from '../sources/input.js';
import { type Details, Problem } from '../sources/problem.js';
import { complain, describe, errorRecord, type MessageKind } from './errors.js';
import type { OnError } from './settings.js';

export interface RecorderSettings {
  format: string;
  /** null: `record` for NDJSON in and out, else `skip`. */
  onError: OnError | null;
  quiet: boolean;
}

/** An input that could be read. */
export type DocumentItem = Extract<Item, { document: object }>;

/** What a command makes of an input; every text ends with a line feed or is empty. */
export interface RecordWriter {
  /** @param warn takes what the person should know about the document */
  record(item: DocumentItem, warn: (warning: Problem) => void): Written;
  error(record: ErrorRecord): string;
}

/** What people are told; plain data. */
export interface Message {
  readonly file: string;
  readonly line: number | null;
  readonly kind: MessageKind;
  readonly details: Details;
  readonly severity: 'error' | 'warning';
}

/** Counts of a run or of a part of it; plain data. */
export interface Tally {
  total: number;
  failed: number;
  /** Whether something failed in whose place there is no record. */
  incomplete: boolean;
  codes: Record<string, number>;
}

export const newTally = (): Tally => ({ total: 0, failed: 0, incomplete: false, codes: {} });

/** Adds what a part of a run has counted. */
export function addTally(sum: Tally, part: Tally): void {
  sum.total += part.total;
  sum.failed += part.failed;
  sum.incomplete ||= part.incomplete;
  for (const [code, count] of Object.entries(part.codes)) sum.codes[code] = (sum.codes[code] ?? 0) + count;
}

/** Tells a message on standard error. */
export function tell({ file, line, kind, details, severity }: Message): void {
  complain(file, line, kind, details, severity);
}

export class Recorder {
  readonly tally = newTally();

  constructor(
    readonly settings: RecorderSettings,
    readonly writer: RecordWriter,
    readonly say: (message: Message) => void = tell,
  ) {}

  /** Has something failed after which nothing more should be done? */
  get stopped(): boolean {
    return this.tally.failed > 0 && this.settings.onError === 'fail';
  }

  /** What is written for an item: its record, an error record, or nothing. */
  result(item: Item): Written {
    this.tally.total++;
    if ('problem' in item) return this.fail(item.origin, item.id, item.problem);
    for (const warning of item.warnings) this.warn(item.origin, warning);
    try {
      return this.writer.record(item, (warning) => this.warn(item.origin, warning));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.fail(item.origin, item.document.id, new Problem('internal', { reason }));
    }
  }

  warn(origin: Origin, { kind, details }: Problem): void {
    if (this.settings.quiet) return;
    this.say({ file: origin.file, line: origin.line, kind, details, severity: 'warning' });
  }

  fail(origin: Origin, id: string, problem: Problem): string {
    const { settings, tally } = this;
    const { kind, details } = problem;
    tally.failed++;
    const { code } = describe(kind, details);
    tally.codes[code] = (tally.codes[code] ?? 0) + 1;
    const way =
      settings.onError ?? (origin.kind === 'ndjson' && settings.format === 'ndjson' ? 'record' : 'skip');
    // Nobody knows how many records a file of lines that cannot be read should have given.
    const isWhole = origin.line === null && origin.kind !== 'text' && origin.kind !== 'html';
    if (way !== 'record' || isWhole) {
      this.say({ file: origin.file, line: origin.line, kind, details, severity: 'error' });
      tally.incomplete = true;
      return '';
    }
    return this.writer.error(errorRecord(id, problem, origin.line));
  }
}

/** Says how many documents failed, and of what. */
export function summarize(tally: Tally, quiet: boolean): void {
  if (tally.failed === 0 || tally.total === 1 || quiet) return;
  const codes = Object.entries(tally.codes)
    .map(([code, count]) => `${code}: ${count}`)
    .join(', ');
  complain('newsparse', null, 'incomplete', { failed: tally.failed, total: tally.total, codes });
}
