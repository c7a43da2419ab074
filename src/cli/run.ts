/** One run of a command over its inputs: what fails is said or recorded, what succeeds is written in order. */
import type { ErrorRecord } from '../document.js';
import type { Item, Origin, TextStream } from '../sources/input.js';
import { Problem, problemOf } from '../sources/problem.js';
import { complain, describe, Exit, errorRecord } from './errors.js';
import type { Output } from './output.js';
import type { OnError } from './settings.js';

export interface RunSettings {
  format: string;
  /** null: `record` for NDJSON in and out, else `skip`. */
  onError: OnError | null;
  quiet: boolean;
}

/** An input that could be read. */
export type DocumentItem = Extract<Item, { document: object }>;

/** What a command makes of its inputs; every text ends with a line feed or is empty. */
export interface Writer {
  begin(): string;
  /** @param warn takes what the person should know about the document */
  record(item: DocumentItem, warn: (warning: Problem) => void): string;
  /** Writes a text that comes as a stream, for commands that read such. @throws Problem */
  stream?(
    item: TextStream,
    output: Output,
    signal: AbortSignal,
    warn: (warning: Problem) => void,
  ): Promise<void>;
  error(record: ErrorRecord): string;
  end(): string;
}

export class Run {
  #total = 0;
  #failed = 0;
  /** Whether something failed in whose place there is no record. */
  #incomplete = false;
  readonly #codes = new Map<string, number>();

  constructor(
    readonly settings: RunSettings,
    readonly writer: Writer,
    readonly output: Output,
  ) {}

  /** Gives the exit code. */
  async over(items: AsyncIterable<Item | TextStream>, signal: AbortSignal): Promise<number> {
    const { output, settings } = this;
    output.write(this.writer.begin());
    for await (const item of items) {
      if (output.ended || signal.aborted) break;
      this.#total++;
      await output.write('bytes' in item ? await this.#stream(item, signal) : this.#result(item));
      if (this.#failed > 0 && settings.onError === 'fail') {
        output.abandon();
        await output.flush();
        return Exit.failed;
      }
    }
    output.write(this.writer.end());
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
    if ('problem' in item) return this.#fail(item.origin, item.id, item.problem);
    for (const warning of item.warnings) this.#warn(item.origin, warning);
    try {
      return this.writer.record(item, (warning) => this.#warn(item.origin, warning));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.#fail(item.origin, item.document.id, new Problem('internal', { reason }));
    }
  }

  async #stream(item: TextStream, signal: AbortSignal): Promise<string> {
    try {
      await this.writer.stream!(item, this.output, signal, (warning) => this.#warn(item.origin, warning));
      return '';
    } catch (error) {
      if (signal.aborted) return '';
      return this.#fail(item.origin, item.origin.file, problemOf(error));
    }
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
    return this.writer.error(errorRecord(id, problem, origin.line));
  }

  #summarize(): void {
    if (this.#failed === 0 || this.#total === 1 || this.settings.quiet) return;
    const codes = [...this.#codes].map(([code, count]) => `${code}: ${count}`).join(', ');
    complain('newsparse', null, 'incomplete', { failed: this.#failed, total: this.#total, codes });
  }
}

/** Runs with a signal that an interrupt of the person gives. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once('SIGINT', interrupt);
  try {
    return await work(abort.signal);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}
