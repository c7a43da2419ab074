/**
 * The speed tables: start-up of the command, and throughput of the stages, each as a ratio within one run, since
 * absolute figures move from machine to machine. Needs a build.
 *
 *   npm run bench                       on the fixtures
 *   npm run bench -- FILE.ndjson        on the texts of such a file ({"text": …} a line)
 *   npm run bench:gazetteer             the gazetteer engine, with its peers (bench/gazetteer.ts)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDates } from '../src/dates/find.js';
import { EntityContext } from '../src/entities/context.js';
import { findEntities } from '../src/entities/entities.js';
import { Scorer } from '../src/entities/score.js';
import { readWeights } from '../src/entities/weights.js';
import { Gazetteer } from '../src/gazetteer/gazetteer.js';
import { Matches } from '../src/gazetteer/match.js';
import { Sections } from '../src/lexicon/binary.js';
import { abbreviationsOf } from '../src/lexicon/bundled.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { findQuotes } from '../src/news/quotes.js';
import { Units } from '../src/text/units.js';
import { splitSentences } from '../src/tokens/sentences.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { runBundled } from './bundled.js';
import { lexiconWords, makeCorpus, makeNames } from './corpus.js';
import { textsOf } from './stages.js';

const STARTS = 20;
const ROUNDS = 5;
const root = fileURLToPath(new URL('..', import.meta.url));
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
const now = () => performance.now();

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, Node ${process.version}`);

// Start-up: the commands in turn, so that a drift of the machine's speed meets all of them.
const folder = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
const fixtures = join(root, 'fixtures/articles');
const files = readdirSync(fixtures).filter((name) => name.endsWith('.txt'));
const article = join(folder, 'article.txt');
writeFileSync(
  article,
  Buffer.from(readFileSync(join(fixtures, files[0]!)))
    .subarray(0, 3072)
    .toString('utf8')
    .replace(/\ufffd+$/, ''),
);
const commands: readonly (readonly [name: string, args: string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['newsparse --version', [join(root, 'bin/newsparse.js'), '--version']],
  ['newsparse --help', [join(root, 'bin/newsparse.js'), '--help']],
  ['newsparse extract, 3 KB', [join(root, 'bin/newsparse.js'), 'extract', '-f', 'json', article]],
];
const times = commands.map(() => [] as number[]);
for (let round = 0; round <= STARTS; round++) {
  commands.forEach(([name, args], i) => {
    const before = now();
    const run = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (run.status !== 0) throw new Error(`${name}: exit ${run.status}`);
    if (round > 0) times[i]!.push(now() - before); // the first round warms the caches of the system
  });
}
console.log(`\nstart-up, medians of ${STARTS}`);
const base = median(times[0]!);
commands.forEach(([name], i) => {
  const ms = median(times[i]!);
  console.log(name.padEnd(28), `${ms.toFixed(0).padStart(5)} ms  ${(ms / base).toFixed(2)} ×`);
});
rmSync(folder, { recursive: true });

// Throughput: the stages one on top of the other, over the same texts, one thread.
const texts = textsOf(process.argv[2]);
const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
const sections = new Sections(readFileSync(join(root, 'dist/newsparse.npg')), false);
const lexicon = new Lexicon(sections);
const gazetteer = new Gazetteer(lexicon.vocabulary, sections);
const scorer = new Scorer(readWeights(sections), lexicon.vocabulary);
const abbreviations = abbreviationsOf(sections);
const units = new Units();
const tokens = new Tokens();
const options = { reference: '2020-03-14', prefer: 'past', monthFirst: false } as const;

const cut = (text: string) => {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
};
const annotate = (text: string) => {
  cut(text);
  splitSentences(units.data, tokens, abbreviations);
  lexicon.annotate(units.data, tokens);
};
const names = new EntityContext(lexicon, gazetteer, tokens, new Matches());
const context = () => names.read(units.data);
const stages: readonly (readonly [name: string, run: (text: string) => unknown])[] = [
  ['/\\p{L}+/gu', (text) => text.match(/\p{L}+/gu)?.length],
  ['tokens', cut],
  ['+ sentences, lexicon', annotate],
  [
    '+ dates',
    (text) => {
      annotate(text);
      return findDates(text, units.data, tokens, lexicon, options);
    },
  ],
  [
    '+ names, entities',
    (text) => {
      annotate(text);
      return findEntities(text, context(), scorer);
    },
  ],
  [
    'all, with quotes',
    (text) => {
      annotate(text);
      const names = context();
      const entities = findEntities(text, names, scorer);
      findDates(text, units.data, tokens, lexicon, options);
      return findQuotes(text, names, entities);
    },
  ],
];
const spent = stages.map(() => [] as number[]);
for (let round = 0; round <= ROUNDS; round++) {
  stages.forEach(([, run], i) => {
    const before = now();
    for (const text of texts) run(text);
    if (round > 0) spent[i]!.push(now() - before);
  });
}
console.log(`\nthroughput over ${megabytes.toFixed(1)} MB, one thread, medians of ${ROUNDS}`);
const loop = median(spent[0]!);
stages.forEach(([name], i) => {
  const ms = median(spent[i]!);
  console.log(
    name.padEnd(28),
    `${((megabytes / ms) * 1000).toFixed(1).padStart(6)} MB/s  ${(loop / ms).toFixed(2)} × the loop`,
  );
});

// Parts as they are shipped, and their peers. Normalization and tokens over a text with the spread of words that real
// text has, since fixtures that come again and again flatter caches; dates over the texts, which have some.
const own = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
const put = (name: string, all: readonly string[]): string => {
  const path = join(own, name);
  writeFileSync(path, all.map((text) => `${JSON.stringify({ text })}\n`).join(''));
  return path;
};
await runBundled('stages.ts', root, own, process.argv.slice(2));
const words = lexiconWords(join(root, 'dist/newsparse.npg'));
const spread = process.argv[2] ? texts : makeCorpus(words, makeNames(words, 1000), 5e6).text.split(/(?<=\n)/);
await runBundled('text.ts', root, own, [own, put('spread.ndjson', spread)]);
await runBundled('dates.ts', root, own, [put('texts.ndjson', texts)]);
rmSync(own, { recursive: true });
