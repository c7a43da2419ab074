/**
 * Every message of the command line, with its code: NP1.. inputs, NP2.. usage, NP3.. output, NP9.. our own mistakes.
 * A code never changes its meaning. Names in braces are filled in from the details.
 */

import type { RowFault } from '../gazetteer/fields.js';
import type { LintRule } from '../gazetteer/lint.js';
import type { Details, Problem, ProblemKind } from '../sources/problem.js';
import { cleanForTerminal } from '../text/terminal.js';

export type UsageKind =
  | 'usage'
  | 'no-input'
  | 'not-a-choice'
  | 'unknown-encoding'
  | 'not-a-date'
  | 'not-a-size'
  | 'not-a-share'
  | 'empty-list'
  | 'empty-value'
  | 'unknown-option'
  | 'unknown-option-near'
  | 'unknown-command'
  | 'unknown-command-near'
  | 'flag-without-value'
  | 'too-many-operands'
  | 'senseless'
  | 'senseless-format'
  | 'senseless-without'
  | 'needs-operand'
  | 'needs-output'
  | 'bad-config'
  | 'no-such-flag'
  | 'not-in-config'
  | 'stdin-twice'
  | 'output-is-input'
  | 'no-command'
  | 'not-a-number'
  | 'not-a-count'
  | 'no-page'
  | 'stdout-resume'
  | 'no-journal'
  | 'other-settings';

export type OutputKind =
  | 'cannot-write'
  | 'output-directory'
  | 'incomplete'
  | 'interrupted'
  | 'same-id'
  | 'resumable'
  | 'finished';

export type KeywordKind = 'bad-df' | 'nothing-counted' | 'nothing-reported';

export type GazetteerKind =
  | 'not-compiled'
  | 'other-version'
  | 'damaged'
  | 'no-entries'
  | 'list-too-large'
  | 'no-format'
  | RowFault
  | LintRule
  | 'lint-summary'
  | 'no-action'
  | 'not-in-gazetteer';

export type MessageKind = ProblemKind | UsageKind | OutputKind | GazetteerKind | KeywordKind;

