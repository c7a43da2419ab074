/**
 * Fits data/weights.tsv on annotated texts: a log-linear model over the ways to choose candidates that do not overlap
 * (a semi-Markov conditional random field without transitions: Sarawagi and Cohen 2004), which is what
 * src/entities/resolve.ts chooses the best of. Gradient ascent (Adam) on the likelihood of the annotated choice.
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
import { type Candidate, EXTRAS, FAMILIES, FAMILY_NAMES, NEIGHBOUR } from '../src/entities/features.js';
import { Scorer, type WeightRow } from '../src/entities/score.js';
import { Gazetteer } from '../src/gazetteer/gazetteer.js';
import { Matches } from '../src/gazetteer/match.js';
import { Sections } from '../src/lexicon/binary.js';
import { abbreviationsOf } from '../src/lexicon/bundled.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { splitSentences } from '../src/tokens/sentences.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';

const TYPES = ['PER', 'LOC', 'ORG'];
/** Sentences of a corpus without documents that stay together in one fold. */
const BLOCK = 40;
/** The smaller set of whole articles, which follows our own conventions, counts for more. */
const NEWS_WEIGHT = 7;
const RIDGE = 1;
const ROUNDS = 120;
const RATE = 0.15;
const SMALLEST = 0.05;

/**
 * Weights that are set by hand. The corpus of sentences leaves most long names of bodies unmarked or marks a part of
 * them; our conventions mark them whole. The feature takes that difference up while the others are fitted.
 */
const BY_HAND: Readonly<Record<string, number>> = { 'organisation listed-long': 0.5 };

