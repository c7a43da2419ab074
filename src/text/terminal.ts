/** Texts of strangers on a terminal: nothing in them may move its cursor or turn the direction of what stands beside. */

/** C0, DEL, C1, the line and paragraph separators, and bidi embeddings, overrides and isolates. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;
/** The same but for tabs and line feeds. */
const UNSAFE_IN_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;
const BLANK = /[\t\n\v\f\r\u0085\u2028\u2029]/;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** The text on one line without control characters and bidi controls; line breaks and tabs become one blank. */
export function cleanForTerminal(text: string): string {
  return text.replace(UNSAFE, (run) => (BLANK.test(run) ? ' ' : ''));
}

/** The text between bidi isolates, so that its direction stays its own; only for terminals, and after cleaning. */
export function isolate(text: string): string {
  return text === '' ? text : FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
}

/** The same for text whose line feeds and tabs are its own, such as the lines of a file. */
export function cleanLinesForTerminal(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSAFE_IN_LINES, (run) => (BLANK.test(run) ? ' ' : ''));
}

/** JSON of the same value, or rows, in which no character is left that a terminal would obey. */
export function escapeForTerminal(json: string): string {
  return json.replace(UNSAFE_IN_LINES, (run) => [...run].map(escapeUnit).join(''));
}

/**
 * Markup of the same text without what a terminal would obey: changes of direction become references. Controls, which XML
 * would rather not have and HTML cannot refer to, are left out.
 */
export function escapeMarkupForTerminal(markup: string): string {
  return cleanLinesForTerminal(
    markup.replace(/[\u2028-\u202e\u2066-\u2069]/g, (unit) => `&#x${unit.charCodeAt(0).toString(16)};`),
  );
}

/** `\u` and four hexadecimal digits of a code unit, as in JSON. */
export function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
