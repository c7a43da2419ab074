/** `newsparse extract`: reads the inputs, runs the pipeline over each, writes the records in the order of the inputs. */
import { createFormatter } from '../../formats/index.js';
import { readInputs } from '../../sources/input.js';
import { documentNames, documentSettings } from '../documents.js';
import type { CommandName, TypedFlags } from '../options.js';
import { openOutput } from '../output.js';
import { interruptible, Run } from '../run.js';
import type { ExtractSettings } from '../settings.js';
import { extractWriter, openPipeline } from '../work.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export function extract(files: readonly string[], typed: TypedFlags): Promise<void> {
  return extractAs('extract', files, typed);
}

/** The same for commands that give a part of what `extract` gives. @throws CliError */
export async function extractAs(
  command: CommandName,
  files: readonly string[],
  typed: TypedFlags,
): Promise<void> {
  const settings = documentSettings(command, files, typed, process.stderr.isTTY === true);
  process.exitCode = await interruptible((signal) => run(settings, signal));
}

async function run(settings: ExtractSettings, signal: AbortSignal): Promise<number> {
  const names = documentNames(settings, signal);
  if (settings.jobs > 1 || settings.folder !== null || settings.progress) {
    const { runBatch } = await import('../batch.js');
    return runBatch(settings, names, signal);
  }
  const output = openOutput(settings.output);
  const pipeline = await openPipeline(settings);
  const formatter = await createFormatter(settings.format, settings);
  const writer = extractWriter(settings, pipeline, formatter);
  return new Run(settings, writer, output).over(readInputs(names, { ...settings.input, signal }), signal);
}
