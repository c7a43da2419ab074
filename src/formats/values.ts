/** JSON values one after the other: indented, or one a line. */
import { escapeForTerminal, escapeUnit } from '../text/terminal.js';

/** Line ends to some readers of lines (Python's splitlines among them), though JSON has them inside its strings. */
export const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** Writes a value with the line feed after it. @param terminal nothing in it may move a terminal's cursor */
export function valueWriter(format: 'json' | 'ndjson', terminal: boolean): (value: object) => string {
  return (value) => {
    const json =
      format === 'json'
        ? JSON.stringify(value, null, 2)
        : JSON.stringify(value).replace(LINE_ENDS, escapeUnit);
    return `${terminal ? escapeForTerminal(json) : json}\n`;
  };
}
