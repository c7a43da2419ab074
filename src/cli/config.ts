/** The configuration file: flags by their names, for every run; those on the command line win. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CliError, Exit } from './errors.js';
import { flagsOf } from './flag-text.js';
import { inputError } from './input-error.js';
import { COMMANDS, type CommandName, FLAGS, type Flag, readValue, type TypedFlags } from './options.js';

/** Looked for in the working folder, then in the home folder. */
const NAME = '.newsparserc.json';
/** What belongs to one run only. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'config',
  'no-config',
  'output',
  'resume',
  'files-from',
  'null',
  'write-df',
]);
/** Files that are named from where the configuration is. */
const PATHS: ReadonlySet<string> = new Set(['gazetteer', 'ignore', 'df']);

/** The file that holds for a run, or null. @param asked what --config says; false for --no-config */
export function configFile(asked: string | false | undefined): string | null {
  if (asked === false) return null;
  if (asked !== undefined) return asked;
  return [NAME, join(homedir(), NAME)].find((file) => existsSync(file)) ?? null;
}

/**
 * The flags of a command that a configuration file sets. Every name and value in the file is checked, also those of
 * other commands.
 * @throws CliError that names the file
 */
export function readConfig(file: string, command: CommandName): TypedFlags {
  const content = parse(file);
  const general: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(content)) {
    const flags = FLAGS.filter((flag) => flag.name === name);
    // "gazetteer" is a command and a flag.
    const section =
      flags.length > 0 && !isObject(value) ? undefined : COMMANDS.find((each) => each.name === name);
    if (section === undefined) {
      const flag = flagsOf(command).find((each) => each.name === name);
      check(file, name, value, flags);
      if (flag !== undefined) set(general, file, flag, value);
      continue;
    }
    if (!isObject(value)) throw bad(file, 'bad-config', { reason: `"${name}" is no object` });
    for (const [inner, innerValue] of Object.entries(value)) {
      const flag = flagsOf(section.name).find((each) => each.name === inner);
      check(file, inner, innerValue, flag === undefined ? [] : [flag]);
      if (section.name === command) set(own, file, flag!, innerValue);
    }
  }
  return { ...general, ...own };
}

type Content = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const bad = (
  file: string,
  kind: 'bad-config' | 'no-such-flag' | 'not-in-config',
  details: Record<string, string>,
) => new CliError(kind, details, file, Exit.usage);

function parse(file: string): Content {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw inputError(file, error);
  }
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw bad(file, 'bad-config', { reason: (error as Error).message });
  }
  if (!isObject(content)) throw bad(file, 'bad-config', { reason: 'it is no JSON object' });
  return content;
}

/** @param flags those of the name: a name may stand for another flag in each command */
function check(file: string, name: string, value: unknown, flags: readonly Flag[]): void {
  if (NOT_HERE.has(name)) throw bad(file, 'not-in-config', { value: name });
  if (flags.length === 0) throw bad(file, 'no-such-flag', { value: name });
  let problem: unknown = null;
  for (const flag of flags) {
    try {
      set({}, file, flag, value);
      return;
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

/** Sets a flag as if it had been typed. @throws CliError */
function set(typed: Record<string, unknown>, file: string, flag: Flag, value: unknown): void {
  const wrong = (expected: string) =>
    bad(file, 'bad-config', { reason: `"${flag.name}": ${expected} is expected` });
  if (flag.kind === 'switch') {
    if (typeof value !== 'boolean') throw wrong('true or false');
    const isNegative = flag.name.startsWith('no-');
    typed[camelCase(flag.name.replace(/^no-/, ''))] = isNegative ? !value : value;
    return;
  }
  const many = flag.kind === 'list' || flag.kind === 'files';
  const values = many && Array.isArray(value) ? value : [value];
  for (const each of values) {
    const isText = typeof each === 'string' || typeof each === 'number' || (each === true && flag.preset);
    if (!isText) throw wrong(many ? 'a list of strings' : 'a string or a number');
    const text = each === true ? flag.preset! : String(each);
    const path = PATHS.has(flag.name) ? resolve(dirname(file), text) : text;
    const key = camelCase(flag.name);
    try {
      typed[key] = readValue(flag, path, typed[key]);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      throw new CliError(error.kind, error.details, file, Exit.usage);
    }
  }
}

/** `text-field` → `textField`, as the parser of arguments calls it. */
export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
