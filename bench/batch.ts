/**
 * A long run of the command: articles of 3 KB in NDJSON, with one job and with two; throughput, the processor's time, the
 * most memory, and whether both give the same bytes. Needs a build, and Linux for the memory.
 *
 *   npm run bench -- --only batch -- [--articles 100000] [--only entities,dates] [FILE.ndjson]
 *
 * The articles are made from the words of our own lexicon (corpus.ts), or are those of the file, over and over.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lexiconWords, makeCorpus, makeNames } from './corpus.js';
import { textsOf } from './stages.js';
import { type Watched, watch } from './watch.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    articles: { type: 'string', default: '100000' },
    only: { type: 'string', default: 'entities,dates' },
  },
});
/** Where npm and `runBundled` start it. */
const root = process.cwd();
const NAMES = 10_000;
const ARTICLE = 3000;
/** So many different articles are made; longer runs have them again. */
const DIFFERENT = 10_000;

function makeArticles(): string[] {
  const words = lexiconWords(join(root, 'dist/newsparse.npg'));
  const names = makeNames(words, NAMES);
  const lines = makeCorpus(words, names, DIFFERENT * ARTICLE).text.split('\n');
  const articles: string[] = [];
  let article = '';
  for (const line of lines) {
    article += `${line}\n`;
    if (Buffer.byteLength(article) < ARTICLE) continue;
    articles.push(article);
    article = '';
  }
  return articles;
}

/** Writes the input. @returns its bytes */
function writeInput(path: string, articles: readonly string[], count: number): number {
  const file = openSync(path, 'w');
  for (let i = 0; i < count; i++)
    writeSync(file, `${JSON.stringify({ id: `article-${i}`, text: articles[i % articles.length] })}\n`);
  closeSync(file);
  return statSync(path).size;
}

/** Runs the command over the articles. */
const run = (jobs: number, input: string, output: string) =>
  watch(['extract', '-q', '-f', 'ndjson', '--only', values.only, '-j', String(jobs), input, '-o', output]);

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const folder = mkdtempSync(join(tmpdir(), 'newsparse-batch-'));
try {
  const input = join(folder, 'articles.ndjson');
  const articles = positionals[0] === undefined ? makeArticles() : textsOf(positionals[0]);
  const size = writeInput(input, articles, Number(values.articles)) / 1e6;
  console.log(`${values.articles} articles, ${size.toFixed(0)} MB, ${values.only}`);
  // With other work beside it the ratio says little: two jobs need two processors of their own.
  const busy = () => console.log(`load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`);
  busy();
  const runs: Watched[] = [];
  const hashes: string[] = [];
  for (const jobs of [1, 2]) {
    const output = join(folder, `${jobs}.ndjson`);
    const { seconds, processor, megabytes } = await run(jobs, input, output);
    runs.push({ seconds, processor, megabytes });
    hashes.push(await hashOf(output));
    rmSync(output);
    console.log(
      `-j ${jobs}`.padEnd(6),
      `${(size / seconds).toFixed(1).padStart(6)} MB/s  ${seconds.toFixed(1)} s`,
      ` processor ${processor.toFixed(1)} s (${(size / processor).toFixed(1)} MB/s)`,
      ` ${megabytes.toFixed(0)} MB of memory`,
    );
  }
  busy();
  console.log(`two jobs: ${(runs[0]!.seconds / runs[1]!.seconds).toFixed(2)} × one`);
  console.log(hashes[0] === hashes[1] ? 'the same bytes' : 'DIFFERENT OUTPUT');
  if (hashes[0] !== hashes[1]) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
