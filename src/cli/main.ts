/**
 * The entry of the command (bin/newsparse.js) and of its worker threads (bin/worker.js), which share one file of code.
 * --version is answered at once, all else by the parser.
 */
import { settle } from './errors.js';
import { print } from './output.js';

declare const NEWSPARSE_VERSION: string;

/** Runs the command and sets `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  // Messages that nobody reads any more are no reason to fail.
  process.stderr.on('error', () => {});
  try {
    if (args.length === 1 && (args[0] === '--version' || args[0] === '-V'))
      await print(`${NEWSPARSE_VERSION}\n`);
    else {
      const { run } = await import('./program.js');
      await run(args, NEWSPARSE_VERSION);
    }
  } catch (error) {
    settle(error);
  }
}

/** Makes this thread a worker of another one, which sends it blocks. */
export async function work(): Promise<void> {
  const { listen } = await import('./worker.js');
  listen();
}
