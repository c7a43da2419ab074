/**
 * One large file of text through the commands that stream it: throughput and the most memory. Needs a build, and Linux.
 *
 *   npm run bench -- --only stream -- [--size MB]
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lexiconWords, makeCorpus, makeNames } from './corpus.js';
import { watch } from './watch.js';

const { values } = parseArgs({ options: { size: { type: 'string', default: '1000' } } });
/** So much different text is made; a larger file has it again. */
const DIFFERENT = 10_000_000;

const folder = mkdtempSync(join(tmpdir(), 'newsparse-stream-'));
try {
  const file = join(folder, 'text.txt');
  const words = lexiconWords(join(process.cwd(), 'dist/newsparse.npg'));
  const text = Buffer.from(makeCorpus(words, makeNames(words, 1000), DIFFERENT).text);
  const descriptor = openSync(file, 'w');
  let written = 0;
  while (written < Number(values.size) * 1e6) written += writeSync(descriptor, text);
  closeSync(descriptor);
  console.log(`one file of ${(written / 1e6).toFixed(0)} MB`);
  for (const command of ['normalize', 'tokenize', 'sentences']) {
    const { processor, megabytes } = await watch([command, '-q', file]);
    console.log(
      `  newsparse ${command.padEnd(12)}  ${(written / 1e6 / processor).toFixed(0).padStart(4)} MB/s  ${megabytes.toFixed(0)} MB of memory`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
