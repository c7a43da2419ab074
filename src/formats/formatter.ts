/** What every format is, seen from outside. */
import type { DocumentRecord, ErrorRecord, Layer } from '../document.js';

export interface FormatSettings {
  /** Layers that were asked for; a record has their keys, always. */
  layers: readonly Layer[];
  /** Whether a terminal shows the results. */
  terminal: boolean;
  color: boolean;
  /** Cells of a line of a table. */
  width: number;
}

/** Turns records into text, one after the other; every text ends with a line feed or is empty. */
export interface Formatter {
  begin(): string;
  record(record: DocumentRecord): string;
  error(record: ErrorRecord): string;
  end(): string;
}
