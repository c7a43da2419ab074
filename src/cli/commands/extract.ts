/** `newsparse extract`: reads the inputs, runs the pipeline over each, writes the records in the order of the inputs. */
import { createFormatter } from '../../formats/index.js';
import { type Names, readInputs } from '../../sources/input.js';
import { arePlain, expandNames } from '../../sources/names.js';
import { CliError } from '../errors.js';
import type { TypedFlags } from '../options.js';
import { openOutput } from '../output.js';
import { interruptible, Run } from '../run.js';
import { type ExtractSettings, extractSettings } from '../settings.js';
import { extractWriter, openPipeline } from '../work.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function extract(files: readonly string[], typed: TypedFlags): Promise<void> {
  const isNothing = files.length === 0 && typed.filesFrom === undefined;
  const settings = extractSettings(isNothing ? ['-'] : files, typed, {
    terminal: process.stdout.isTTY === true,
    progressTerminal: process.stderr.isTTY === true,
    columns: process.stdout.columns,
    env: process.env,
  });
  if (isNothing && process.stdin.isTTY === true) throw new CliError('no-input', { command: 'extract' });
  process.exitCode = await interruptible((signal) => run(settings, signal));
}

async function run(settings: ExtractSettings, signal: AbortSignal): Promise<number> {
  const { files, names: how } = settings;
  const names: Names = arePlain(files, how) ? files : expandNames(files, how, signal);
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
