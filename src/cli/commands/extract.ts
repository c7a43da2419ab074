/** `newsparse extract`: reads the inputs, runs the pipeline over each, writes the records in the order of the inputs. */
import type { DocumentRecord, ErrorRecord } from '../../document.js';
import { createFormatter, type Formatter } from '../../formats/index.js';
import { Pipeline } from '../../pipeline.js';
import { type Item, type Origin, readInputs } from '../../sources/input.js';
import { badDateProblem } from '../../sources/ndjson.js';
import { Problem } from '../../sources/problem.js';
import { CliError, complain, describe, Exit, errorRecord } from '../errors.js';
import type { TypedFlags } from '../options.js';
import { type Output, openOutput } from '../output.js';
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
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once('SIGINT', interrupt);
  try {
    const formatter = await createFormatter(settings.format, settings);
    process.exitCode = await new Extraction(settings, Pipeline.load(), formatter, output).run(abort.signal);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

/** One run of the command. */
class Extraction {
  #total = 0;
  #failed = 0;
  /** Whether something failed in whose place there is no record. */
  #incomplete = false;
  readonly #codes = new Map<string, number>();

  constructor(
    readonly settings: ExtractSettings,
    readonly pipeline: Pipeline,
    readonly formatter: Formatter,
    readonly output: Output,
  ) {}

  /** Gives the exit code. */
  async run(signal: AbortSignal): Promise<number> {
    const { output, settings } = this;
    output.write(this.formatter.begin());
    for await (const item of readInputs(settings.files, { ...settings.input, signal })) {
      if (output.ended || signal.aborted) break;
      await output.write(this.#result(item));
      if (this.#failed > 0 && settings.onError === 'fail') {
        output.abandon();
        await output.flush();
        return Exit.failed;
      }
    }
    output.write(this.formatter.end());
    if (signal.aborted) {
      await output.flush();
      output.abandon();
      if (!settings.quiet) complain('newsparse', null, 'interrupted', { total: this.#total });
      return Exit.interrupted;
    }
    await output.close();
    if (output.ended) return Exit.done;
    this.#summarize();
    return this.#incomplete ? Exit.failed : Exit.done;
  }

  /** What is written for an item: its record, an error record, or nothing. */
  #result(item: Item): string {
    this.#total++;
    if ('problem' in item) return this.#fail(item.origin, item.id, item.problem);
    for (const warning of item.warnings) this.#warn(item.origin, warning);
    let record: DocumentRecord;
    try {
      record = this.pipeline.extract(item.document, this.settings.extract);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.#fail(item.origin, item.document.id, new Problem('internal', { reason }));
    }
    this.#checkDate(item, record);
    return this.formatter.record(record);
  }

  /** A record's own date that nobody could read must not be lost in silence. */
  #checkDate({ origin, document }: Extract<Item, { document: object }>, record: DocumentRecord): void {
    if (document.date === undefined || this.settings.extract.date !== undefined) return;
    if (record.date?.source !== 'record') this.#warn(origin, badDateProblem(document.date));
  }

  #warn(origin: Origin, warning: Problem): void {
    if (!this.settings.quiet) complain(origin.file, origin.line, warning.kind, warning.details, 'warning');
  }

  #fail(origin: Origin, id: string, problem: Problem): string {
    const { settings } = this;
    this.#failed++;
    const { code } = describe(problem.kind, problem.details);
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    const lines = origin.kind === 'ndjson';
    const way = settings.onError ?? (lines && settings.format === 'ndjson' ? 'record' : 'skip');
    // Nobody knows how many records a file of lines that cannot be read should have given.
    if (way !== 'record' || (lines && origin.line === null)) {
      complain(origin.file, origin.line, problem.kind, problem.details);
      this.#incomplete = true;
      return '';
    }
    const record: ErrorRecord = errorRecord(id, problem, origin.line);
    return this.formatter.error(record);
  }

  #summarize(): void {
    if (this.#failed === 0 || this.#total === 1 || this.settings.quiet) return;
    const codes = [...this.#codes].map(([code, count]) => `${code}: ${count}`).join(', ');
    complain('newsparse', null, 'incomplete', { failed: this.#failed, total: this.#total, codes });
  }
}
