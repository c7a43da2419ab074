import { type Candidate, EXTRAS, FAMILIES, FAMILY_NAMES, type Family, NEIGHBOUR } from './features.js';

/** A row of data/weights.tsv. */
export interface WeightRow {
  readonly family: string;
  /** `bias`, `before:<neighbour>`, `after:<neighbour>` or a feature of the family. */
  readonly feature: string;
  readonly weight: number;
}

/** Weights and scores are whole parts of this: their sums are exact, in whatever order they are added. */
const PARTS = 100;
const SIDES = ['before', 'after', 'inside', 'extra'] as const;
type Side = (typeof SIDES)[number];

/** The weights of a family, in hundredths. */
interface FamilyWeights {
  bias: number;
  /** By bit. */
  readonly bits: Readonly<Record<Side, Int32Array>>;
  /** The sums of each byte's bits: 256 for each of the four bytes of each side, so that four reads score a side. */
  readonly sums: Int32Array;
}

/** Scores candidates: the sum of the weights of their features is the log-odds of being an entity. */
export class Scorer {
  private readonly families: Readonly<Record<Family, FamilyWeights>>;

  /**
   * @param rows weights of at most two decimals
   * @throws RangeError for a family or feature that does not exist
   */
  constructor(rows: readonly WeightRow[]) {
    const empty = (): FamilyWeights => ({
      bias: 0,
      bits: {
        before: new Int32Array(32),
        after: new Int32Array(32),
        inside: new Int32Array(32),
        extra: new Int32Array(32),
      },
      sums: new Int32Array(SIDES.length * 1024),
    });
    this.families = Object.fromEntries(FAMILY_NAMES.map((name) => [name, empty()])) as Record<
      Family,
      FamilyWeights
    >;
    for (const { family, feature, weight } of rows) {
      const weights = this.families[family as Family];
      if (!weights) throw new RangeError(`weights: no family "${family}"`);
      if (feature === 'bias') {
        weights.bias = Math.round(weight * PARTS);
        continue;
      }
      const set = (side: Side, names: readonly string[], name: string) => {
        const index = names.indexOf(name);
        if (index >= 0) weights.bits[side][index] = Math.round(weight * PARTS);
        return index >= 0;
      };
      const [side, name] = feature.split(':');
      const known =
        name !== undefined
          ? (side === 'before' || side === 'after') && set(side, NEIGHBOUR, name)
          : set('inside', FAMILIES[family as Family], feature) ||
            set('extra', EXTRAS[family as Family], feature);
      if (!known) throw new RangeError(`weights: no feature "${feature}" in family "${family}"`);
    }
    for (const { bits, sums } of Object.values(this.families))
      SIDES.forEach((side, number) => {
        addSums(bits[side], sums, number * 1024);
      });
  }

  /** Log-odds, of two decimals. */
  score({ family, before, after, inside, extra }: Candidate): number {
    const { bias, sums } = this.families[family];
    const sum = (bits: number, from: number): number =>
      sums[from + (bits & 255)]! +
      sums[from + 256 + ((bits >>> 8) & 255)]! +
      sums[from + 512 + ((bits >>> 16) & 255)]! +
      sums[from + 768 + (bits >>> 24)]!;
    return (bias + sum(before, 0) + sum(after, 1024) + sum(inside, 2048) + sum(extra, 3072)) / PARTS;
  }

  /** The features of a candidate with their weights, heaviest first: why it was accepted or not. */
  explain(candidate: Candidate): { feature: string; weight: number }[] {
    const weights = this.families[candidate.family];
    const out = [{ feature: 'bias', weight: weights.bias / PARTS }];
    const add = (prefix: string, names: readonly string[], side: Side) =>
      names.forEach((name, i) => {
        if ((candidate[side] >>> i) & 1)
          out.push({ feature: prefix + name, weight: weights.bits[side][i]! / PARTS });
      });
    add('before:', NEIGHBOUR, 'before');
    add('after:', NEIGHBOUR, 'after');
    add('', FAMILIES[candidate.family], 'inside');
    add('', EXTRAS[candidate.family], 'extra');
    return out.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  }
}

/** Writes the sums of all sets of eight weights, for each of the four bytes of a side. */
function addSums(weights: Int32Array, sums: Int32Array, from: number): void {
  for (let byte = 0; byte < 4; byte++) {
    for (let bits = 1; bits < 256; bits++) {
      const highest = 31 - Math.clz32(bits);
      const rest = bits - (1 << highest);
      const at = from + byte * 256;
      sums[at + bits] = sums[at + rest]! + weights[byte * 8 + highest]!;
    }
  }
}

/** Log-odds to probability. */
export const probability = (score: number): number => 1 / (1 + Math.exp(-score));
