/** What the commands share whose documents go through the pipeline one after the other. */
import type { Pipeline } from '../pipeline.js';
import { type Names, readInputs } from '../sources/input.js';
import { arePlain, expandNames } from '../sources/names.js';
import { CliError } from './errors.js';
import type { CommandName, TypedFlags } from './options.js';
import { openOutput } from './output.js';
import { interruptible, Run, type Writer } from './run.js';
import { type ExtractSettings, extractSettings } from './settings.js';
import { openPipeline } from './work.js';

/**
 * Settings of a command that reads standard input when no file is given.
 * @param progressTerminal whether a terminal shows the messages, so that it can show how far the run is
 * @throws CliError
 */
export function documentSettings(
  command: CommandName,
  files: readonly string[],
  typed: TypedFlags,
  progressTerminal = false,
): ExtractSettings {
  const isNothing = files.length === 0 && typed.filesFrom === undefined;
  const settings = extractSettings(isNothing ? ['-'] : files, typed, {
    terminal: process.stdout.isTTY === true,
    progressTerminal,
    command,
    columns: process.stdout.columns,
    env: process.env,
  });
  if (isNothing && process.stdin.isTTY === true) throw new CliError('no-input', { command });
  return settings;
}

/** The files that the operands mean. */
export function documentNames({ files, names: how }: ExtractSettings, signal: AbortSignal): Names {
  return arePlain(files, how) ? files : expandNames(files, how, signal);
}

/** Runs over the documents with a writer of the command's own and sets `process.exitCode`. @throws CliError */
export async function overDocuments(
  settings: ExtractSettings,
  writerOf: (pipeline: Pipeline) => Writer | Promise<Writer>,
): Promise<void> {
  process.exitCode = await interruptible(async (signal) => {
    const names = documentNames(settings, signal);
    const output = openOutput(settings.output);
    const writer = await writerOf(await openPipeline(settings));
    return new Run(settings, writer, output).over(readInputs(names, { ...settings.input, signal }), signal);
  });
}
