/** JSON: one indented object a document, one after the other. */
import type { FormatSettings, Formatter } from './formatter.js';
import { lineWriter } from './ndjson.js';
import { valueWriter } from './values.js';

export function jsonFormatter(settings: Pick<FormatSettings, 'layers' | 'terminal'>): Formatter {
  const line = lineWriter(settings.layers);
  const indent = valueWriter('json', settings.terminal);
  return {
    begin: () => '',
    // The line says which keys there are, and in which order.
    record: (record) => indent(JSON.parse(line(record).toString())),
    error: indent,
    end: () => '',
  };
}
