/** NDJSON: one object a line. */
import { escapeForTerminal, escapeUnit } from '../text/terminal.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { orderRecord } from './json.js';

/** Line ends to some readers of lines (Python's splitlines among them), though JSON has them inside its strings. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

export function ndjsonFormatter(settings: Pick<FormatSettings, 'layers' | 'terminal'>): Formatter {
  const write = (value: object): string => {
    const json = JSON.stringify(value).replace(LINE_ENDS, escapeUnit);
    return `${settings.terminal ? escapeForTerminal(json) : json}\n`;
  };
  return {
    begin: () => '',
    record: (record) => write(orderRecord(record, settings.layers)),
    error: write,
    end: () => '',
  };
}
