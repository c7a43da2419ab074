/** `newsparse extract`: reads the inputs, runs the pipeline over each, writes the records in the order of the inputs. */
import type { DocumentRecord } from '../../document.js';
import { createFormatter, type Formatter } from '../../formats/index.js';
import { Pipeline } from '../../pipeline.js';
import { readInputs } from '../../sources/input.js';
import { badDateProblem } from '../../sources/ndjson.js';
import { CliError } from '../errors.js';
import { openGazetteers } from '../gazetteers.js';
import type { TypedFlags } from '../options.js';
import { openOutput } from '../output.js';
import { interruptible, Run, type Writer } from '../run.js';
import { type ExtractSettings, extractSettings } from '../settings.js';

/** Runs the command and sets `process.exitCode`. @throws CliError */
export async function extract(files: readonly string[], typed: TypedFlags): Promise<void> {
  const settings = extractSettings(files.length === 0 ? ['-'] : files, typed, {
    terminal: process.stdout.isTTY === true,
    columns: process.stdout.columns,
    env: process.env,
  });
  if (files.length === 0 && process.stdin.isTTY === true)
    throw new CliError('no-input', { command: 'extract' });
  const output = openOutput(settings.output);
  process.exitCode = await interruptible(async (signal) => {
    const { files: names, type, useDefault, useCache } = settings.gazetteers;
    const gazetteers = await openGazetteers(names, { useCache, type, quiet: settings.quiet });
    const pipeline = Pipeline.load({ gazetteers, defaultGazetteer: useDefault });
    const formatter = await createFormatter(settings.format, settings);
    const run = new Run(settings, writer(settings, pipeline, formatter), output);
    return run.over(readInputs(settings.files, { ...settings.input, signal }), signal);
  });
}

function writer(settings: ExtractSettings, pipeline: Pipeline, formatter: Formatter): Writer {
  return {
    ...formatter,
    record({ document }, warn) {
      const record: DocumentRecord = pipeline.extract(document, settings.extract);
      // A record's own date that nobody could read must not be lost in silence.
      const hasOwn = document.date !== undefined && settings.extract.date === undefined;
      if (hasOwn && record.date?.source !== 'record') warn(badDateProblem(document.date!));
      return formatter.record(record);
    },
  };
}