export const MESSAGES: Readonly<Record<MessageKind, readonly [code: string, text: string]>> = {
  'not-found': ['NP101', 'no such file'],
  directory: ['NP102', 'is a directory'],
  'no-permission': ['NP103', 'no permission to read it'],
  unreadable: ['NP104', 'cannot be read: {reason}'],
  empty: ['NP105', 'is empty'],
  binary: ['NP106', 'is no text: {what}'],
  'too-large': ['NP107', 'is larger than {limit}; --max-document allows more'],
  'invalid-bytes': ['NP108', 'is no valid {encoding}; places: {count}'],
  'unknown-bytes': ['NP109', 'is in no encoding that can be recognised; --encoding names it'],
  'bad-json': ['NP121', 'is no JSON: {reason}'],
  'not-an-object': ['NP122', 'is no JSON object'],
  'no-text': ['NP123', 'has no field "{field}"; --text-field names another'],
  'text-not-a-string': ['NP124', 'the field "{field}" is no string'],
  'bad-id': ['NP125', 'the field "{field}" is neither a string nor a number that can be kept exactly'],
  'bad-date': ['NP126', 'the date cannot be read and is ignored: {value}'],
  'json-array': ['NP127', "is a JSON array, not one object a line; jq -c '.[]' makes lines of it"],
  'json-over-lines': ['NP128', 'has a JSON object over several lines; jq -c . makes one line of it'],
  'bad-gzip': ['NP111', 'is no whole gzip file: {reason}'],
  'gzip-bomb': ['NP112', 'holds more than {ratio} times its size, which no text does'],
  'bad-zstd': ['NP113', 'is no whole Zstandard file: {reason}'],
  'no-page-text': ['NP114', 'is a page without text'],
  'page-too-large': ['NP115', 'is a page of {elements} elements, more than {most}: all of its text is taken'],
  'page-too-deep': ['NP116', 'is a page nested deeper than {most} elements: all of its text is taken'],
  'page-unreadable': ['NP118', 'main text not found, all of its text is taken: {reason}'],
  'bad-warc': ['NP117', 'is no WARC file: {reason}'],
  'bad-table': ['NP131', 'is no CSV: {reason}'],
  'no-column': ['NP132', 'has no column "{field}" (columns: {columns}); --text-field names another'],

  'not-compiled': ['NP141', '{reason}'],
  'other-version': ['NP142', '{reason}'],
  damaged: ['NP143', '{reason}'],
  'no-entries': ['NP144', 'has no names'],
  'list-too-large': ['NP146', 'cannot be compiled: {reason}'],
  'no-format': ['NP145', 'its name says no format; --from names one'],
  'no-name-column': ['NP151', 'its first line has no column "name": {detail}'],
  'too-many-cells': ['NP152', 'has more cells than columns: {detail}'],
  'empty-name': ['NP153', 'has no name'],
  'no-type': ['NP154', 'has no type; --type gives one to all: {detail}'],
  'unknown-flag': ['NP155', 'unknown flag "{detail}"; known are common, exact, name'],
  'too-few-cells': ['NP156', 'is no row of GeoNames: {detail}'],
  'bad-csv': ['NP157', 'is no CSV: {detail}'],
  'bad-coordinates': ['NP158', 'no latitude and longitude in degrees: {detail}'],
  'bad-weight': ['NP159', 'no weight from 0 to 2147483647: {detail}'],
  'no-words': ['NP161', 'the name has no letter or digit: {detail}'],
  'too-long': ['NP162', 'the name is longer than 16 words: {detail}'],
  duplicate: ['NP163', 'stands here again: {detail}'],
  'everyday-word': [
    'NP164',
    'is an everyday word too (flag common: counts only with evidence; flag name: nearly always the name): {detail}',
  ],
  'unknown-type': ['NP165', 'a type of your own: {detail}'],
  'dropped-characters': ['NP166', 'has characters that do not count: {detail}'],
  'bidi-control': ['NP167', 'has controls of direction: {detail}'],
  'one-letter': ['NP168', 'is a single letter: {detail}'],
  'looks-quoted': ['NP169', 'stands in quotation marks, which TSV does not need: {detail}'],
  'lint-summary': ['NP170', '{errors} errors, {warnings} warnings'],
  'not-in-gazetteer': ['NP171', 'no such name'],

  'bad-df': ['NP181', 'holds no document frequencies: {reason}'],
  'nothing-counted': ['NP182', 'no text could be counted: nothing is written'],
  'nothing-reported': ['NP183', 'no text could be read: no page is written'],

  usage: ['NP200', '{reason}'],
  'unknown-option': ['NP200', "unknown option '{value}'"],
  'unknown-option-near': ['NP200', "unknown option '{value}' (Did you mean {near}?)"],
  'unknown-command': ['NP200', "unknown command '{value}'"],
  'unknown-command-near': ['NP200', "unknown command '{value}' (Did you mean {near}?)"],
  'flag-without-value': ['NP200', "option '{value}' argument missing"],
  'too-many-operands': ['NP200', 'too many arguments for {value}'],
  'no-input': ['NP201', 'no file given and nothing piped in; try: newsparse {command} article.txt'],
  'not-a-choice': ['NP202', '{flag}: "{value}" is none of {choices}'],
  'unknown-encoding': ['NP203', '{flag}: unknown encoding "{value}"; known are {choices}'],
  'not-a-date': ['NP204', '{flag}: "{value}" is no date; YYYY-MM-DD or today'],
  'not-a-size': ['NP205', '{flag}: "{value}" is no size such as 500KB or 64MB, up to 512MB'],
  'not-a-share': ['NP206', '{flag}: "{value}" is no number from 0 to 1'],
  'empty-list': ['NP207', '{flag}: no value given'],
  'empty-value': ['NP208', '{flag}: the value is empty'],
  senseless: ['NP209', '{first} has no effect with {second}'],
  'senseless-format': ['NP209', '{first} has no effect with the format {format}'],
  'senseless-without': ['NP209', '{first} has no effect with no {flag}'],
  'stdin-twice': ['NP210', 'standard input can be read once only'],
  'output-is-input': ['NP211', '--output: {file} is one of the inputs'],
  'no-action': ['NP213', 'gazetteer needs one of: {choices}'],
  'needs-operand': ['NP214', '{action} needs a file or a name'],
  'needs-output': ['NP215', '{action} needs -o FILE'],
  'bad-config': ['NP231', 'is no configuration: {reason}'],
  'no-such-flag': ['NP232', 'there is no flag "{value}", or not in that command'],
  'not-in-config': ['NP233', '"{value}" belongs to one run, on the command line'],
  'no-command': ['NP212', 'unknown command "{value}"; to read that file: newsparse extract {value}'],
  'not-a-number': ['NP221', '{flag}: "{value}" is neither a number from 1 to 256 nor auto'],
  'not-a-count': ['NP226', '{flag}: "{value}" is no number from 1'],
  'no-page': ['NP227', 'a page is nothing for a terminal; -o report.html writes it to a file'],
  'stdout-resume': [
    'NP222',
    '--resume needs --output with a folder: what went elsewhere cannot be gone on with',
  ],
  'no-journal': ['NP223', 'is there and is no journal; --resume makes a new file'],
  'other-settings': [
    'NP224',
    'is the journal of a run with other flags; use those, or another journal and folder',
  ],

  'cannot-write': ['NP301', 'cannot be written: {reason}'],
  'output-directory': ['NP302', 'is a directory, not a file to write to'],
  incomplete: ['NP303', '{failed} of {total} documents failed ({codes})'],
  interrupted: ['NP304', 'interrupted after {total} documents'],
  resumable: ['NP305', 'to go on: the same command with --resume {journal}'],
  finished: ['NP307', '{total} documents, {size} in {time}'],
  'same-id': ['NP306', 'another document had the same id; its file stays as it is'],

  internal: ['NP901', 'internal error, please report it: {reason}'],
};

