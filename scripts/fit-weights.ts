/**
 * Fits data/weights.tsv: logistic regression, one model a family of candidates, on annotated texts.
 *
 *   npx tsx scripts/fit-weights.ts DIR [--write] [--folds 5] [--threshold 0]
 *
 * DIR: ner/*.jsonl ({id, text, entities}) and news/gold*.ndjson ({id, text, annotations}), and spans.mjs, which says when
 * two spans of an organisation are the same. Prints the scores of a cross-validation by document (blocks of neighbouring
 * sentences where there are no documents): no text is scored with weights that saw it. With --write the weights that
 * all texts give are written.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EntityContext } from '../src/entities/context.js';
import { chooseCandidates, makeCandidates } from '../src/entities/entities.js';
import { type Candidate, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from '../src/entities/features.js';
import { Scorer, type WeightRow } from '../src/entities/score.js';
import { Gazetteer } from '../src/gazetteer/gazetteer.js';
import { Matches } from '../src/gazetteer/match.js';
import { Sections } from '../src/lexicon/binary.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { splitSentences } from '../src/tokens/sentences.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';

const TYPES = ['PER', 'LOC', 'ORG'];
/** Sentences of a corpus without documents that stay together in one fold. */
const BLOCK = 40;
/** The smaller set of whole articles, which follows our own conventions, counts for more. */
const NEWS_WEIGHT = 3;
const RIDGE = 1;
const SMALLEST = 0.05;

interface Text {
  readonly text: string;
  readonly gold: readonly { start: number; end: number; type: string }[];
  readonly group: string;
  readonly news: boolean;
}
interface Sample {
  readonly family: Family;
  readonly features: readonly number[];
  readonly label: 0 | 1;
  readonly weight: number;
}

const args = process.argv.slice(2);
const dir = args.find((arg) => !arg.startsWith('--'));
if (!dir) throw new Error('usage: fit-weights.ts DIR [--write] [--folds N]');
const option = (name: string, fallback: number) => {
  const i = args.indexOf(name);
  return i < 0 ? fallback : Number(args[i + 1]);
};
const folds = option('--folds', 5);
const spans = (await import(pathToFileURL(resolvePath(dir, 'spans.mjs')).href)) as {
  bare(text: string, start: number, end: number, type: string): [number, number];
  unmarked(text: string, start: number, end: number, type: string): boolean;
};

const texts: Text[] = [];
const lines = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
for (const name of readdirSync(join(dir, 'ner')).filter((file) => file.endsWith('.jsonl'))) {
  lines(join(dir, 'ner', name)).forEach((record, i) => {
    texts.push({ text: record.text, gold: record.entities, group: `${name} ${Math.floor(i / BLOCK)}`, news: false });
  });
}
for (const name of readdirSync(join(dir, 'news')).filter((file) => /^gold.*\.ndjson$/.test(file))) {
  for (const record of lines(join(dir, 'news', name))) {
    const gold = record.annotations.filter((a: { layer: string }) => a.layer === 'entity');
    texts.push({ text: record.text, gold, group: record.id, news: true });
  }
}

const sections = new Sections(readFileSync(new URL('../dist/newsparse.npg', import.meta.url)));
const lexicon = new Lexicon(sections);
const gazetteer = new Gazetteer(lexicon.vocabulary, sections);
const units = new Units();
const tokens = new Tokens();
const matches = new Matches();

function contextOf(text: string): EntityContext {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  splitSentences(units.data, tokens);
  lexicon.annotate(units.data, tokens);
  return new EntityContext(units.data, tokens, lexicon, gazetteer, matches);
}

/** The corpus of sentences marks whole blank-separated words. */
function widen(text: string, start: number, end: number): [number, number] {
  while (start > 0 && text[start - 1] !== ' ') start--;
  while (end < text.length && text[end] !== ' ') end++;
  return [start, end];
}
function keyOf(item: Text, start: number, end: number, type: string): string {
  const [s, e] = item.news ? [start, end] : widen(item.text, start, end);
  return `${spans.bare(item.text, s, e, type).join('-')} ${type}`;
}
const isUnmarked = (item: Text, candidate: Candidate): boolean =>
  !item.news && spans.unmarked(item.text, ...widen(item.text, candidate.start, candidate.stop), candidate.type);

/** Numbers of the features that a candidate has: bias, before, after, inside. */
function featuresOf(candidate: Candidate): number[] {
  const out = [0];
  [candidate.before, candidate.after, candidate.inside].forEach((bits, side) => {
    for (let i = 0; i < 32; i++) if ((bits >>> i) & 1) out.push(1 + side * 32 + i);
  });
  return out;
}
const SIZE = 97;

function samplesOf(item: Text, scorer: Scorer | null): Sample[] {
  const context = contextOf(item.text);
  const gold = new Set(item.gold.filter((g) => TYPES.includes(g.type)).map((g) => keyOf(item, g.start, g.end, g.type)));
  const candidates = makeCandidates(context);
  if (scorer) chooseCandidates(candidates, context, scorer);
  return candidates.flatMap((candidate) => {
    if (!TYPES.includes(candidate.type)) return [];
    const label = gold.has(keyOf(item, candidate.start, candidate.stop, candidate.type)) ? 1 : 0;
    if (label === 0 && isUnmarked(item, candidate)) return [];
    return { family: candidate.family, features: featuresOf(candidate), label, weight: item.news ? NEWS_WEIGHT : 1 };
  });
}

