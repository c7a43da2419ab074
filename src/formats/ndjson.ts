/** NDJSON: one object a line. */
import type { FormatSettings, Formatter } from './formatter.js';
import { orderRecord } from './json.js';
import { valueWriter } from './values.js';

export function ndjsonFormatter(settings: Pick<FormatSettings, 'layers' | 'terminal'>): Formatter {
  const write = valueWriter('ndjson', settings.terminal);
  return {
    begin: () => '',
    record: (record) => write(orderRecord(record, settings.layers)),
    error: write,
    end: () => '',
  };
}