/** Exit codes. */
export const Exit = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** What ends the program before or instead of its work. */
export class CliError extends Error {
  constructor(
    readonly kind: MessageKind,
    readonly details: Details = {},
    /** What it is about: a file, or the program itself. */
    readonly place = 'newsparse',
    readonly exitCode: number = Exit.usage,
  ) {
    super(kind);
    this.name = 'CliError';
  }
}

/** What people read in their language (data/messages.ar.json): messages by kind, and what stands in them in words. */
export interface Catalogue {
  readonly messages: Readonly<Record<string, string>>;
  readonly phrases: Readonly<Record<string, string>>;
}

/** null for English. */
let catalogue: Catalogue | null = null;

/** Tells messages in another language from now on. Error records stay English: they are data. */
export function translateMessages(texts: Catalogue | null): void {
  catalogue = texts;
}

/** Code and words of a message, on one line and without control characters. */
export function describe(
  kind: MessageKind,
  details: Details = {},
  texts: Readonly<Record<string, string>> | null = null,
): { code: string; message: string } {
  const [code, english] = MESSAGES[kind];
  const text = texts?.[kind] ?? english;
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'limit') return formatSize(Number(details[name]));
    const value = String(details[name] ?? '');
    return (texts === null ? null : catalogue?.phrases[value]) ?? value;
  });
  return { code, message: cleanForTerminal(filled) };
}

/** `64MB` for 64 × 1024 × 1024. */
function formatSize(bytes: number): string {
  const units = ['MB', 'KB'] as const;
  for (const [index, unit] of units.entries()) {
    const size = 1024 ** (units.length - index);
    if (bytes >= size) return `${Number((bytes / size).toFixed(1))}${unit}`;
  }
  return `${bytes} bytes`;
}

/** Writes one line `place:line: CODE message` to standard error. */
export function complain(
  place: string,
  line: number | null,
  kind: MessageKind,
  details: Details = {},
  severity: 'error' | 'warning' = 'error',
): void {
  const { code, message } = describe(kind, details, catalogue?.messages);
  const where = line === null ? cleanForTerminal(place) : `${cleanForTerminal(place)}:${line}`;
  process.stderr.write(
    `${where}: ${code} ${severity === 'warning' ? `${catalogue?.messages.warning ?? 'warning'}: ` : ''}${message}\n`,
  );
}

/** The error record that stands in the place of a document. */
export function errorRecord(
  id: string | null,
  problem: Problem,
  line: number | null,
): { id: string | null; error: { code: string; message: string; line: number | null } } {
  return { id, error: { ...describe(problem.kind, problem.details), line } };
}

/** Says what ended the program and sets the exit code. */
export function settle(error: unknown): void {
  if (error instanceof CliError) {
    complain(error.place, null, error.kind, error.details);
    process.exitCode = error.exitCode;
    return;
  }
  // The compiled data has codes of its own (lexicon/binary.ts).
  const own = (error as { code?: unknown } | null)?.code;
  if (error instanceof Error && typeof own === 'string' && /^NP\d{3}$/.test(own)) {
    process.stderr.write(`newsparse: ${own} ${cleanForTerminal(error.message)}\n`);
    process.exitCode = Exit.failed;
    return;
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { code, message } = describe('internal', { reason: '' }, catalogue?.messages);
  process.stderr.write(`newsparse: ${code} ${message}${reason}\n`);
  process.exitCode = Exit.failed;
}
