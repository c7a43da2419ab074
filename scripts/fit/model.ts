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

/** How often all texts are seen, and into how many parts they are cut; each part gives one step. */
const ROUNDS = 16;
const PARTS = 24;
const RATE = 0.1;
/** Pull towards zero: of named features, and of labels, which are many and rare. */
const RIDGE = 0.6;
const LABEL_RIDGE = 1.5;
/** A label counts when so many texts have it. */
const LABEL_TEXTS = 4;

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

/** In how many texts each feature stands. */
function countTexts(lattices: readonly Lattice[], size: number): Int32Array {
  const texts = new Int32Array(size);
  const seenIn = new Int32Array(size).fill(-1);
  lattices.forEach(({ features }, i) => {
    for (const list of features)
      for (const f of list) {
        if (seenIn[f] === i) continue;
        seenIn[f] = i;
        texts[f]!++;
      }
  });
  return texts;
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
  const texts = countTexts(lattices, size);
  const isFree = (label: boolean, f: number) => !fixed.has(f) && !(label && texts[f]! < LABEL_TEXTS);
  const used = Int32Array.from(isLabel.flatMap((label, f) => (isFree(label, f) ? [f] : [])));
  const ridge = Float64Array.from(used, (f) => (isLabel[f] ? LABEL_RIDGE : RIDGE));
  const w = new Float64Array(size);
  for (const [f, weight] of fixed) w[f] = weight;
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  const gradient = new Float64Array(size);
  const steps = ROUNDS * PARTS;
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    // Neighbouring texts are alike: each part takes one of every few.
    for (let i = step % PARTS; i < lattices.length; i += PARTS) addGradient(lattices[i]!, w, gradient);
    const rate = RATE * (1 - (step - 1) / steps);
    const meanScale = 1 / (1 - 0.9 ** step);
    const squareScale = 1 / (1 - 0.999 ** step);
    for (let k = 0; k < used.length; k++) {
      const f = used[k]!;
      const g = gradient[f]! * PARTS - ridge[k]! * w[f]!;
      mean[f] = 0.9 * mean[f]! + 0.1 * g;
      square[f] = 0.999 * square[f]! + 0.001 * g * g;
      w[f]! += (rate * mean[f]! * meanScale) / (Math.sqrt(square[f]! * squareScale) + 1e-8);
    }
  }
  return w;
}
