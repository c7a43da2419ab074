import { growInt32 } from '../lexicon/grow.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import type { Candidate } from './candidates.js';
import type { EntityContext } from './context.js';
import { EXTRAS, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from './features.js';
import { labelOf } from './label-table.js';
import {
  SET_POSITIONS,
  setName,
  setOf,
  tokensOfSets,
  tokensOfWords,
  WORD_POSITIONS,
  wordName,
  wordOf,
} from './labels.js';
import { FAMILY_SIZE, FAMILY_SUMS, LABEL_SIZE, PARTS, SIDE_SUMS, SIDES, type Weights } from './weights.js';

const ONE_BEFORE = SIDES.indexOf('one:before');
const ONE_AFTER = SIDES.indexOf('one:after');
const SET_COUNT = SET_POSITIONS.length;
const WORD_COUNT = WORD_POSITIONS.length;
const numberOfFamily = Object.fromEntries(FAMILY_NAMES.map((name, i) => [name, i])) as Record<Family, number>;

/** A feature of a candidate with its weight. */
export interface Reason {
  readonly feature: string;
  readonly weight: number;
}

/** Scores candidates: the sum of the weights of their features is the log-odds of being an entity. */
export class Scorer {
  private context: EntityContext | null = null;
  /** The labels of each token of the document, -1 where nobody has asked. */
  private sets = new Int32Array(0);
  private words = new Int32Array(0);
  private readonly setTokens = new Int32Array(SET_COUNT);
  private readonly wordTokens = new Int32Array(WORD_COUNT);

  /** @param vocabulary gives the words for explanations */
  constructor(
    private readonly weights: Weights,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Takes the document whose candidates are to be scored. */
  read(context: EntityContext): void {
    const { count } = context.tokens;
    this.context = context;
    this.sets = growInt32(this.sets, count);
    this.words = growInt32(this.words, count);
    this.sets.fill(-1, 0, count);
    this.words.fill(-1, 0, count);
  }

  private setLabel(t: number): number {
    if (this.sets[t]! < 0) this.sets[t] = labelOf(this.weights.sets, setOf(this.context!, t));
    return this.sets[t]!;
  }

  private wordLabel(t: number): number {
    const { units, tokens } = this.context!;
    if (this.words[t]! < 0) this.words[t] = labelOf(this.weights.words, wordOf(units, tokens, t));
    return this.words[t]!;
  }

  /** Log-odds, in hundredths. */
  score(candidate: Candidate): number {
    const { before, after, inside, extra } = candidate;
    const { bits } = this.weights;
    const family = numberOfFamily[candidate.family];
    const isOne = candidate.end - candidate.first === 1;
    let total = bits[family * FAMILY_SIZE]! + (isOne ? bits[family * FAMILY_SIZE + 1]! : 0);
    total +=
      this.sum(family, isOne ? ONE_BEFORE : 0, before) + this.sum(family, isOne ? ONE_AFTER : 1, after);
    total += this.sum(family, 2, inside) + this.sum(family, 3, extra);
    const { setTokens, wordTokens } = this;
    tokensOfSets(candidate, setTokens);
    for (let position = 0; position < SET_COUNT; position++) {
      const t = setTokens[position]!;
      if (t >= 0) total += this.setWeight(family, position, this.setLabel(t));
    }
    tokensOfWords(candidate, wordTokens);
    for (let position = 0; position < WORD_COUNT; position++) {
      const t = wordTokens[position]!;
      if (t >= 0) total += this.wordWeight(family, position, this.wordLabel(t));
    }
    return total;
  }

  /**
   * The features of a candidate with their weights, heaviest first: why it was accepted or not.
   * The document must be the one that was read last.
   */
  explain(candidate: Candidate): Reason[] {
    const context = this.context!;
    const { units, tokens } = context;
    const family = numberOfFamily[candidate.family];
    const out: Reason[] = [];
    const add = (feature: string, weight: number) => {
      if (weight !== 0) out.push({ feature, weight: weight / PARTS });
    };
    const start = family * FAMILY_SIZE;
    const addSide = (prefix: string, names: readonly string[], side: number, set: number) =>
      names.forEach((name, i) => {
        if ((set >>> i) & 1) add(prefix + name, this.weights.bits[start + 2 + side * 32 + i]!);
      });
    add('bias', this.weights.bits[start]!);
    addSide('before:', NEIGHBOUR, 0, candidate.before);
    addSide('after:', NEIGHBOUR, 1, candidate.after);
    addSide('', FAMILIES[candidate.family], 2, candidate.inside);
    addSide('', EXTRAS[candidate.family], 3, candidate.extra);
    if (candidate.end - candidate.first === 1) {
      add('one:bias', this.weights.bits[start + 1]!);
      addSide('one:before:', NEIGHBOUR, 4, candidate.before);
      addSide('one:after:', NEIGHBOUR, 5, candidate.after);
    }
    tokensOfSets(candidate, this.setTokens);
    this.setTokens.forEach((t, position) => {
      if (t < 0) return;
      const name = `${SET_POSITIONS[position]}=${setName(setOf(context, t))}`;
      add(name, this.setWeight(family, position, this.setLabel(t)));
    });
    tokensOfWords(candidate, this.wordTokens);
    this.wordTokens.forEach((t, position) => {
      if (t < 0 || this.wordLabel(t) === 0) return;
      const name = `${WORD_POSITIONS[position]}=${wordName(wordOf(units, tokens, t), this.vocabulary)}`;
      add(name, this.wordWeight(family, position, this.wordLabel(t)));
    });
    return out.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }

  private sum(family: number, side: number, set: number): number {
    const { sums } = this.weights;
    const from = family * FAMILY_SUMS + side * SIDE_SUMS;
    return (
      sums[from + (set & 255)]! +
      sums[from + 256 + ((set >>> 8) & 255)]! +
      sums[from + 512 + ((set >>> 16) & 255)]! +
      sums[from + 768 + (set >>> 24)]!
    );
  }

  private setWeight(family: number, position: number, label: number): number {
    return this.weights.setWeights[label * LABEL_SIZE + family * SET_COUNT + position]!;
  }

  private wordWeight(family: number, position: number, label: number): number {
    return this.weights.wordWeights[label * LABEL_SIZE + family * WORD_COUNT + position]!;
  }
}

/** Log-odds (hundredths) to probability. */
export const probability = (score: number): number => 1 / (1 + Math.exp(-score / PARTS));
