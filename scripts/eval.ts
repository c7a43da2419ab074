/**
 * Prints precision, recall and F1 per type on the fixtures; with a folder of evaluation data, also the scores that the
 * runner in that folder (run.mjs) prints. Needs a build.
 *
 *   npm run eval                      fixtures
 *   npm run eval -- DIR [options]     fixtures, then DIR/run.mjs with the options
 *   npm run eval -- --floors          fails when a score of the fixtures is below its floor (used in CI)
 *   npm run eval -- [DIR] --write [--cross-validate]
 *                                     writes what was measured into docs/accuracy.md and the READMEs (accuracy.ts); with
 *                                     DIR what its runner scores, with --cross-validate what fit-weights.ts does, which
 *                                     takes minutes
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pipeline } from '../src/pipeline.js';
import { compareQuotes, type GoldQuote, newTally } from '../test/support/quotes.js';
import { type Measured, type Score, scoreOf, writeAccuracy } from './accuracy.js';

// What the bundler sets otherwise (src/pipeline.ts, src/language/detect.ts).
Object.assign(globalThis, { NEWSPARSE_DATA: '../../dist/newsparse.npg', NEWSPARSE_FRANC: 'franc' });

/** Floors for CI: a little below what was last measured, so that a slide shows. */
const FLOORS: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(new URL('../test/floors.json', import.meta.url), 'utf8'),
);

interface Annotation {
  layer: 'entity' | 'date' | 'quote';
  start: number;
  end: number;
  text: string;
  type?: string;
  value?: string;
}
interface Gold {
  reference_date: string;
  date_argument?: string;
  annotations: Annotation[];
}

const folder = new URL('../fixtures/articles/', import.meta.url);
const tally = new Map<string, { tp: number; fp: number; fn: number }>();
const errors: string[] = [];

function compare(file: string, layer: string, gold: Map<string, string>, found: Map<string, string>): void {
  const counts = tally.get(layer) ?? { tp: 0, fp: 0, fn: 0 };
  tally.set(layer, counts);
  for (const [key, text] of found) {
    if (gold.has(key)) counts.tp++;
    else {
      counts.fp++;
      errors.push(`${file}: + ${layer} ${text}`);
    }
  }
  for (const [key, text] of gold) {
    if (found.has(key)) continue;
    counts.fn++;
    errors.push(`${file}: - ${layer} ${text}`);
  }
}

const args = process.argv.slice(2);
const pipeline = Pipeline.load();
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith('.gold.json'))
  .sort()) {
  const gold = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Gold;
  const file = name.replace('.gold.json', '.txt');
  const text = readFileSync(new URL(file, folder), 'utf8');
  const record = pipeline.extract({ id: file, text }, { date: gold.date_argument });
  const of = (layer: string, type?: string) =>
    gold.annotations.filter((a) => a.layer === layer && (type === undefined || a.type === type));
  const keys = (list: readonly { start: number; end: number; text: string }[]) =>
    new Map(list.map((span) => [`${span.start}-${span.end}`, span.text]));
  for (const type of ['PER', 'LOC', 'ORG']) {
    compare(
      file,
      type,
      keys(of('entity', type)),
      keys(record.entities.filter((entity) => entity.type === type)),
    );
  }
  compare(file, 'date spans', keys(of('date')), keys(record.dates));
  const values = (
    list: readonly { start: number; end: number; text: string; value?: string | undefined }[],
  ) => new Map(list.map((d) => [`${d.start}-${d.end} ${d.value}`, `${d.text} = ${d.value}`]));
  compare(file, 'date values', values(of('date')), values(record.dates));
}
const all = { tp: 0, fp: 0, fn: 0 };
for (const type of ['PER', 'LOC', 'ORG']) {
  const counts = tally.get(type)!;
  all.tp += counts.tp;
  all.fp += counts.fp;
  all.fn += counts.fn;
}
tally.set('entities', all);
scoreQuotes();

/** Direct quotes of all fixtures, and reported speech of those that have it annotated. */
function scoreQuotes(): void {
  const direct = newTally();
  const indirect = newTally();
  for (const part of ['articles', 'quotes']) {
    const place = new URL(`../fixtures/${part}/`, import.meta.url);
    for (const name of readdirSync(place).sort()) {
      if (!name.endsWith('.gold.json')) continue;
      const gold = JSON.parse(readFileSync(new URL(name, place), 'utf8')) as {
        annotations: GoldQuote[];
        layers?: string[];
      };
      const file = name.replace('.gold.json', '.txt');
      const record = pipeline.extract({ id: file, text: readFileSync(new URL(file, place), 'utf8') });
      const before = direct.errors.length;
      compareQuotes('direct', gold.annotations, record, direct);
      errors.push(...direct.errors.slice(before).map((error) => `${file}: quote ${error}`));
      if (!gold.layers?.includes('indirect')) continue;
      const already = indirect.errors.length;
      compareQuotes('indirect', gold.annotations, record, indirect);
      errors.push(...indirect.errors.slice(already).map((error) => `${file}: indirect ${error}`));
    }
  }
  for (const [name, { gold, found, spurious, speaker }] of [
    ['quote', direct],
    ['indirect', indirect],
  ] as const) {
    tally.set(`${name} spans`, { tp: found, fp: spurious, fn: gold - found });
    tally.set(`${name} speakers`, { tp: speaker, fp: found + spurious - speaker, fn: gold - speaker });
  }
}