interface Text {
  readonly text: string;
  readonly gold: readonly { start: number; end: number; type: string }[];
  readonly group: string;
  readonly news: boolean;
}
/** A text as the model sees it: its candidates by their end, with the numbers of their features. */
interface Lattice {
  readonly length: number;
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly features: readonly Int32Array[];
  /** For each annotated entity that has candidates: which ones. */
  readonly gold: readonly (readonly number[])[];
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
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
for (const name of readdirSync(join(dir, 'ner')).filter((file) => file.endsWith('.jsonl'))) {
  lines(join(dir, 'ner', name)).forEach((record, i) => {
    texts.push({
      text: record.text,
      gold: record.entities,
      group: `${name} ${Math.floor(i / BLOCK)}`,
      news: false,
    });
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
const abbreviations = abbreviationsOf(sections);
const units = new Units();
const tokens = new Tokens();
const context = new EntityContext(lexicon, gazetteer, tokens, new Matches());

function contextOf(text: string): EntityContext {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  splitSentences(units.data, tokens, abbreviations);
  lexicon.annotate(units.data, tokens);
  return context.read(units.data);
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
  !item.news &&
  spans.unmarked(item.text, ...widen(item.text, candidate.start, candidate.stop), candidate.type);

/** The corpus of sentences marks the bare name in مطار بيروت; our conventions have the class word in the name. */
const isWiderPlace = (item: Text, candidate: Candidate): boolean =>
  !item.news &&
  candidate.type === 'LOC' &&
  item.gold.some(
    (g) => g.type === 'LOC' && g.start > candidate.start && Math.abs(g.end - candidate.stop) <= 1,
  );

/** Of a listed organisation the corpus often marks a part, or more, or only the place in it: nothing to learn from. */
const isOtherwiseCut = (item: Text, candidate: Candidate): boolean =>
  !item.news &&
  candidate.type === 'ORG' &&
  candidate.entry >= 0 &&
  item.gold.some((g) => g.start < candidate.stop && g.end > candidate.start);

/** Numbers of the features that a candidate has: bias, before, after, inside, extra. */
function featuresOf(candidate: Candidate): number[] {
  const out = [0];
  [candidate.before, candidate.after, candidate.inside, candidate.extra].forEach((bits, side) => {
    for (let i = 0; i < 32; i++) if ((bits >>> i) & 1) out.push(1 + side * 32 + i);
  });
  return out;
}
const SIZE = 129;

const TOTAL = SIZE * FAMILY_NAMES.length;

function latticeOf(item: Text, scorer: Scorer | null): Lattice {
  const context = contextOf(item.text);
  const gold = new Map<string, number[]>();
  for (const g of item.gold) if (TYPES.includes(g.type)) gold.set(keyOf(item, g.start, g.end, g.type), []);
  let candidates = makeCandidates(context);
  if (scorer) chooseCandidates(candidates, context, scorer);
  candidates = candidates
    .filter((c) => TYPES.includes(c.type))
    .filter(
      (c) =>
        gold.has(keyOf(item, c.start, c.stop, c.type)) ||
        !(isUnmarked(item, c) || isWiderPlace(item, c) || isOtherwiseCut(item, c)),
    )
    .sort((a, b) => a.end - b.end || a.first - b.first);
  candidates.forEach((c, i) => {
    gold.get(keyOf(item, c.start, c.stop, c.type))?.push(i);
  });
  return {
    length: tokens.count,
    first: Int32Array.from(candidates, (c) => c.first),
    end: Int32Array.from(candidates, (c) => c.end),
    features: candidates.map((c) => {
      const base = FAMILY_NAMES.indexOf(c.family) * SIZE;
      return Int32Array.from(featuresOf(c), (f) => base + f);
    }),
    gold: [...gold.values()].filter((list) => list.length > 0),
    weight: item.news ? NEWS_WEIGHT : 1,
  };
}

const logAdd = (a: number, b: number): number =>
  a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));

/** Adds the gradient of one text's log-likelihood. */
function addGradient(lattice: Lattice, w: Float64Array, gradient: Float64Array): void {
  const { length, first, end, features, gold, weight } = lattice;
  const count = features.length;
  if (count === 0) return;
  const score = new Float64Array(count);
  for (let c = 0; c < count; c++) for (const f of features[c]!) score[c]! += w[f]!;
  // alpha[i]: all choices over the tokens before i; beta[i]: over those from i on.
  const alpha = new Float64Array(length + 1);
  for (let i = 1, c = 0; i <= length; i++) {
    alpha[i] = alpha[i - 1]!;
    for (; c < count && end[c] === i; c++) alpha[i] = logAdd(alpha[i]!, alpha[first[c]!]! + score[c]!);
  }
  const beta = new Float64Array(length + 1);
  const byFirst = Array.from({ length: count }, (_, c) => c).sort((a, b) => first[b]! - first[a]!);
  for (let i = length - 1, k = 0; i >= 0; i--) {
    beta[i] = beta[i + 1]!;
    for (; k < count && first[byFirst[k]!] === i; k++) {
      const c = byFirst[k]!;
      beta[i] = logAdd(beta[i]!, beta[end[c]!]! + score[c]!);
    }
  }
  for (let c = 0; c < count; c++) {
    const p = Math.exp(alpha[first[c]!]! + score[c]! + beta[end[c]!]! - alpha[length]!) * weight;
    for (const f of features[c]!) gradient[f]! -= p;
  }
  // Of several candidates for one annotation, each has its share by its present weight.
  for (const list of gold) {
    let total = Number.NEGATIVE_INFINITY;
    for (const c of list) total = logAdd(total, score[c]!);
    for (const c of list) {
      const share = Math.exp(score[c]! - total) * weight;
      for (const f of features[c]!) gradient[f]! += share;
    }
  }
}

function fitWeights(lattices: readonly Lattice[]): Float64Array {
  const w = new Float64Array(TOTAL);
  const mean = new Float64Array(TOTAL);
  const square = new Float64Array(TOTAL);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = new Float64Array(TOTAL);
    for (const lattice of lattices) addGradient(lattice, w, gradient);
    const rate = RATE * (1 - (round - 1) / ROUNDS);
    for (let f = 0; f < TOTAL; f++) {
      const g = gradient[f]! - RIDGE * w[f]!;
      mean[f] = 0.9 * mean[f]! + 0.1 * g;
      square[f] = 0.99 * square[f]! + 0.01 * g * g;
      const m = mean[f]! / (1 - 0.9 ** round);
      const v = square[f]! / (1 - 0.99 ** round);
      w[f]! += (rate * m) / (Math.sqrt(v) + 1e-8);
    }
  }
  return w;
}

function rowsOf(w: Float64Array): WeightRow[] {
  const rows: WeightRow[] = [];
  FAMILY_NAMES.forEach((family, number) => {
    for (let i = 0; i < SIZE; i++) {
      const side = Math.floor((i - 1) / 32);
      const bit = (i - 1) % 32;
      const names = side === 2 ? FAMILIES[family] : side === 3 ? EXTRAS[family] : NEIGHBOUR;
      const feature = i === 0 ? 'bias' : names[bit] && `${['before:', 'after:', '', ''][side]}${names[bit]}`;
      const weight = BY_HAND[`${family} ${feature}`] ?? w[number * SIZE + i]!;
      if (feature && (i === 0 || Math.abs(weight) >= SMALLEST))
        rows.push({ family, feature, weight: Math.round(weight * 100) / 100 });
    }
  });
  return rows;
}

/** Fits twice: the second time with the features that the first choice sets in the rest of the document. */
function train(items: readonly Text[]): WeightRow[] {
  let rows: WeightRow[] = [];
  for (let round = 0; round < 2; round++) {
    const scorer = round === 0 ? null : new Scorer(rows);
    rows = rowsOf(fitWeights(items.map((item) => latticeOf(item, scorer))));
  }
  return rows;
}

/** How many entities have a candidate at all: the most that weights can reach. */
const covered: Record<string, { of: number; made: number }> = {};

type Tally = Record<string, { tp: number; fp: number; fn: number }>;
function evaluate(items: readonly Text[], scorer: Scorer, tally: Tally, errors: Map<string, number>): void {
  for (const item of items) {
    const context = contextOf(item.text);
    const candidates = makeCandidates(context);
    const chosen = chooseCandidates(candidates, context, scorer).filter((c) => TYPES.includes(c.type));
    const gold = new Map(
      item.gold.filter((g) => TYPES.includes(g.type)).map((g) => [keyOf(item, g.start, g.end, g.type), g]),
    );
    const got = new Map(chosen.map((c) => [keyOf(item, c.start, c.stop, c.type), c]));
    const set = item.news ? 'news' : 'ner';
    const count = (type: string, what: 'tp' | 'fp' | 'fn') => {
      for (const name of [`${set} ${type}`, `${set} all`]) {
        tally[name] ??= { tp: 0, fp: 0, fn: 0 };
        tally[name][what]++;
      }
    };
    const note = (line: string) => errors.set(line, (errors.get(line) ?? 0) + 1);
    for (const [key, c] of got) {
      if (gold.has(key)) count(c.type, 'tp');
      else if (!isUnmarked(item, c)) {
        count(c.type, 'fp');
        note(`${set} + ${c.type} ${c.rule} ${item.text.slice(c.start, c.stop)}`);
      }
    }
    const made = new Set(candidates.map((c) => keyOf(item, c.start, c.stop, c.type)));
    for (const [key, g] of gold) {
      covered[set + g.type] ??= { of: 0, made: 0 };
      covered[set + g.type]!.of++;
      if (made.has(key)) covered[set + g.type]!.made++;
      if (got.has(key)) continue;
      count(g.type, 'fn');
      note(`${set} - ${g.type} ${made.has(key) ? '' : '(no candidate) '}${item.text.slice(g.start, g.end)}`);
    }
  }
}
const print = (tally: Tally) => {
  for (const [name, { tp, fp, fn }] of Object.entries(tally).sort(([a], [b]) => a.localeCompare(b))) {
    const p = tp / (tp + fp || 1);
    const r = tp / (tp + fn || 1);
    console.log(
      name.padEnd(10),
      `P ${p.toFixed(3)}  R ${r.toFixed(3)}  F1 ${((2 * p * r) / (p + r || 1)).toFixed(3)}`,
    );
  }
};

const groups = [...new Set(texts.map((item) => item.group))];
const foldOf = new Map(groups.map((group, i) => [group, i % folds]));
const tally: Tally = {};
const errors = new Map<string, number>();
for (let fold = 0; fold < folds; fold++) {
  const rows = train(texts.filter((item) => foldOf.get(item.group) !== fold));
  evaluate(
    texts.filter((item) => foldOf.get(item.group) === fold),
    new Scorer(rows),
    tally,
    errors,
  );
}
console.log(`${folds}-fold cross-validation`);
print(tally);
console.log(
  'with a candidate:',
  Object.entries(covered)
    .map(([name, c]) => `${name} ${(c.made / c.of).toFixed(3)}`)
    .join('  '),
);
const shown = [...errors].sort((a, b) => b[1] - a[1]).slice(0, option('--errors', 0));
for (const [line, n] of shown) console.log(String(n).padStart(4), line);

if (args.includes('--write')) {
  const path = new URL('../data/weights.tsv', import.meta.url);
  const head = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const rows = train(texts);
  const body = rows.map(({ family, feature, weight }) => `${family}\t${feature}\t${weight}`);
  writeFileSync(path, `${[...head, 'family\tfeature\tweight', ...body].join('\n')}\n`);
  console.log(`data/weights.tsv: ${rows.length} weights`);
}
