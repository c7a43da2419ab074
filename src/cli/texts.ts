/** A run of the commands that read texts and need no names: `normalize`, `tokenize`, `sentences`, `detect`. */
import type { InputSettings, Item, TextStream } from '../sources/input.js';
import { CliError } from './errors.js';
import type { CommandName, TypedFlags } from './options.js';
import { openOutput } from './output.js';
import { interruptible, Run, type Writer } from './run.js';
import { inputSettings, type OnError, outputOf, refuseClashes } from './settings.js';

/** What a writer depends on. */
export interface TextSettings {
  readonly terminal: boolean;
  readonly input: Omit<InputSettings, 'signal'>;
}

/** Whether a person looks at what is written. */
export const isTerminal = (typed: TypedFlags): boolean =>
  outputOf(typed) === null && process.stdout.isTTY === true;

/** Whether the name of the file that is written asks for lines of JSON. */
export const wantsLines = (typed: TypedFlags): boolean => /\.(ndjson|jsonl)$/i.test(outputOf(typed) ?? '');

/**
 * Runs over the files, or standard input, and sets `process.exitCode`.
 * @param read how the inputs are read: as records, or as streams of text
 * @throws CliError
 */
export async function overTexts(
  command: CommandName,
  files: readonly string[],
  typed: TypedFlags,
  format: string,
  read: (names: readonly string[], settings: InputSettings) => AsyncIterable<Item | TextStream>,
  makeWriter: (settings: TextSettings) => Writer,
): Promise<void> {
  if (files.length === 0 && process.stdin.isTTY === true) throw new CliError('no-input', { command });
  const names = files.length === 0 ? ['-'] : files;
  const output = outputOf(typed);
  refuseClashes(names, output);
  const input = inputSettings(typed);
  const settings = {
    format,
    onError: (typed.onError as OnError | undefined) ?? null,
    quiet: typed.quiet ?? false,
  };
  const writer = makeWriter({ terminal: isTerminal(typed), input });
  const run = new Run(settings, writer, openOutput(output));
  process.exitCode = await interruptible((signal) => run.over(read(names, { ...input, signal }), signal));
}
