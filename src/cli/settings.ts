/** From flags as they were typed to settings as they are used: defaults, what depends on the terminal, and refusals. */
import { realpathSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { ExtractOptions, Layer } from '../document.js';
import {
  CONTEXT_FORMATS,
  EXPLAIN_FORMATS,
  type FormatName,
  formatOfName,
  OFFSET_FORMATS,
} from '../formats/names.js';
import type { InputSettings } from '../sources/input.js';
import type { EncodingChoice, InputKind } from '../sources/kinds.js';
import type { NameSettings } from '../sources/names.js';
import type { OffsetUnit } from '../text/counter.js';
import { camelCase } from './config.js';
import { CliError } from './errors.js';
import { readIgnored } from './ignored.js';
import { type Lang, languageOf } from './language.js';
import { type CommandName, ENTITY_TYPES, FLAGS, LAYERS, readValue, type TypedFlags } from './options.js';

export type OnError = 'skip' | 'record' | 'fail';

export interface ExtractSettings {
  /** File names; `-` for standard input. */
  files: readonly string[];
  format: FormatName;
  names: NameSettings;
  /** null for standard output. */
  output: string | null;
  /** A folder that gets one file a document, instead of an output; or null. */
  folder: string | null;
  /** Worker threads; 1: none. */
  jobs: number;
  /** The journal of what is done, or null. */
  resume: string | null;
  /** Show how far it is. */
  progress: boolean;
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
  csvRaw: boolean;
  offsets: OffsetUnit;
  context: number;
  explain: boolean;
  /** Tables show how each name is written. */
  forms: boolean;
  lang: Lang;
}

/** What the settings depend on beside the flags. */
export interface Surroundings {
  terminal: boolean;
  /** Whether a terminal shows the messages. */
  progressTerminal?: boolean;
  command?: CommandName;
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
  const given = outputOf(typed);
  const folder = given !== null && isFolderName(given) ? given : null;
  const output = folder === null ? given : null;
  const terminal = given === null && around.terminal;
  const format = (typed.format as FormatName | undefined) ?? formatOf(given, terminal);
  refuseSenseless(typed, format);
  refuseSenselessBatch(typed, format, folder);
  refuseUnknownTypes(typed);
  refuseClashes(files, output);
  const layers = (typed.only as readonly Layer[] | undefined) ?? LAYERS;
  const onError = (typed.onError as OnError | undefined) ?? null;
  const many =
    files.length > 1 || typed.recursive === true || typed.filesFrom !== undefined || typed.jobs !== undefined;
  const columns = (terminal ? around.columns : undefined) ?? Number.parseInt(around.env.COLUMNS ?? '', 10);
  return {
    files,
    names: nameSettings(typed),
    format,
    output,
    folder,
    jobs: jobsOf(typed.jobs, folder === null && !SEPARATE.has(format)),
    resume: typed.resume ?? null,
    progress:
      typed.progress ?? (many && around.progressTerminal === true && !terminal && typed.quiet !== true),
    input: inputSettings(typed),
    extract: {
      date: typed.date,
      defaultDate: typed.defaultDate,
      prefer: value('prefer') as 'past' | 'nearest' | 'future',
      monthFirst: typed.monthFirst,
      weekStart: value('week-start') as 'monday' | 'sunday' | 'saturday',
      types: typed.types,
      only: typed.only as readonly Layer[] | undefined,
      minConfidence: value('min-confidence') as number,
      overlaps: value('overlaps') as 'longest' | 'all',
      ignore: typed.ignore === undefined ? undefined : readIgnored(typed.ignore),
      explain: typed.explain,
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
    csvRaw: typed.csvRaw ?? false,
    offsets: value('offsets') as OffsetUnit,
    context: typed.context ?? 0,
    explain: typed.explain ?? false,
    forms: around.command === 'entities',
    lang: languageOf(typed.lang, around.env),
  };
}

/** Formats whose documents do not depend on each other, so that several may be written at once. */
const SEPARATE: ReadonlySet<string> = new Set(['json', 'ndjson', 'csv', 'tsv', 'conll']);

/** An existing folder, or a name that ends as that of one. */
function isFolderName(name: string): boolean {
  return /[/\\]$/.test(name) || statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

function jobsOf(jobs: number | undefined, single: boolean): number {
  if (jobs === undefined || single) return 1;
  return jobs === 0 ? availableParallelism() : jobs;
}

/** Which files are meant. */
export function nameSettings(typed: TypedFlags): NameSettings {
  return {
    recursive: typed.recursive ?? false,
    include: typed.include ?? [],
    exclude: typed.exclude ?? [],
    filesFrom: typed.filesFrom ?? null,
    nul: typed.null ?? false,
  };
}

/** @throws CliError `senseless`, `stdout-resume` */
function refuseSenselessBatch(typed: TypedFlags, format: FormatName, folder: string | null): void {
  const several = typed.jobs !== undefined && typed.jobs > 1;
  refuse(typed, [
    [typed.include !== undefined && typed.recursive !== true, '--include', without('--recursive')],
    [typed.null === true && typed.filesFrom === undefined, '--null', without('--files-from')],
    [several && folder === null && !SEPARATE.has(format), `--jobs ${typed.jobs}`, inFormat(format)],
  ]);
  if (typed.resume !== undefined && folder === null) throw new CliError('stdout-resume');
}

/** The value of a flag as typed, or its default. */
export function flagValue(name: string, typed: TypedFlags): unknown {
  const flag = FLAGS.find((each) => each.name === name)!;
  const given = (typed as Record<string, unknown>)[camelCase(name)];
  return given ?? (flag.default === undefined ? undefined : readValue(flag, flag.default, undefined));
}

/** The file that is written; null for standard output. */
export const outputOf = ({ output }: TypedFlags): string | null =>
  output === undefined || output === '-' ? null : output;

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
    limitStreams: typed.maxDocument !== undefined,
    strict: typed.onError === 'fail',
    everyLine: typed.onError === 'record',
  };
}

function formatOf(output: string | null, terminal: boolean): FormatName {
  const named = output === null ? undefined : formatOfName(output);
  if (named !== undefined) return named;
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
  if (value !== undefined)
    throw new CliError('not-a-choice', { flag: '--types', value, choices: ENTITY_TYPES.join(', ') });
}

function refuseSenseless(typed: TypedFlags, format: FormatName): void {
  const has = (layer: string) => typed.only === undefined || typed.only.includes(layer);
  const only = `--only ${typed.only?.join(',')}`;
  const hasRecords = format === 'json' || format === 'ndjson';
  refuse(typed, [
    [typed.date !== undefined && typed.defaultDate !== undefined, '--default-date', '--date'],
    [typed.date !== undefined && typed.dateField !== undefined, '--date-field', '--date'],
    ...senselessInput(typed),
    [typed.keepFields === true && !hasRecords, '--keep-fields', inFormat(format)],
    [typed.csvRaw === true && format !== 'csv' && format !== 'tsv', '--csv-raw', inFormat(format)],
    [format === 'geojson' && !has('entities'), only, inFormat('geojson')],
    [format === 'timeml' && !has('dates'), only, inFormat('timeml')],
    [format === 'conll' && !has('entities') && !has('dates'), only, inFormat('conll')],
    [
      typed.offsets !== undefined && typed.offsets !== 'utf16' && !OFFSET_FORMATS.includes(format),
      `--offsets ${typed.offsets}`,
      inFormat(format),
    ],
    [typed.context !== undefined && !CONTEXT_FORMATS.includes(format), '--context', inFormat(format)],
    [typed.explain === true && !EXPLAIN_FORMATS.includes(format), '--explain', inFormat(format)],
    [typed.explain === true && !has('entities') && !has('dates'), '--explain', only],
    [typed.ignore !== undefined && !has('entities'), '--ignore', only],
    [typed.types !== undefined && !has('entities'), '--types', only],
    [typed.gazetteer !== undefined && !has('entities'), '--gazetteer', only],
    [typed.overlaps !== undefined && typed.gazetteer === undefined, '--overlaps', without('--gazetteer')],
    [
      typed.gazetteerType !== undefined && typed.gazetteer === undefined,
      '--gazetteer-type',
      without('--gazetteer'),
    ],
    [typed.minConfidence !== undefined && !has('entities'), '--min-confidence', only],
    [typed.prefer !== undefined && !has('dates'), '--prefer', only],
    [typed.monthFirst === true && !has('dates'), '--month-first', only],
    [typed.weekStart !== undefined && !has('dates'), '--week-start', only],
    [typed.onError === 'record' && !hasRecords, '--on-error record', inFormat(format)],
    [typed.color === 'always' && format !== 'table', '--color always', inFormat(format)],
  ]);
}

/** What a flag has no effect with: another flag, a format, or that a flag is not there. */
type Partner = string | { readonly format: string } | { readonly without: string };
type Rule = readonly [senseless: boolean, first: string, second: Partner];

export const inFormat = (format: string): Partner => ({ format });
export const without = (flag: string): Partner => ({ without: flag });

/**
 * @throws CliError for the first combination that means nothing; what a configuration file says for all runs may well have
 * no effect in one
 */
export function refuse(typed: TypedFlags, rules: readonly Rule[]): void {
  for (const [senseless, first, second] of rules) {
    if (!senseless || typed.configured?.has(/^--([a-z-]+)/.exec(first)?.[1] ?? '')) continue;
    if (typeof second === 'string') throw new CliError('senseless', { first, second });
    if ('format' in second) throw new CliError('senseless-format', { first, format: second.format });
    throw new CliError('senseless-without', { first, flag: second.without });
  }
}

/** Flags for fields of records where there are none. */
export function senselessInput(typed: TypedFlags): readonly Rule[] {
  const { input } = typed;
  const whole = input === 'text' || input === 'html' || input === 'warc';
  return [
    [whole && typed.textField !== undefined, '--text-field', `--input ${input}`],
    [whole && typed.idField !== undefined, '--id-field', `--input ${input}`],
    [whole && typed.dateField !== undefined, '--date-field', `--input ${input}`],
    [whole && typed.keepFields === true, '--keep-fields', `--input ${input}`],
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
