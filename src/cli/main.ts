/** The entry of the command: --version is answered at once, all else by the parser. */
import { settle } from './errors.js';
import { print } from './output.js';

declare const NEWSPARSE_VERSION: string;

// Messages that nobody reads any more are no reason to fail.
process.stderr.on('error', () => {});

async function main(args: readonly string[]): Promise<void> {
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

void main(process.argv.slice(2));
