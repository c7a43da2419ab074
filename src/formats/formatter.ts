/** What every format is, seen from outside. */
import type { Buffer } from 'node:buffer';
import type { DocumentRecord, ErrorRecord, Layer } from '../document.js';
import type { OffsetUnit } from '../text/counter.js';

export interface FormatSettings {
  /** Layers that were asked for; a record has their keys, always. */
  layers: readonly Layer[];
  /** Whether a terminal shows the results. */
  terminal: boolean;
  color: boolean;
  /** Cells of a line of a table. */
  width: number;
  /** CSV and TSV: leave cells alone that a spreadsheet would take for formulas. */
  csvRaw?: boolean;
  /** Unit of the offsets that are printed; UTF-16 code units if not said. */
  offsets?: OffsetUnit;
  /** So many code units of text around each mention; 0 for none. */
  context?: number;
  /** Tables of entities show how each name is written. */
  forms?: boolean;
  /** Show why candidates became entities or did not. */
  explain?: boolean;
  /** Language of heads and summaries; English if not said. */
  lang?: 'en' | 'ar';
}

/** Text, or its bytes in UTF-8: formats that are made for much of it spare the way over strings. */
export type Written = string | Buffer;

/** Turns records into text, one after the other; every text ends with a line feed or is empty. */
export interface Formatter {
  begin(): string;
  /** @param text what the record was made from; formats that show it refer to it by the record's offsets */
  record(record: DocumentRecord, text: string): Written;
  error(record: ErrorRecord): string;
  end(): string;
  /** A second file that belongs beside a document's own, where each gets one. */
  beside?(text: string): { extension: string; content: string };
}
