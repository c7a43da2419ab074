/** JSON values one after the other: indented, or one a line. */
import { escapeForTerminal, escapeUnit } from '../text/terminal.js';

/** Line ends to some readers of lines (Python's splitlines among them), though JSON has them inside its strings. */
export const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** A backslash that is escaped, or half of a surrogate pair: JSON.stringify escapes those that have no other half. */
const BACKSLASH_OR_HALF = /\\(?:\\|ud[89a-f][0-9a-f]{2})/g;

/**
 * As JSON.stringify, but half of a surrogate pair is U+FFFD, as in every other format: many readers of JSON refuse the
 * escape. Both are one code unit, so that offsets stay.
 */
export function toJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, null, indent);
  if (!json.includes('\\ud')) return json;
  return json.replace(BACKSLASH_OR_HALF, (found) => (found === '\\\\' ? found : '\ufffd'));
}

/** Writes a value with the line feed after it. @param terminal nothing in it may move a terminal's cursor */
export function valueWriter(format: 'json' | 'ndjson', terminal: boolean): (value: object) => string {
  return (value) => {
    const json = format === 'json' ? toJson(value, 2) : toJson(value).replace(LINE_ENDS, escapeUnit);
    return `${terminal ? escapeForTerminal(json) : json}\n`;
  };
}