console.log('fixtures'.padEnd(18), 'precision  recall     F1');
let below = 0;
for (const [layer, { tp, fp, fn }] of tally) {
  const [precision, recall, f1] = scoreOf({ tp, fp, fn });
  const floor = args.includes('--floors') ? FLOORS[layer] : undefined;
  const verdict =
    floor === undefined ? '' : f1 >= floor ? `  (floor ${floor})` : `  BELOW THE FLOOR ${floor}`;
  if (floor !== undefined && f1 < floor) below++;
  console.log(
    layer.padEnd(18),
    [precision, recall, f1].map((x) => x.toFixed(3).padEnd(10)).join(' ') + verdict,
  );
}
const shown = args.indexOf('--errors') < 0 ? 0 : Number(args[args.indexOf('--errors') + 1]);
for (const error of errors.slice(0, shown)) console.log(error);
if (below > 0) process.exitCode = 1;

const VALUED = ['--errors', '--only', '--skip'];
const dir = args.find((arg, i) => !arg.startsWith('--') && !VALUED.includes(args[i - 1] ?? ''));
if (args.includes('--write')) {
  const measured: Partial<Measured> = { fixtures: Object.fromEntries(tally) };
  if (dir) Object.assign(measured, scoresOf(dir));
  if (dir && args.includes('--cross-validate')) measured.crossValidated = crossValidate(dir);
  writeAccuracy(measured);
} else if (dir) {
  const rest = args.filter((arg) => arg !== dir && arg !== '--floors');
  const run = spawnSync(process.execPath, [join(dir, 'run.mjs'), '--dir', dir, ...rest], {
    stdio: 'inherit',
  });
  process.exitCode ||= run.status ?? 1;
}

/** A program with its output on the screen and in hand. */
function follow(program: string, args: readonly string[]): string {
  const run = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error(`${args.join(' ')}: exit ${run.status}`);
  process.stdout.write(run.stdout);
  return run.stdout;
}

/** What the runner of a folder of evaluation data says, layer by layer; its last line is JSON. */
function scoresOf(folder: string): Pick<Measured, 'shipped' | 'cases'> {
  const shipped: Record<string, Score> = {};
  const cases: Record<string, [number, number]> = {};
  const run = (only: string) => {
    const printed = follow(process.execPath, [join(folder, 'run.mjs'), '--dir', folder, '--only', only]);
    const files = JSON.parse(printed.trim().split('\n').at(-1)!) as Record<string, Record<string, unknown>>;
    return { printed, files: Object.entries(files) };
  };
  const asScore = (value: unknown): Score | undefined => {
    const { p, r, f } = (value ?? {}) as { p?: number; r?: number; f?: number };
    return p === undefined || r === undefined || f === undefined ? undefined : [p, r, f];
  };
  for (const set of ['ner', 'news'])
    for (const [, layers] of run(set).files)
      for (const [layer, value] of Object.entries(layers)) {
        const score = asScore(value);
        if (score) shipped[`${set} ${layer}`] = score;
      }
  for (const [name, value] of run('tokens').files)
    shipped[name.endsWith('words') ? 'words' : 'tokens'] = asScore(value)!;
  for (const [, name, right, of] of run('dates').printed.matchAll(
    /^(duckling|recognizers)\S* +(\d+)\/(\d+)/gm,
  )) {
    const [a, b] = cases[name!] ?? [0, 0];
    cases[name!] = [a + Number(right), b + Number(of)];
  }
  for (const [, { right, n }] of run('normalize').files) cases.normalize = [Number(right), Number(n)];
  return { shipped, cases };
}

/** Five folds; blocks of forty neighbouring sentences where there are no documents. */
function crossValidate(folder: string): Record<string, Score> {
  const file = fileURLToPath(new URL('fit-weights.ts', import.meta.url));
  const printed = follow('npx', ['tsx', file, folder, '--block', '40']);
  const rows = printed.matchAll(/^(\w+ \w+) +P ([\d.]+) +R ([\d.]+) +F1 ([\d.]+)$/gm);
  return Object.fromEntries([...rows].map(([, name, p, r, f]) => [name!, [Number(p), Number(r), Number(f)]]));
}
