/** From flags as they were typed to settings as they are used: defaults, what depends on the terminal, and refusals. */
import { realpathSync } from 'node:fs';
import type { ExtractOptions, Layer } from '../document.js';
import type { FormatName } from '../formats/names.js';
import type { InputSettings } from '../sources/input.js';
import type { EncodingChoice, InputKind } from '../sources/kinds.js';
import { CliError } from './errors.js';
import { ENTITY_TYPES, FLAGS, LAYERS, readValue, type TypedFlags } from './options.js';

export type OnError = 'skip' | 'record' | 'fail';

export interface ExtractSettings {
  /** File names; `-` for standard input. */
  files: readonly string[];
  format: FormatName;
  /** null for standard output. */
  output: string | null;
  input: Omit<InputSettings, 'signal'>;
  extract: ExtractOptions;
  gazetteers: { files: readonly string[]; type: string; useDefault: boolean; useCache: boolean };
  layers: readonly Layer[];
  /** null: `record` for NDJSON in and out, else `skip`. */
  onError: OnError | null;
  quiet: boolean;
  color: boolean;
  /** Whether a terminal shows the results. */
  terminal: boolean;
  /** Cells of a line of a table. */
  width: number;
}

/** What the settings depend on beside the flags. */
export interface Surroundings {
  terminal: boolean;
  columns: number | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

/** Width of tables where neither the terminal nor COLUMNS says one. */
const DEFAULT_WIDTH = 100;
const MIN_WIDTH = 40;

/** @throws CliError for combinations that mean nothing */
export function extractSettings(
  files: readonly string[],
  typed: TypedFlags,
  around: Surroundings,
): ExtractSettings {
  const value = (name: string) => flagValue(name, typed);
  const output = typed.output === undefined || typed.output === '-' ? null : typed.output;
  const terminal = output === null && around.terminal;
  const format = (typed.format as FormatName | undefined) ?? formatOf(output, terminal);
  refuseSenseless(typed, format);
  refuseUnknownTypes(typed);
  refuseClashes(files, output);
  const layers = (typed.only as readonly Layer[] | undefined) ?? LAYERS;
  const onError = (typed.onError as OnError | undefined) ?? null;
  const columns = (terminal ? around.columns : undefined) ?? Number.parseInt(around.env.COLUMNS ?? '', 10);
  return {
    files,
    format,
    output,
    input: inputSettings(typed),
    extract: {
      date: typed.date,
      defaultDate: typed.defaultDate,
      prefer: value('prefer') as 'past' | 'nearest' | 'future',
      monthFirst: typed.monthFirst,
      types: typed.types,
      only: typed.only as readonly Layer[] | undefined,
      minConfidence: value('min-confidence') as number,
      overlaps: value('overlaps') as 'longest' | 'all',
    },
    gazetteers: {
      files: typed.gazetteer ?? [],
      type: value('gazetteer-type') as string,
      useDefault: typed.defaultGazetteer ?? true,
      useCache: typed.cache ?? true,
    },
    layers: LAYERS.filter((layer) => layers.includes(layer)),
    onError,
    quiet: typed.quiet ?? false,
    color: format === 'table' && hasColor(value('color') as string, terminal, around.env),
    terminal,
    width: Math.max(MIN_WIDTH, columns > 0 ? columns : DEFAULT_WIDTH),
  };
}

/** The value of a flag as typed, or its default. */
function flagValue(name: string, typed: TypedFlags): unknown {
  const flag = FLAGS.find((each) => each.name === name)!;
  const given = (typed as Record<string, unknown>)[camelCase(name)];
  return given ?? (flag.default === undefined ? undefined : readValue(flag, flag.default, undefined));
}

/** How the inputs are read, for every command that reads some. */
export function inputSettings(typed: TypedFlags): Omit<InputSettings, 'signal'> {
  return {
    kind: flagValue('input', typed) as InputKind,
    encoding: flagValue('encoding', typed) as EncodingChoice,
    fields: {
      text: flagValue('text-field', typed) as string,
      id: flagValue('id-field', typed) as string,
      date: flagValue('date-field', typed) as string,
    },
    keepFields: typed.keepFields ?? false,
    maxDocument: flagValue('max-document', typed) as number,
    strict: typed.onError === 'fail',
  };
}

/** `text-field` → `textField`, as commander calls it. */
function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function formatOf(output: string | null, terminal: boolean): FormatName {
  if (output !== null && /\.(ndjson|jsonl)$/i.test(output)) return 'ndjson';
  return terminal ? 'table' : 'json';
}

function hasColor(choice: string, terminal: boolean, env: Surroundings['env']): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return terminal && env.TERM !== 'dumb';
}

/** Other types than the bundled ones are those of the user's names. */
function refuseUnknownTypes(typed: TypedFlags): void {
  if (typed.gazetteer !== undefined) return;
  const value = typed.types?.find((type) => !(ENTITY_TYPES as readonly string[]).includes(type));
  if (value !== undefined) throw new CliError('not-a-choice', { flag: '--types', value, choices: ENTITY_TYPES.join(', ') });
}

function refuseSenseless(typed: TypedFlags, format: FormatName): void {
  const has = (layer: string) => typed.only === undefined || typed.only.includes(layer);
  const only = `--only ${typed.only?.join(',')}`;
  refuse([
    [typed.date !== undefined && typed.defaultDate !== undefined, '--default-date', '--date'],
    [typed.date !== undefined && typed.dateField !== undefined, '--date-field', '--date'],
    ...senselessInput(typed),
    [typed.keepFields === true && format === 'table', '--keep-fields', 'the format table'],
    [typed.types !== undefined && !has('entities'), '--types', only],
    [typed.gazetteer !== undefined && !has('entities'), '--gazetteer', only],
    [typed.overlaps !== undefined && typed.gazetteer === undefined, '--overlaps', 'no --gazetteer'],
    [typed.gazetteerType !== undefined && typed.gazetteer === undefined, '--gazetteer-type', 'no --gazetteer'],
    [typed.minConfidence !== undefined && !has('entities'), '--min-confidence', only],
    [typed.prefer !== undefined && !has('dates'), '--prefer', only],
    [typed.monthFirst === true && !has('dates'), '--month-first', only],
    [typed.onError === 'record' && format === 'table', '--on-error record', 'the format table'],
    [typed.color === 'always' && format !== 'table', '--color always', `the format ${format}`],
  ]);
}

type Rule = readonly [senseless: boolean, first: string, second: string];

/** @throws CliError for the first combination that means nothing */
export function refuse(rules: readonly Rule[]): void {
  for (const [senseless, first, second] of rules) {
    if (senseless) throw new CliError('senseless', { first, second });
  }
}

/** Flags for fields of records where there are none. */
export function senselessInput(typed: TypedFlags): readonly Rule[] {
  const text = typed.input === 'text';
  return [
    [text && typed.textField !== undefined, '--text-field', '--input text'],
    [text && typed.idField !== undefined, '--id-field', '--input text'],
    [text && typed.dateField !== undefined, '--date-field', '--input text'],
    [text && typed.keepFields === true, '--keep-fields', '--input text'],
  ];
}

/** @throws CliError `stdin-twice`, `output-is-input` */
export function refuseClashes(files: readonly string[], output: string | null): void {
  if (files.filter((file) => file === '-').length > 1) throw new CliError('stdin-twice');
  if (output === null) return;
  const same = files.find((file) => file === output || (file !== '-' && realPath(file) === realPath(output)));
  if (same !== undefined) throw new CliError('output-is-input', { file: same });
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
