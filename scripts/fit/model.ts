/**
 * A log-linear model over the ways to choose candidates that do not overlap (a semi-Markov conditional random field
 * without transitions: Sarawagi and Cohen 2004), which is what src/entities/resolve.ts chooses the best of. Gradient
 * ascent (Adam: Kingma and Ba 2015) on the likelihood of the annotated choice.
 */

/** A text as the model sees it: its candidates by their end, with the numbers of their features. */
export interface Lattice {
  /** In tokens. */
  readonly length: number;
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** By their first token, the last ones first. */
  readonly byFirst: Int32Array;
  readonly features: readonly Int32Array[];
  /** For each annotated entity that has candidates: which ones. */
  readonly gold: readonly (readonly number[])[];
  readonly weight: number;
}

const ROUNDS = 80;
const RATE = 0.15;
/** Pull towards zero: of named features, and of labels, which are many and rare. */
const RIDGE = 1;
const LABEL_RIDGE = 2.5;
/** A label counts when so many texts have it. */
const LABEL_TEXTS = 8;

const logAdd = (a: number, b: number): number =>
  a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));

/** Adds the gradient of one text's log-likelihood. */
function addGradient(lattice: Lattice, w: Float64Array, gradient: Float64Array): void {
  const { length, first, end, byFirst, features, gold, weight } = lattice;
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
  for (let i = length - 1, k = 0; i >= 0; i--) {
    beta[i] = beta[i + 1]!;
    for (; k < count && first[byFirst[k]!] === i; k++) {
      const c = byFirst[k]!;
      beta[i] = logAdd(beta[i]!, beta[end[c]!]! + score[c]!);
    }
  }
  for (let c = 0; c < count; c++) {
    const p = Math.exp(alpha[first[c]!]! + score[c]! + beta[end[c]!]! - alpha[length]!) * weight;
    if (p > 1e-7) for (const f of features[c]!) gradient[f]! -= p;
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

/**
 * @param fixed weights that are given, by the number of their feature
 * @returns the weight of each feature; 0 for labels of too few texts
 */
export function fitModel(
  lattices: readonly Lattice[],
  isLabel: readonly boolean[],
  fixed: ReadonlyMap<number, number>,
): Float64Array {
  const size = isLabel.length;
  const texts = new Int32Array(size);
  for (const { features } of lattices)
    for (const f of new Set(features.flatMap((list) => [...list]))) texts[f]!++;
  const isFree = (label: boolean, f: number) => !fixed.has(f) && !(label && texts[f]! < LABEL_TEXTS);
  const used = isLabel.flatMap((label, f) => (isFree(label, f) ? [f] : []));
  const w = new Float64Array(size);
  for (const [f, weight] of fixed) w[f] = weight;
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = new Float64Array(size);
    for (const lattice of lattices) addGradient(lattice, w, gradient);
    const rate = RATE * (1 - (round - 1) / ROUNDS);
    for (const f of used) {
      const g = gradient[f]! - (isLabel[f] ? LABEL_RIDGE : RIDGE) * w[f]!;
      mean[f] = 0.9 * mean[f]! + 0.1 * g;
      square[f] = 0.99 * square[f]! + 0.01 * g * g;
      const m = mean[f]! / (1 - 0.9 ** round);
      const v = square[f]! / (1 - 0.99 ** round);
      w[f]! += (rate * m) / (Math.sqrt(v) + 1e-8);
    }
  }
  return w;
}
