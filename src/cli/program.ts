/** The parser of the command line, made from the table of flags. Commands are loaded when they are called. */
import { existsSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { camelCase, configFile, readConfig } from './config.js';
import { complain, Exit, translateMessages } from './errors.js';
import { describeFlag, flagNames, flagsOf } from './flag-text.js';
import { languageOfArguments } from './language.js';
import {
  COMMANDS,
  type CommandEntry,
  type CommandName,
  FLAGS,
  type Flag,
  readValue,
  type TypedFlags,
} from './options.js';
import { print } from './output.js';

/**
 * Runs what the arguments ask for and sets `process.exitCode`.
 * @param args without the program and the script
 */
export async function run(args: readonly string[], version: string): Promise<void> {
  const language = languageOfArguments(args, process.env);
  if (language !== 'en') await speak(language);
  const help: string[] = [];
  try {
    await makeProgram(version, help).parseAsync(args.map(withPreset), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) await settleCommander(error, args, help.join(''));
    else throw error;
  }
}

/** The value of a flag may be left out (--segment): the name of a file that follows is none. */
function withPreset(arg: string, i: number, args: readonly string[]): string {
  const next = args[i + 1];
  if (next === undefined || (next !== '-' && !existsSync(next))) return arg;
  const flag = FLAGS.find(({ name, preset }) => preset !== undefined && arg === `--${name}`);
  return flag === undefined || flag.choices?.includes(next) ? arg : `${arg}=${flag.preset}`;
}

function makeProgram(version: string, help: string[]): Command {
  const program = new Command('newsparse');
  configure(program, help)
    .description('Turns Arabic news text into structured data: people, places, organisations and dates.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    // Names only, so that what stands beside them has room in a narrow window.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText('after', examplesOf(COMMANDS.flatMap((command) => command.examples.slice(0, 2))));
  for (const entry of COMMANDS) program.addCommand(makeCommand(entry, help));
  return program;
}

/** Errors and help go through our own hands: coded, whole, and safe against a reader that goes away. */
function configure(command: Command, help: string[]): Command {
  return command.exitOverride().configureOutput({
    writeOut: (text) => help.push(text),
    writeErr: (text) => help.push(text),
    outputError: () => {},
  });
}

function makeCommand(entry: CommandEntry, help: string[]): Command {
  const command = configure(new Command(entry.name), help)
    .summary(entry.summary)
    .description(entry.description)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examplesOf(entry.examples));
  if (entry.operands !== '')
    command.argument(entry.operands, entry.operandsText ?? 'files to read; - for standard input');
  for (const flag of flagsOf(entry.name)) command.addOption(makeOption(flag));
  if (entry.operands === '') return command.action(() => RUN[entry.name]([], {}));
  return command.action(async (files: string | string[] | undefined, parsed: TypedFlags) => {
    // The parser gives switches such as --no-cache a value also where they were not typed.
    const typed = Object.fromEntries(
      Object.entries(parsed).filter(([key]) => command.getOptionValueSource(key) === 'cli'),
    ) as TypedFlags;
    await RUN[entry.name]([files ?? []].flat(), await withConfig(entry.name, typed));
  });
}

/** The flags with those that a configuration file sets and that were not typed. @throws CliError */
async function withConfig(command: CommandName, typed: TypedFlags): Promise<TypedFlags> {
  const file = flagsOf(command).some(({ name }) => name === 'config') ? configFile(typed.config) : null;
  if (file === null) return typed;
  const set = readConfig(file, command);
  const names = flagsOf(command).filter(({ name }) => {
    const key = camelCase(name.replace(/^no-/, ''));
    return key in set && !(key in typed);
  });
  if (typed.lang === undefined && set.lang !== undefined) await speak(set.lang);
  return { ...set, ...typed, configured: new Set(names.map(({ name }) => name)) };
}

/** Tells messages in a language from now on. */
async function speak(language: string): Promise<void> {
  if (language !== 'ar') translateMessages(null);
  else translateMessages((await import('../../data/messages.ar.json', { with: { type: 'json' } })).default);
}

/** The commands; each is loaded when it is called. */
const RUN: Readonly<Record<CommandName, (files: string[], typed: TypedFlags) => Promise<void>>> = {
  completion: async (shells) => (await import('./commands/completion.js')).completion(shells),
  dates: async (files, typed) => (await import('./commands/dates.js')).dates(files, typed),
  detect: async (files, typed) => (await import('./commands/detect.js')).detect(files, typed),
  entities: async (files, typed) => (await import('./commands/entities.js')).entities(files, typed),
  extract: async (files, typed) => (await import('./commands/extract.js')).extract(files, typed),
  gazetteer: async (files, typed) => (await import('./commands/gazetteer.js')).gazetteer(files, typed),
  keywords: async (files, typed) => (await import('./commands/keywords.js')).keywords(files, typed),
  normalize: async (files, typed) => (await import('./commands/normalize.js')).normalize(files, typed),
  relations: async (files, typed) => (await import('./commands/relations.js')).relations(files, typed),
  report: async (files, typed) => (await import('./commands/report.js')).report(files, typed),
  sentences: async (files, typed) => (await import('./commands/tokenize.js')).sentences(files, typed),
  tokenize: async (files, typed) => (await import('./commands/tokenize.js')).tokenize(files, typed),
  schema: async () => (await import('./commands/schema.js')).schema(),
};

function makeOption(flag: Flag): Option {
  const option = new Option(flagNames(flag), describeFlag(flag));
  if (flag.preset !== undefined) option.preset(flag.preset);
  option.helpGroup(`${flag.group}:`);
  if (flag.kind !== 'switch') option.argParser((value, previous) => readValue(flag, value, previous));
  return option;
}

function examplesOf(examples: CommandEntry['examples']): string {
  return `\nExamples:\n${examples.map(([command, what]) => `  # ${what}\n  ${command}`).join('\n')}`;
}

/** What the parser ends with: help and the version on standard output, all else as a usage error. */
async function settleCommander(error: CommanderError, args: readonly string[], help: string): Promise<void> {
  if (error.exitCode === 0) {
    await print(help);
    return;
  }
  process.exitCode = Exit.usage;
  if (error.code === 'commander.help') {
    process.stderr.write(help);
    return;
  }
  const first = args.find((arg) => !arg.startsWith('-'));
  if (error.code === 'commander.unknownCommand' && first !== undefined && existsSync(first)) {
    complain('newsparse', null, 'no-command', { value: first });
    return;
  }
  const value = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(error.message)?.[1];
  const kind = USAGE[error.code];
  if (kind === undefined) {
    const reason = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ');
    complain('newsparse', null, 'usage', { reason });
  } else if (near !== undefined && (kind === 'unknown-option' || kind === 'unknown-command'))
    complain('newsparse', null, `${kind}-near`, { value, near });
  else complain('newsparse', null, kind, { value });
}

/** What the parser may find wrong with the arguments. */
const USAGE: Readonly<
  Record<string, 'unknown-option' | 'unknown-command' | 'flag-without-value' | 'too-many-operands'>
> = {
  'commander.unknownOption': 'unknown-option',
  'commander.unknownCommand': 'unknown-command',
  'commander.optionMissingArgument': 'flag-without-value',
  'commander.excessArguments': 'too-many-operands',
};
