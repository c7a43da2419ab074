/**
 * Fits data/weights.tsv on annotated texts (scripts/fit/model.ts says how).
 *
 *   npx tsx scripts/fit-weights.ts DIR [--write] [--folds 5] [--block 854] [--errors N]
 *
 * DIR is read by scripts/fit/texts.ts. Prints the scores of a cross-validation by document (blocks of neighbouring
 * sentences where there are no documents): no text is scored with weights that saw it. With --write the weights that all
 * texts give are written. --errors prints the N most frequent errors of the cross-validation.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Candidate } from '../src/entities/candidates.js';
import { EntityContext } from '../src/entities/context.js';
import { chooseCandidates, makeCandidates } from '../src/entities/entities.js';
import { FAMILY_NAMES, type Family } from '../src/entities/features.js';
import { type Position, SET_POSITIONS, WORD_POSITIONS } from '../src/entities/labels.js';
import { Scorer } from '../src/entities/score.js';
import { compileWeights, placeOf, type WeightRow } from '../src/entities/weights.js';
import { Gazetteer } from '../src/gazetteer/gazetteer.js';
import { Matches } from '../src/gazetteer/match.js';
import { Sections } from '../src/lexicon/binary.js';
import { abbreviationsOf } from '../src/lexicon/bundled.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { splitSentences } from '../src/tokens/sentences.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { Features, OF_CORPUS } from './fit/features.js';
import { fitModel, type Lattice } from './fit/model.js';
import { type Text, Texts, TYPES } from './fit/texts.js';

/**
 * How much a text of each set counts. The articles that were annotated by our conventions are few and count for more; our
 * own texts are full of names on purpose, and plain sentences without any make up for that.
 */
const WEIGHTS = { ner: 2, news: 11, own: 0.55, plain: 5 };
/** Weights below this are left out: of named features, and of labels. */
const SMALLEST = 0.05;
const SMALLEST_LABEL = 0.1;

/**
 * Weights that are set by hand; the others are fitted beside them. The corpus of sentences leaves most long names of
 * bodies and all armies and ministries unmarked, or marks a part of them, and of airports, camps and palaces the bare name; our
 * conventions mark them whole. Names that are everyday words are rarer in text at large than in these texts, which are full
 * of names.
 */
const BY_HAND: Readonly<Record<string, number>> = {
  'organisation\tlisted-long': 0.5,
  'organisation\tlisted-army': 0.7,
  'organisation\tministry-alone': 2.2,
  'person\tlisted-common': -0.5,
  'place\tbuilding': 0,
};

const args = process.argv.slice(2);
const dir = args.find((arg) => !arg.startsWith('--'));
if (!dir) throw new Error('usage: fit-weights.ts DIR [--write] [--folds N] [--block N] [--errors N]');
const option = (name: string, fallback: number) => {
  const i = args.indexOf(name);
  return i < 0 ? fallback : Number(args[i + 1]);
};
const folds = option('--folds', 5);
const texts = await Texts.read(dir, option('--block', 854));

const sections = new Sections(readFileSync(new URL('../dist/newsparse.npg', import.meta.url)));
const lexicon = new Lexicon(sections);
const gazetteer = new Gazetteer(lexicon.vocabulary, sections);
const abbreviations = abbreviationsOf(sections);
const units = new Units();
const tokens = new Tokens();
const context = new EntityContext(lexicon, gazetteer, tokens, new Matches());
const features = new Features();

function read(text: string): EntityContext {
  units.setString(text);
  tokenize(units.data, units.length, tokens);
  splitSentences(units.data, tokens, abbreviations);
  lexicon.annotate(units.data, tokens);
  return context.read(units.data);
}

const scorerOf = (rows: readonly WeightRow[]) =>
  new Scorer(
    compileWeights(rows, (form) => lexicon.vocabulary.findForm(form)),
    lexicon.vocabulary,
  );

/** @param scorer makes the first choice, which sets features in the rest of the document; null: there is none */
function latticeOf(item: Text, scorer: Scorer | null): Lattice {
  read(item.text);
  let candidates = makeCandidates(context);
  if (scorer) chooseCandidates(candidates, context, scorer);
  const gold = new Map<string, number[]>([...texts.goldOf(item).keys()].map((key) => [key, []]));
  const keyOf = (c: Candidate) => texts.keyOfCandidate(item, c);
  candidates = candidates
    .filter(
      (c) =>
        TYPES.includes(c.type) &&
        (gold.has(keyOf(c)) || !texts.isOpen(item, c, context.isHead(c.first, 'place-head'))),
    )
    .sort((a, b) => a.end - b.end || a.first - b.first);
  candidates.forEach((c, i) => {
    gold.get(keyOf(c))?.push(i);
  });
  const isWhole = (c: Candidate) => context.isHead(c.first, 'org-head');
  for (const [key, list] of gold) {
    // With its class word and without it are the same for the key: ours is the one with it, where that is part of the name.
    const whole = list.filter((i) => isWhole(candidates[i]!));
    if (whole.length > 0 && whole.length < list.length) gold.set(key, whole);
  }
  const first = Int32Array.from(candidates, (c) => c.first);
  return {
    length: tokens.count,
    first,
    end: Int32Array.from(candidates, (c) => c.end),
    byFirst: Int32Array.from(first.keys()).sort((a, b) => first[b]! - first[a]!),
    features: candidates.map((c) => {
      // The sentences mark the bare name in مطار بيروت: what that teaches stays with them.
      const bareName =
        !item.news && c.type === 'LOC' && c.first > 0 && context.isHead(c.first - 1, 'place-head');
      return features.of(c, context, bareName ? 'bare-name' : null);
    }),
    gold: [...gold.values()].filter((list) => list.length > 0),
    weight: WEIGHTS[item.set],
  };
}

