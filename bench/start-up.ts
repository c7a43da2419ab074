/**
 * Start-up of the command beside an empty program of Node, in turn, so that a drift of the machine's speed meets all of
 * them. Needs a build.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUICK } from './effort.js';

const STARTS = QUICK ? 7 : 20;
/** Bytes of the article. */
const ARTICLE = 3072;
/** Where npm and `runBundled` start it. */
const root = process.cwd();
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

const folder = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
const article = join(folder, 'article.txt');
const text = readFileSync(join(root, 'fixtures/articles/16-yemen-peace-talks.txt'));
writeFileSync(
  article,
  text
    .subarray(0, ARTICLE)
    .toString('utf8')
    .replace(/\ufffd+$/, ''),
);
const bin = join(root, 'bin/newsparse.js');
const commands: readonly (readonly [name: string, args: string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['newsparse --version', [bin, '--version']],
  ['newsparse --help', [bin, '--help']],
  ['newsparse extract, 3 KB', [bin, 'extract', '-f', 'json', article]],
  [
    'the library: import, load, extract of 3 KB',
    [
      '--input-type=module',
      '-e',
      `import { readFileSync } from 'node:fs';
      import { Pipeline } from ${JSON.stringify(join(root, 'dist/index.js'))};
      Pipeline.load().extract({ id: 'a', text: readFileSync(${JSON.stringify(article)}, 'utf8') });`,
    ],
  ],
];
const times = commands.map(() => [] as number[]);
for (let round = 0; round <= STARTS; round++) {
  commands.forEach(([name, args], i) => {
    const before = performance.now();
    const run = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (run.status !== 0) throw new Error(`${name}: exit ${run.status}`);
    if (round > 0) times[i]!.push(performance.now() - before); // the first round warms the caches of the system
  });
}
rmSync(folder, { recursive: true });
console.log(`start-up, medians of ${STARTS}`);
const base = median(times[0]!);
commands.forEach(([name], i) => {
  const ms = median(times[i]!);
  const ratio = i === 0 ? '' : `  ${(ms / base).toFixed(2)} × node -e 0`;
  console.log(`${name.padEnd(44)}  ${ms.toFixed(0).padStart(4)} ms${ratio}`);
});
