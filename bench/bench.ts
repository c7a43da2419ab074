/**
 * Speed and memory, each as ratios within one run, since absolute figures move from machine to machine. The parts run one
 * after the other, as they are shipped (bundled.ts). Needs a build; peers where they are installed (peers/setup.sh).
 *
 *   npm run bench -- [--only PART,PART] [--write] [--quick] [TEXTS.ndjson]
 *   npm run bench -- --floors        a quick run that fails when a ratio is below its floor (floors.json; used in CI)
 *
 * PART: start-up, text, dates, stages, gazetteer, batch, stream. TEXTS.ndjson: {"text": …} a line; else the fixtures, or texts made
 * of the words of the lexicon. --write puts what is printed into docs/benchmarks.md, and a few figures into the README. Flags after -- go to the part.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runBundled } from './bundled.js';
import { lexiconWords, makeCorpus, makeNames } from './corpus.js';
import { textsOf } from './stages.js';
import { summaryOf } from './summary.js';
import { figureOf, markdownOf, type Table, tablesOf } from './tables.js';

const PARTS = ['start-up', 'text', 'dates', 'stages', 'gazetteer', 'batch', 'stream'] as const;
type Part = (typeof PARTS)[number];
/** What CI has time for. */
const WATCHED: readonly Part[] = ['start-up', 'text', 'dates', 'stages', 'gazetteer'];

/** A ratio that must not fall below `least` or rise above `most`. */
interface Floor {
  readonly part: Part;
  readonly row: string;
  readonly unit: string;
  readonly least?: number;
  readonly most?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const own = process.argv.indexOf('--', 2);
const { values, positionals } = parseArgs({
  args: process.argv.slice(2, own < 0 ? undefined : own),
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
  },
});
if (values.quick || values.floors) process.env.NEWSPARSE_BENCH_QUICK = '1';
const quick = process.env.NEWSPARSE_BENCH_QUICK === '1';
const file = positionals[0] === undefined ? undefined : resolve(positionals[0]);
const extra = own < 0 ? [] : process.argv.slice(own + 1);
const wanted = values.only?.split(',') ?? (values.floors ? WATCHED : PARTS);
for (const part of wanted)
  if (!(PARTS as readonly string[]).includes(part)) throw new Error(`no part "${part}": ${PARTS.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
const put = (name: string, texts: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, texts.map((text) => `${JSON.stringify({ text })}\n`).join(''));
  return path;
};
/** The texts of the file, or made ones with the spread of words that real text has: fixtures that come again flatter caches. */
function spreadTexts(): string[] {
  if (file !== undefined) return textsOf(file);
  const words = lexiconWords(join(root, 'dist/newsparse.npg'));
  return makeCorpus(words, makeNames(words, 1000), quick ? 2e6 : 5e6).text.split(/(?<=\n)/);
}

const some = (texts: readonly string[]) => (quick ? texts.slice(0, Math.ceil(texts.length / 2)) : texts);

/** What a part is given. */
const ARGUMENTS: Readonly<Record<Part, () => string[]>> = {
  'start-up': () => [],
  text: () => [folder, put('spread.ndjson', spreadTexts())],
  dates: () => [put('texts.ndjson', some(textsOf(file)))],
  stages: () => (file === undefined ? [] : [file]),
  gazetteer: () => (quick ? ['--size', '5', '--rounds', '3', '--names', '10000', '--no-peers'] : []),
  stream: () => (quick ? ['--size', '50'] : []),
  batch: () => [...(quick ? ['--articles', '2000'] : []), ...(file === undefined ? [] : [file])],
};

const printed = new Map<Part, string>();
try {
  for (const part of PARTS.filter((each) => wanted.includes(each))) {
    console.log(`\n== ${part}`);
    printed.set(part, await runBundled(`${part}.ts`, root, folder, [...ARGUMENTS[part](), ...extra]));
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (values.write) write();
if (values.floors) check();

/** Puts what was printed into the page, each part between its comments. */
function write(): void {
  const page = join(root, 'docs/benchmarks.md');
  let text = readFileSync(page, 'utf8');
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB; Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  for (const [part, output] of printed) {
    const [head, end] = [`<!-- bench: ${part} -->`, '<!-- end of bench -->'];
    const from = text.indexOf(head);
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) throw new Error(`docs/benchmarks.md has no place for ${part}`);
    const flags = [
      file === undefined ? '' : ' TEXTS.ndjson',
      quick ? ' --quick' : '',
      ...(extra.length > 0 ? [' --', ...extra] : []),
    ];
    const how = `\`npm run bench -- --only ${part}${flags.join(' ').replace(/ +/g, ' ').trimEnd()}\`, ${day}, ${machine}`;
    text = `${text.slice(0, from)}${head}\n\n${how}\n\n${markdownOf(output)}\n\n${text.slice(to)}`;
  }
  writeFileSync(page, text);
  const readme = join(root, 'README.md');
  const shown = /(<!-- bench: summary -->\n)[\s\S]*?(?=<!-- end of bench -->)/;
  const filled = readFileSync(readme, 'utf8').replace(
    shown,
    (_, head: string) => `${head}\n${summaryOf(text)}\n\n`,
  );
  writeFileSync(readme, filled);
}

/** Compares with floors.json. */
function check(): void {
  const floors = JSON.parse(readFileSync(join(root, 'bench/floors.json'), 'utf8')) as Floor[];
  const tables = new Map<Part, Table[]>(Array.from(printed, ([part, output]) => [part, tablesOf(output)]));
  console.log('\n== floors');
  for (const { part, row, unit, least = 0, most = Number.POSITIVE_INFINITY } of floors) {
    if (!printed.has(part)) continue;
    const figure = figureOf(tables.get(part)!, row, unit);
    const holds = figure !== undefined && figure >= least && figure <= most;
    const bound = Number.isFinite(most) ? `at most ${most}` : `at least ${least}`;
    console.log(
      `${holds ? 'ok    ' : 'FAILED'} ${part}: ${row}: ${figure ?? 'not measured'} ${unit} (${bound})`,
    );
    if (!holds) process.exitCode = 1;
  }
}