/** Ridge-regularised logistic regression by Newton's method. */
function fit(samples: readonly Sample[]): Float64Array {
  const w = new Float64Array(SIZE);
  for (let round = 0; round < 12; round++) {
    const gradient = new Float64Array(SIZE);
    const hessian = Array.from({ length: SIZE }, () => new Float64Array(SIZE));
    for (const { features, label, weight } of samples) {
      let score = 0;
      for (const f of features) score += w[f]!;
      const p = 1 / (1 + Math.exp(-score));
      const g = (label - p) * weight;
      const h = p * (1 - p) * weight;
      for (const f of features) {
        gradient[f]! += g;
        const row = hessian[f]!;
        for (const other of features) row[other]! += h;
      }
    }
    for (let i = 0; i < SIZE; i++) {
      const ridge = i === 0 ? 1e-3 : RIDGE;
      gradient[i]! -= ridge * w[i]!;
      hessian[i]![i]! += ridge;
    }
    const step = solve(hessian, gradient);
    let size = 0;
    for (let i = 0; i < SIZE; i++) {
      const move = Math.max(-2, Math.min(2, step[i]!));
      w[i]! += move;
      size += Math.abs(move);
    }
    if (size < 1e-4) break;
  }
  return w;
}

/** Solves a symmetric positive definite system (Cholesky). */
function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const l = a.map((row) => Float64Array.from(row));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = l[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j]![j]!;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i]![k]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k]![i]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  return x;
}

function rowsOf(models: ReadonlyMap<Family, Float64Array>): WeightRow[] {
  const rows: WeightRow[] = [];
  for (const [family, w] of models) {
    const name = (i: number) => {
      if (i === 0) return 'bias';
      const side = Math.floor((i - 1) / 32);
      const bit = (i - 1) % 32;
      return side === 0 ? `before:${NEIGHBOUR[bit]}` : side === 1 ? `after:${NEIGHBOUR[bit]}` : FAMILIES[family][bit];
    };
    w.forEach((weight, i) => {
      const feature = name(i);
      if (feature && !feature.endsWith('undefined') && (i === 0 || Math.abs(weight) >= SMALLEST))
        rows.push({ family, feature, weight: Math.round(weight * 100) / 100 });
    });
  }
  return rows;
}

/** Fits twice: the second time with the features that the first choice sets in the rest of the document. */
function train(items: readonly Text[]): WeightRow[] {
  let rows: WeightRow[] = [];
  for (let round = 0; round < 2; round++) {
    const scorer = round === 0 ? null : new Scorer(rows);
    const samples = items.flatMap((item) => samplesOf(item, scorer));
    rows = rowsOf(new Map(FAMILY_NAMES.map((family) => [family, fit(samples.filter((s) => s.family === family))])));
  }
  return rows;
}

type Tally = Record<string, { tp: number; fp: number; fn: number }>;
function evaluate(items: readonly Text[], scorer: Scorer, tally: Tally, errors: Map<string, number>): void {
  for (const item of items) {
    const context = contextOf(item.text);
    const chosen = chooseCandidates(makeCandidates(context), context, scorer).filter((c) => TYPES.includes(c.type));
    const gold = new Map(item.gold.filter((g) => TYPES.includes(g.type)).map((g) => [keyOf(item, g.start, g.end, g.type), g]));
    const got = new Map(chosen.map((c) => [keyOf(item, c.start, c.stop, c.type), c]));
    const set = item.news ? 'news' : 'ner';
    const count = (type: string, what: 'tp' | 'fp' | 'fn') => {
      for (const name of [`${set} ${type}`, `${set} all`]) (tally[name] ??= { tp: 0, fp: 0, fn: 0 })[what]++;
    };
    const note = (line: string) => errors.set(line, (errors.get(line) ?? 0) + 1);
    for (const [key, c] of got) {
      if (gold.has(key)) count(c.type, 'tp');
      else if (!isUnmarked(item, c)) {
        count(c.type, 'fp');
        note(`${set} + ${c.type} ${c.rule} ${item.text.slice(c.start, c.stop)}`);
      }
    }
    for (const [key, g] of gold)
      if (!got.has(key)) {
        count(g.type, 'fn');
        note(`${set} - ${g.type} ${item.text.slice(g.start, g.end)}`);
      }
  }
}
const print = (tally: Tally) => {
  for (const [name, { tp, fp, fn }] of Object.entries(tally).sort(([a], [b]) => a.localeCompare(b))) {
    const p = tp / (tp + fp || 1);
    const r = tp / (tp + fn || 1);
    console.log(name.padEnd(10), `P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${((2 * p * r) / (p + r || 1)).toFixed(3)}`);
  }
};

const groups = [...new Set(texts.map((item) => item.group))];
const foldOf = new Map(groups.map((group, i) => [group, i % folds]));
const tally: Tally = {};
const errors = new Map<string, number>();
for (let fold = 0; fold < folds; fold++) {
  const rows = train(texts.filter((item) => foldOf.get(item.group) !== fold));
  evaluate(texts.filter((item) => foldOf.get(item.group) === fold), new Scorer(rows), tally, errors);
}
console.log(`${folds}-fold cross-validation`);
print(tally);
const shown = [...errors].sort((a, b) => b[1] - a[1]).slice(0, option('--errors', 0));
for (const [line, n] of shown) console.log(String(n).padStart(4), line);

if (args.includes('--write')) {
  const path = new URL('../data/weights.tsv', import.meta.url);
  const head = readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('#'));
  const rows = train(texts);
  const body = rows.map(({ family, feature, weight }) => `${family}\t${feature}\t${weight}`);
  writeFileSync(path, `${[...head, 'family\tfeature\tweight', ...body].join('\n')}\n`);
  console.log(`data/weights.tsv: ${rows.length} weights`);
}
