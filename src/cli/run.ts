/** One run of a command over its inputs: what fails is said or recorded, what succeeds is written in order. */
import { expectMuchWork } from '../batch/engine.js';
import type { Written } from '../formats/index.js';
import type { Item, TextStream } from '../sources/input.js';
import { type Problem, problemOf } from '../sources/problem.js';
import { complain, Exit } from './errors.js';
import type { Output } from './output.js';
import { Recorder, type RecorderSettings, type RecordWriter, summarize } from './recorder.js';

export type { DocumentItem } from './recorder.js';

/** What a command makes of its inputs; every text ends with a line feed or is empty. */
export interface Writer extends RecordWriter {
  begin(): string;
  /** Writes a text that comes as a stream, for commands that read such. @throws Problem */
  stream?(
    item: TextStream,
    output: Output,
    signal: AbortSignal,
    warn: (warning: Problem) => void,
  ): Promise<void>;
  end(): string;
}

export class Run {
  readonly #recorder: Recorder;

  constructor(
    readonly settings: RecorderSettings,
    readonly writer: Writer,
    readonly output: Output,
  ) {
    this.#recorder = new Recorder(settings, writer);
  }

  /** Gives the exit code. */
  async over(items: AsyncIterable<Item | TextStream>, signal: AbortSignal): Promise<number> {
    const { output, settings } = this;
    const recorder = this.#recorder;
    const { tally } = recorder;
    output.write(this.writer.begin());
    for await (const item of items) {
      if (output.ended || signal.aborted) break;
      // Not for the only document: its run is over before the engine could gain by it.
      if (tally.total > 0) expectMuchWork();
      await output.write('bytes' in item ? await this.#stream(item, signal) : recorder.result(item));
      if (recorder.stopped) {
        output.abandon();
        await output.flush();
        return Exit.failed;
      }
    }
    output.write(this.writer.end());
    if (signal.aborted) {
      await output.flush();
      output.abandon();
      if (!settings.quiet) complain('newsparse', null, 'interrupted', { total: tally.total });
      return Exit.interrupted;
    }
    await output.close();
    if (output.ended) return Exit.done;
    summarize(tally, settings.quiet);
    return tally.incomplete ? Exit.failed : Exit.done;
  }

  async #stream(item: TextStream, signal: AbortSignal): Promise<Written> {
    const recorder = this.#recorder;
    recorder.tally.total++;
    try {
      await this.writer.stream!(item, this.output, signal, (warning) => recorder.warn(item.origin, warning));
      return '';
    } catch (error) {
      if (signal.aborted) return '';
      return recorder.fail(item.origin, item.origin.file, problemOf(error));
    }
  }
}

/** How the system asks a program to end: the person with Ctrl-C, others with a plain `kill`. */
const ENDINGS = { SIGINT: Exit.interrupted, SIGTERM: Exit.terminated } as const;

/** Milliseconds for what is under way when the program is asked to end. */
const GRACE = 5000;

/**
 * Runs with a signal that is given when the program is asked to end; asked once more, it ends at once. It also does when its
 * output takes nothing for a while: who reads it may be waiting for this end, as Spark does.
 * @param work gives the exit code
 */
export async function interruptible(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const abort = new AbortController();
  let ending: number = Exit.interrupted;
  const end = (name: keyof typeof ENDINGS) => {
    ending = ENDINGS[name];
    abort.abort();
    // Nothing listens to it any more. That is no exit, which would wait for a write that is under way.
    setTimeout(() => process.kill(process.pid, name), GRACE).unref();
  };
  const names = Object.keys(ENDINGS) as (keyof typeof ENDINGS)[];
  for (const name of names) process.once(name, end);
  try {
    const code = await work(abort.signal);
    return code === Exit.interrupted ? ending : code;
  } finally {
    for (const name of names) process.removeListener(name, end);
  }
}