function rowsOf(w: Float64Array): WeightRow[] {
  const rows: WeightRow[] = [];
  w.forEach((fitted, f) => {
    const [family, feature] = features.names[f]!.split('\t') as [string, string];
    if (feature.startsWith(OF_CORPUS)) return;
    if (
      Math.abs(fitted) >= (features.isLabel[f] ? SMALLEST_LABEL : SMALLEST) ||
      /^(one:)?bias$/.test(feature)
    )
      rows.push({ family, feature, weight: Math.round(fitted * 100) / 100 });
  });
  return rows;
}

/** The lattices of texts before any choice, which all folds have in common. */
const firstLattices = new Map<Text, Lattice>();
function firstLatticeOf(item: Text): Lattice {
  const known = firstLattices.get(item) ?? latticeOf(item, null);
  firstLattices.set(item, known);
  return known;
}

/** Fits twice: the second time with the features that the first choice sets in the rest of the document. */
function train(items: readonly Text[]): WeightRow[] {
  let rows: WeightRow[] = [];
  for (let round = 0; round < 2; round++) {
    const scorer = round === 0 ? null : scorerOf(rows);
    const lattices = items.map((item) => (scorer ? latticeOf(item, scorer) : firstLatticeOf(item)));
    const fixed = features.names.flatMap((name, f) =>
      name in BY_HAND ? [[f, BY_HAND[name]!] as const] : [],
    );
    rows = rowsOf(fitModel(lattices, features.isLabel, new Map(fixed)));
  }
  return rows;
}

/** How many entities have a candidate at all: the most that weights can reach. */
const covered: Record<string, { of: number; made: number }> = {};

type Tally = Record<string, { tp: number; fp: number; fn: number }>;
function evaluate(items: readonly Text[], scorer: Scorer, tally: Tally, errors: Map<string, number>): void {
  for (const item of items) {
    read(item.text);
    const candidates = makeCandidates(context);
    const chosen = chooseCandidates(candidates, context, scorer).filter((c) => TYPES.includes(c.type));
    const gold = texts.goldOf(item);
    const got = new Map(chosen.map((c) => [texts.keyOfCandidate(item, c), c]));
    const { set } = item;
    const count = (type: string, what: 'tp' | 'fp' | 'fn') => {
      for (const name of [`${set} ${type}`, `${set} all`]) {
        tally[name] ??= { tp: 0, fp: 0, fn: 0 };
        tally[name][what]++;
      }
    };
    const note = (line: string) => errors.set(line, (errors.get(line) ?? 0) + 1);
    for (const [key, c] of got) {
      if (gold.has(key)) count(c.type, 'tp');
      else if (!texts.isUnmarked(item, c)) {
        count(c.type, 'fp');
        note(`${set} + ${c.type} ${c.rule} ${item.text.slice(c.start, c.stop)}`);
      }
    }
    const made = new Set(candidates.map((c) => texts.keyOfCandidate(item, c)));
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

if (folds > 1) {
  const groups = [...new Set(texts.all.map((item) => item.group))];
  const foldOf = new Map(groups.map((group, i) => [group, i % folds]));
  const tally: Tally = {};
  const errors = new Map<string, number>();
  for (let fold = 0; fold < folds; fold++) {
    const rows = train(texts.all.filter((item) => foldOf.get(item.group) !== fold));
    const rest = texts.all.filter((item) => foldOf.get(item.group) === fold);
    evaluate(rest, scorerOf(rows), tally, errors);
  }
  console.log(`${folds}-fold cross-validation`);
  print(tally);
  const shares = Object.entries(covered).map(([name, c]) => `${name} ${(c.made / c.of).toFixed(3)}`);
  console.log('with a candidate:', shares.join('  '));
  const shown = [...errors].sort((a, b) => b[1] - a[1]).slice(0, option('--errors', 0));
  for (const [line, n] of shown) console.log(String(n).padStart(4), line);
}

if (args.includes('--write')) {
  const path = new URL('../data/weights.tsv', import.meta.url);
  const head = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'));
  const rows = train(texts.all).sort((a, b) => orderOf(a) - orderOf(b));
  const body = rows.map(({ family, feature, weight }) => `${family}\t${feature}\t${weight}`);
  writeFileSync(path, `${[...head, 'family\tfeature\tweight', ...body].join('\n')}\n`);
  console.log(`data/weights.tsv: ${rows.length} weights`);
}

/** Named features before labels, and these by position, the heaviest first. */
function orderOf({ family, feature, weight }: WeightRow): number {
  const [position, label] = feature.split('=') as [Position, string?];
  const place =
    label === undefined
      ? placeOf(family as Family, feature)
      : 1000 * (1 + [...SET_POSITIONS, ...WORD_POSITIONS].indexOf(position as never)) - weight;
  return FAMILY_NAMES.indexOf(family as Family) * 1e6 + place;
}
